// The stations by municipality: what stands ready now, how that is known, and what changes next.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Readiness, StationReadiness } from '../../../src/contract/readiness.ts'
import { durationText } from '../../formats.ts'
import { scroller } from '../../parts/page.ts'
import { standsIcon } from '../../parts/stands.ts'
import { nameIn, type Words } from '../../words.ts'
import { agoText, changeText, momentText, standsAs, standsKey } from '../sentences.ts'
import type { StationsState } from '../state.ts'
import type { StationsHandlers } from './stations.ts'

export interface ListProps {
  readonly readiness: Readiness
  readonly state: Pick<StationsState, 'chosen' | 'search'>
  readonly words: Words
  readonly handlers: Pick<StationsHandlers, 'choose' | 'search'>
}

/** What is so of every station is said once, above the list. */
export interface Common {
  readonly demoPosition: boolean
  readonly invented: boolean
}

const isInvented = ({ periods }: StationReadiness) => periods.some(({ demo }) => demo)

function commonOf(stations: readonly StationReadiness[]): Common {
  return {
    demoPosition: stations.every(({ demoPosition }) => demoPosition),
    invented: stations.every(isInvented),
  }
}

const nothingInCommon: Common = { demoPosition: false, invented: false }

export function marks(station: StationReadiness, { t, date }: Words, common = nothingInCommon) {
  const tag = (text: string) => html`<span class="tag small">${text}</span>`
  return html`<span class="marks">
    ${station.demoPosition && !common.demoPosition ? tag(t('readiness.demo-position')) : nothing}
    ${isInvented(station) && !common.invented ? tag(t('readiness.invented')) : nothing}
    ${station.periods.some(({ dateConfirmed }) => !dateConfirmed) ? tag(t('readiness.date-guess')) : nothing}
    ${station.closedFrom ? tag(t('readiness.closed-from', { date: date(station.closedFrom) })) : nothing}
  </span>`
}

export function crewText({ now }: StationReadiness, { t }: Words): string {
  if (now.crew !== undefined) return t('readiness.persons', { n: now.crew })
  return now.basis === 'none' ? '–' : t('readiness.not-stated')
}

export function turnoutText({ now }: StationReadiness, { t }: Words): string {
  if (now.turnoutSeconds !== undefined) return durationText(now.turnoutSeconds)
  return now.basis === 'none' ? '–' : t('readiness.not-stated')
}

export function basis({ now }: StationReadiness, words: Words) {
  const { t } = words
  const { live } = now
  if (!live) return html`${t(`readiness.basis.${now.basis}`)}`
  const values = { source: live.source, age: agoText(live.ageSeconds, words), crew: live.crew }
  if (now.basis !== 'told')
    return html`${t(`readiness.basis.${now.basis}`)}<span class="under">${t('readiness.told-old', values)}</span>`
  return html`${t('readiness.basis.told')}<span class="under">${t('readiness.told-by', values)}</span>
    ${live.beforeChange ? html`<span class="under">${t('readiness.before-change')}</span>` : nothing}`
}

export function differences({ now }: StationReadiness, { t }: Words) {
  const said = ({ kind, planned, told }: (typeof now.differences)[number]) => {
    const text = kind === 'slower' || kind === 'faster' ? durationText : String
    return t(`readiness.differs.${kind}`, {
      planned: planned === undefined ? '–' : text(planned),
      told: text(told),
    })
  }
  return now.differences.map((one) => html`<span class="differs">≠ ${said(one)}</span>`)
}

function findingsCount({ findings }: StationReadiness, { t }: Words) {
  const holes = findings.filter(({ kind }) => kind === 'hole').length
  const overlaps = findings.length - holes
  return html`${holes > 0 ? html`<span class="differs">! ${t('readiness.hole')}</span>` : nothing}
  ${overlaps > 0 ? html`<span class="differs">! ${t('readiness.overlap')}</span>` : nothing}`
}

