// What would the first rows become? One line for each: read or refused, with the sentence, the times and the cell.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { MappingAnswer, PreviewRow, SampleTable } from '../../../src/contract/mapping.ts'
import { latestOf } from '../../api.ts'
import { scroller } from '../../parts/page.ts'
import type { Region } from '../../region.ts'
import type { Words } from '../../words.ts'
import type { MappingState } from '../state.ts'
import { className } from './words.ts'

export interface PreviewProps {
  readonly state: MappingState
  readonly words: Words
  readonly profileAddress: string
}

export function previewPanel({ state, words, profileAddress }: PreviewProps): TemplateResult {
  const { t } = words
  const answer = latestOf(state.preview)
  const isBusy = state.preview.kind === 'loading'
  return html`<section class="panel preview ${isBusy ? 'stale' : ''}" aria-labelledby="preview-title" aria-busy=${isBusy}>
    <div class="panel-head">
      <h2 id="preview-title">${t('mapping.preview.title')}</h2>
      <p class="sums" role="status">${sums(answer, isBusy, words)}</p>
    </div>
    ${state.preview.kind === 'failed' ? html`<p class="failure" role="alert">${state.preview.detail}</p>` : nothing}
    ${answer ? faults(answer, words) : nothing}
    ${answer && answer.rows.length > 0 ? scroller(t('mapping.preview.title'), rowsTable(answer.rows, state, words), 'tall') : nothing}
    ${answer ? download(state, answer, words, profileAddress) : nothing}
  </section>`
}

function sums(answer: MappingAnswer | undefined, isBusy: boolean, { t, number }: Words): string {
  if (!answer) return isBusy ? t('mapping.busy') : ''
  const read = answer.rows.length
  if (read === 0) return answer.profileFaults.length > 0 || answer.tableFault ? '' : t('mapping.preview.none')
  const refused = answer.rows.filter((row) => row.refused !== undefined).length
  return t('mapping.preview.sums', {
    ...{ read: number(read), accepted: number(read - refused), refused: number(refused) },
  })
}

function faults({ profileFaults }: MappingAnswer, { t }: Words) {
  if (profileFaults.length === 0) return nothing
  return html`<div class="unfinished">
    <strong>${t('mapping.preview.unfinished')}</strong>
    <ul>
      ${profileFaults.map((fault) => html`<li>${fault}</li>`)}
    </ul>
  </div>`
}

function rowsTable(rows: readonly PreviewRow[], { region }: MappingState, words: Words) {
  const { t } = words
  const names = latestOf(region)
  return html`<table class="rows">
    <thead>
      <tr>
        <th scope="col">${t('mapping.preview.line')}</th>
        <th scope="col">${t('mapping.preview.verdict')}</th>
        <th scope="col">${t('mapping.preview.task')}</th>
        <th scope="col">${t('mapping.preview.where')}</th>
        <th scope="col">${t('mapping.preview.units')}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map((row) => rowLine(row, words, names))}
    </tbody>
  </table>`
}

function rowLine(row: PreviewRow, words: Words, region: Region | undefined) {
  const { t } = words
  const isRefused = row.refused !== undefined
  const verdict = html`<span class="verdict ${isRefused ? 'refused' : 'accepted'}">
    <span aria-hidden="true">${isRefused ? '✕' : '✓'}</span> ${t(isRefused ? 'mapping.preview.refused' : 'mapping.preview.accepted')}
  </span>`
  if (isRefused)
    return html`<tr>
      <th scope="row" class="number">${row.line}</th>
      <td>${verdict}</td>
      <td>${row.task ?? ''}</td>
      <td colspan="2" class="reason">${row.refused}</td>
    </tr>`
  return html`<tr>
    <th scope="row" class="number">${row.line}</th>
    <td>
      ${verdict}
      ${row.notices.map((notice) => html`<span class="under notice-word">${t(`mapping.notice.${notice as NoticeWord}`)}</span>`)}
    </td>
    <td>${taskCell(row, words)}</td>
    <td>${placeCell(row, words, region)}</td>
    <td>${unitsCell(row, words)}</td>
  </tr>`
}

