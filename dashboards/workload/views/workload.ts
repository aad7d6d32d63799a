// The whole workload page, from its state.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Workload } from '../../../src/contract/workload.ts'
import { latestOf } from '../../api.ts'
import { failure, footer, labels, pageHeader } from '../../parts/page.ts'
import type { Table } from '../../parts/table.ts'
import { saveButton, tableView } from '../../parts/table-view.ts'
import type { Settings } from '../../settings.ts'
import { nameIn, type Words, wordsFor } from '../../words.ts'
import type { Address } from '../address.ts'
import { periodText } from '../period-text.ts'
import type { WorkloadState } from '../state.ts'
import { boundTable, cancelledTable, outcomeTable, ownerTable, startTable, streamTable } from '../tables.ts'
import { choices } from './choices.ts'
import { dayPanel } from './day.ts'

export interface WorkloadHandlers {
  choose(settings: Settings): void
  go(address: Address): void
  save(table: Table): void
}

interface PanelProps {
  readonly id: string
  readonly title: string
  readonly table: Table
  readonly words: Words
  readonly hint?: string
  readonly above?: TemplateResult
  save(table: Table): void
}

function panel({ id, title, table, words, hint, above, save }: PanelProps) {
  return html`<section class="panel" aria-labelledby=${id}>
    <div class="panel-head">
      <h2 id=${id}>${title}</h2>
      ${saveButton({ table, words, save })}
    </div>
    ${above ?? nothing} ${tableView({ table, words })}
    ${hint ? html`<p class="hint foot">${hint}</p>` : nothing}
  </section>`
}

function untilText({ until, days }: Workload, { t, date, time, language }: Words): string {
  const at = Date.parse(until)
  const count = days.toLocaleString(language === 'en' ? 'en-GB' : `${language}-FI`)
  return t('workload.until', { days: count, at: `${date(at)} ${time(at)}` })
}

function figures(workload: Workload, { address }: WorkloadState, words: Words, { save }: WorkloadHandlers) {
  const { t } = words
  const service = t(`service.${workload.service}.full`)
  return html`${panel({
    ...{ id: 'streams-title', title: `${periodText(address.period, words)} · ${service}` },
    ...{ table: streamTable(workload, words), words, save, hint: t('workload.streams.hint') },
    above: html`<p class="lead">${untilText(workload, words)}</p>`,
  })}
  ${dayPanel({
    ...{ id: 'bound-title', workload, words, save, digits: 1 },
    ...{ table: boundTable(workload, words), hint: t('workload.bound.hint') },
    values: ({ unitsByHour }) => unitsByHour,
  })}
  ${dayPanel({
    ...{ id: 'starts-title', workload, words, save, digits: 0 },
    ...{ table: startTable(workload, words), hint: t('workload.starts.hint') },
    values: ({ tasksByHour }) => tasksByHour,
  })}
  <div class="side-by-side">
    ${panel({
      ...{ id: 'owners-title', title: t('workload.owners') },
      ...{ table: ownerTable(workload, words), words, save, hint: t('workload.owners.hint') },
    })}
    ${panel({
      ...{ id: 'outcomes-title', title: t('workload.outcomes') },
      ...{ table: outcomeTable(workload, words), words, save },
    })}
    ${panel({
      ...{ id: 'cancelled-title', title: t('workload.cancelled') },
      ...{ table: cancelledTable(workload, words), words, save, hint: t('workload.cancelled.hint') },
    })}
  </div>`
}

function historyNotice(historyLoading: number | undefined, { t }: Words) {
  if (historyLoading === undefined || historyLoading >= 1) return nothing
  const percent = Math.floor(historyLoading * 100)
  return html`<p class="notice" role="status">
    <strong class="tag">${t('history.loading')}</strong>
    <span>${t('history.sentence', { percent })}</span>
    <progress max="100" .value=${percent} aria-label=${t('history.loading')}></progress>
  </p>`
}

export function workloadView(state: WorkloadState, handlers: WorkloadHandlers): TemplateResult {
  const words = wordsFor(state.settings.language)
  const { address, thisMonth, workload } = state
  const region = latestOf(state.region)
  const value = latestOf(workload)
  const busy = workload.kind === 'loading'
  const header = pageHeader({
    ...{ page: 'workload', session: latestOf(state.session), settings: state.settings, words },
    county: region ? nameIn(region.name, words.language) : '',
    choose: handlers.choose,
  })
  return html`${header}
    <main id="content" tabindex="-1">
      ${choices({ address, thisMonth, busy, words, go: handlers.go })}
      ${value ? labels({ demo: value.demo, placeholderTargets: false, words }) : nothing}
      ${historyNotice(value?.historyLoading, words)}
      ${workload.kind === 'failed' ? failure(workload.detail, words) : nothing}
      <div class="figures-area ${busy && value ? 'stale' : ''}" aria-busy=${busy}>
        ${value ? figures(value, state, words, handlers) : nothing}
      </div>
    </main>
    ${footer(region?.attribution ?? [], words)}`
}