function row(station: StationReadiness, { state, words, handlers }: ListProps, common: Common) {
  const { t } = words
  const stands = standsAs(station)
  const isChosen = station.id === state.chosen
  const choose = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    handlers.choose(station.id)
  }
  const [next] = station.changes
  return html`<tr class=${isChosen ? 'chosen' : ''}>
    <th scope="row" class="what">
      <a href="?station=${station.id}" aria-current=${isChosen ? 'true' : nothing} @click=${choose}>${station.name}</a>
      <span class="under">${station.services.map((service) => t(`service.${service}`)).join(', ')}</span>
      ${marks(station, words, common)}
    </th>
    <td data-label=${t('readiness.now')}>
      <span class="standing">${standsIcon(stands)} ${t(standsKey(stands))}</span>
      ${differences(station, words)} ${findingsCount(station, words)}
    </td>
    <td class="number" data-label=${t('readiness.crew')}>${crewText(station, words)}</td>
    <td class="number" data-label=${t('readiness.turnout')}>${turnoutText(station, words)}</td>
    <td data-label=${t('readiness.basis')}>${basis(station, words)}</td>
    <td data-label=${t('readiness.next')}>${next ? changeText(next, station, words) : t('readiness.no-changes')}</td>
  </tr>`
}

function grouped({ readiness, state, words }: ListProps) {
  const wanted = state.search.trim().toLowerCase()
  const nameOf = (code: string | undefined) => {
    const name = code === undefined ? undefined : readiness.municipalities[code]
    return name ? nameIn(name, words.language) : words.t('readiness.elsewhere')
  }
  const groups = new Map<string, StationReadiness[]>()
  for (const station of readiness.stations) {
    const municipality = nameOf(station.municipality)
    if (![station.name, municipality].some((name) => name.toLowerCase().includes(wanted))) continue
    groups.set(municipality, [...(groups.get(municipality) ?? []), station])
  }
  return [...groups].sort(([a], [b]) => a.localeCompare(b, words.language))
}

export function stationList(props: ListProps): TemplateResult {
  const { readiness, state, words, handlers } = props
  const { t } = words
  const groups = grouped(props)
  const common = commonOf(readiness.stations)
  const count = groups.reduce((sum, [, stations]) => sum + stations.length, 0)
  const table = html`<table class="cards">
    <caption class="unseen">
      ${t('readiness.list')}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t('readiness.station')}</th>
        <th scope="col">${t('readiness.now')}</th>
        <th scope="col" class="number">${t('readiness.crew')}</th>
        <th scope="col" class="number">${t('readiness.turnout')}</th>
        <th scope="col">${t('readiness.basis')}</th>
        <th scope="col">${t('readiness.next')}</th>
      </tr>
    </thead>
    ${groups.map(
      ([municipality, stations]) => html`<tbody>
        <tr class="group"><th colspan="6" scope="rowgroup">${municipality}</th></tr>
        ${stations.map((station) => row(station, props, common))}
      </tbody>`,
    )}
  </table>`
  return html`<section class="panel list" aria-labelledby="list-title">
    <div class="panel-head">
      <h2 id="list-title">${t('readiness.list')}</h2>
      ${common.demoPosition ? html`<span class="tag small">${t('position.all-demo')}</span>` : nothing}
      <p class="hint">${t('readiness.at', { at: momentText(readiness.at, words) })}</p>
    </div>
    <div class="tools">
      <label class="label" for="search">${t('readiness.search')}</label>
      <input id="search" type="search" autocomplete="off" .value=${state.search} @input=${(event: Event) => handlers.search((event.target as HTMLInputElement).value)} />
      <span class="hint" role="status">${t('readiness.found', { n: count })}</span>
      <a class="button" href="/api/v1/readiness/file" download="vaste-readiness.json">${t('readiness.download')}</a>
    </div>
    ${count === 0 ? html`<p class="empty">${t('readiness.none-found')}</p>` : scroller(t('readiness.list'), table, 'tall')}
  </section>`
}