type NoticeWord =
  | ('no-place' | 'place-zero' | 'place-outside' | 'place-swapped' | 'arrival-before-alert' | 'out-of-order')
  | ('implausibly-long' | 'in-future' | 'before-2000' | 'class-unknown')

function taskCell(row: PreviewRow, words: Words) {
  const { t } = words
  const facts = [
    row.service && t(`service.${row.service}`),
    row.urgency,
    row.code,
    row.outcome,
    row.municipality,
    row.origin && t(`mapping.origin.${row.origin}`),
  ].filter((fact) => fact !== undefined && fact !== '')
  return html`<strong>${row.task}</strong>
    <span class="under">${facts.join(' · ')}</span>
    <span class="under">${row.createdAt ? moment(row.createdAt, words) : t('mapping.preview.assumed')}</span>`
}

function placeCell({ cell, zoneClass }: PreviewRow, words: Words, region: Region | undefined) {
  if (!cell) return nothing
  return html`<span class="cell">E ${cell.e} N ${cell.n}</span>
    ${zoneClass === undefined ? nothing : html`<span class="under">${className(zoneClass, words, region)}</span>`}`
}

function unitsCell({ units }: PreviewRow, words: Words) {
  const { t } = words
  return html`<ul class="units">
    ${units
      .filter(({ unit }) => unit !== undefined)
      .map((unit) => {
        const facts = [
          unit.unitType && t(`type.${unit.unitType}`),
          unit.mobile && t('mapping.preview.mobile'),
          unit.crew !== undefined && t('mapping.preview.crew', { n: unit.crew }),
        ].filter((fact) => typeof fact === 'string')
        const times = unit.times.map(
          ({ status, at }) => html`<span class="time">${t(`status.${status}`)} ${clock(at, words)}</span>`,
        )
        return html`<li><span class="unit">${unit.unit}</span> ${facts.join(', ')} ${times}</li>`
      })}
  </ul>`
}

/** The date is told once, with the task. */
function clock(at: string, words: Words): string {
  return words.timeSeconds(Date.parse(at))
}

function moment(at: string, words: Words): string {
  const ms = Date.parse(at)
  return `${words.date(ms)} ${words.timeSeconds(ms)}`
}

function download({ form }: MappingState, { profileFaults }: MappingAnswer, { t }: Words, address: string) {
  const file = `${form.name || 'profile'}.json`
  const command = `vaste import tasks … --profile ${file} --dry-run`
  return html`<div class="panel-foot">
    <a class="button" href=${address} download=${file}
      >${t(profileFaults.length === 0 ? 'mapping.download' : 'mapping.download.unfinished')}</a
    >
    <span class="hint">${t('mapping.download.hint', { command })}</span>
  </div>`
}

export function samplePanel(table: SampleTable, { t }: Words): TemplateResult {
  const shown = table.rows.slice(0, 8)
  return html`<section class="panel" aria-labelledby="sample-title">
    <div class="panel-head">
      <h2 id="sample-title">${t('mapping.sample.title')}</h2>
      <span class="hint">${table.format === 'csv' ? `CSV, ${table.encoding}` : 'XLSX'}</span>
    </div>
    ${scroller(
      t('mapping.sample.title'),
      html`<table class="sample">
        <thead>
          <tr>
            <th scope="col">${t('mapping.preview.line')}</th>
            ${table.header.map((name) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            ({ line, cells, faults }) => html`<tr>
              <th scope="row" class="number">${line}</th>
              ${table.header.map((_, index) => {
                const isFaulty = faults?.some(({ cell }) => cell === index)
                return html`<td>${isFaulty ? html`<em>${t('mapping.sample.error')}</em>` : (cells[index] ?? '').slice(0, 60)}</td>`
              })}
            </tr>`,
          )}
        </tbody>
      </table>`,
    )}
  </section>`
}
