// The stations as the plan leaves them, with what may be done to each: the way to every change by the keyboard.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { PlanGround } from '../../../src/contract/plan-ground.ts'
import { goAlong } from '../../parts/roving.ts'
import { standsIcon } from '../../parts/stands.ts'
import { services as everyService } from '../../vocabulary.ts'
import type { Words } from '../../words.ts'
import { type ChangeForm, draftOf, newCrew, placeText } from '../change-form.ts'
import { crewWords, standsOf } from '../change-words.ts'
import { closed, type Period, withoutCrew } from '../edit.ts'
import type { PlanningHandlers } from '../handlers.ts'
import type { StationLine } from '../laid.ts'
import type { PlanningState } from '../state.ts'
import { type Names, placeName } from '../tables.ts'

export interface StationsProps {
  readonly state: PlanningState
  readonly ground: PlanGround
  readonly lines: readonly StationLine[]
  readonly names: Names
  readonly words: Words
  readonly handlers: PlanningHandlers
}

const folded = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')

/** Those whose name or municipality holds what is typed: the namesakes first, then what the plan changes, by name. */
export function found(lines: readonly StationLine[], search: string, names: Names): readonly StationLine[] {
  const wanted = folded(search.trim())
  const holds = (text: string) => folded(text).includes(wanted)
  const isWanted = ({ station: { name, municipality } }: StationLine) =>
    holds(name) || (municipality !== undefined && holds(placeName(names, municipality)))
  const rank = ({ station, mark }: StationLine) => (holds(station.name) ? 0 : 2) + (mark === 'same' ? 1 : 0)
  // The names are Finnish in every language of the page.
  return lines
    .filter(isWanted)
    .toSorted((a, b) => rank(a) - rank(b) || a.station.name.localeCompare(b.station.name, 'fi'))
}

/** The one station that the Tab key comes to: where the reader was last, else the open one, else the first. */
export function tabStop(
  shown: readonly StationLine[],
  { reached, station }: Pick<PlanningState, 'reached' | 'station'>,
): string | undefined {
  const ids = shown.map((line) => line.station.station)
  return [reached, station].find((id) => id !== undefined && ids.includes(id)) ?? ids[0]
}

function crewRow(crew: StationLine['crews'][number], { state, ground, words, handlers }: StationsProps) {
  const { t } = words
  const { plan } = state.bench
  const isKnown = ground.periods.some(({ id }) => id === crew.id)
  const change = () =>
    handlers.open({
      ...{ kind: 'set-readiness', station: crew.station, id: crew.id },
      draft: draftOf(crew as Period),
    })
  return html`<li>
    <span class="what">${crewWords(crew, words)}${crew.demo ? html` <span class="tag small">${t('readiness.invented')}</span>` : nothing}</span>
    <span class="acts">
      <button type="button" class="quiet" @click=${change}>${t('plan.edit')}<span class="unseen">: ${crew.slot}</span></button>
      <button type="button" class="quiet" @click=${() => handlers.step(withoutCrew(plan, crew.id, isKnown))}>${t('plan.remove-crew')}<span class="unseen">: ${crew.slot}</span></button>
    </span>
  </li>`
}

function opened(line: StationLine, props: StationsProps) {
  const { state, ground, words, handlers } = props
  const { t } = words
  const { station, crews, mark } = line
  if (mark === 'closed') return html`<p class="hint">${t('plan.closed-hint')}</p>`
  const { services, place } = station
  const act = (text: string, form: ChangeForm) =>
    html`<button type="button" class="quiet" @click=${() => handlers.open(form)}>${text}</button>`
  const service = services.includes(state.address.service) ? state.address.service : (services[0] ?? 'rescue')
  const withCrews = everyService.filter((each) => crews.some((crew) => crew.service === each))
  // What may be done comes first: crews can be many, and each has its own two buttons.
  return html`<div class="station-open">
    <div class="doing">
      <button type="button" class="quiet strong" id="add-crew" @click=${() => handlers.open({ kind: 'set-readiness', station: station.station, draft: newCrew(service, ground.on) })}>${t('plan.add-crew')}</button>
      ${withCrews.map((each) => act(t('plan.turnout', { service: t(`service.${each}`) }), { kind: 'set-turnout', station: station.station, service: each, median: '', p90: '' }))}
      ${act(t('plan.move'), { kind: 'move-station', station: station.station, ...placeText(place) })}
      <button type="button" class="quiet" @click=${() => handlers.step(closed(state.bench.plan, station.station))}>${t('plan.close')}</button>
    </div>
    ${
      crews.length === 0
        ? html`<p class="hint">${t('plan.no-crews')}</p>`
        : withCrews.map(
            (each) => html`<h3 class="label">${t(`service.${each}.full`)}</h3>
              <ul class="crews">${crews.filter((crew) => crew.service === each).map((crew) => crewRow(crew, props))}</ul>`,
          )
    }
  </div>`
}

function row(line: StationLine, isStop: boolean, props: StationsProps) {
  const { state, names, words, handlers } = props
  const { t } = words
  const { station, mark, crews } = line
  const isOpen = state.station === station.station
  const stands = mark === 'closed' ? 'closed' : standsOf(crews, state.address.service)
  return html`<li class=${isOpen ? 'chosen' : ''} data-station-row=${station.station}>
    <button
      type="button"
      class="station"
      tabindex=${isStop ? 0 : -1}
      aria-describedby=${isStop ? 'stations-keys' : nothing}
      aria-expanded=${isOpen}
      @focus=${() => handlers.reach(station.station)}
      @click=${() => handlers.station(isOpen ? undefined : station.station)}
    >
      ${standsIcon(stands)}<span class="name">${station.name}</span>
      <span class="aside">${station.municipality ? placeName(names, station.municipality) : ''} · ${t(`readiness.stands.${stands}`)}</span>
      ${mark === 'same' ? nothing : html`<span class="tag small plain">${t(`plan.mark.${mark}`)}</span>`}
    </button>
    ${isOpen ? opened(line, props) : nothing}
  </li>`
}

export function stationsPanel(props: StationsProps): TemplateResult {
  const { state, lines, names, words, handlers } = props
  const { t } = words
  const shown = found(lines, state.search, names)
  const stop = tabStop(shown, state)
  const allDemo =
    lines.length > 0 && lines.every(({ isDemoPosition, mark }) => isDemoPosition || mark === 'new')
  return html`<section class="panel stations-panel" aria-labelledby="stations-title">
    <div class="panel-head">
      <h2 id="stations-title">${t('plan.stations')}</h2>
      <a class="skip within" href="#effect-title">${t('plan.skip-stations')}</a>
      ${allDemo ? html`<span class="tag small">${t('position.all-demo')}</span>` : nothing}
    </div>
    <div class="tools">
      <label class="label" for="search">${t('readiness.search')}</label>
      <input id="search" type="search" autocomplete="off" .value=${state.search} @input=${(event: Event) => handlers.search((event.target as HTMLInputElement).value)} />
      <span class="hint" role="status">${t('readiness.found', { n: shown.length })}</span>
      <button type="button" class="quiet" id="add-station" @click=${() => handlers.open({ kind: 'add-station', name: '', services: [state.address.service], lat: '', lon: '' })}>${t('plan.add-station')}</button>
    </div>
    ${
      shown.length === 0
        ? html`<p class="empty">${t('readiness.none-found')}</p>`
        : html`<div class="scroll tall" role="group" aria-label=${t('plan.stations')}>
            <ul class="station-list" @keydown=${(event: KeyboardEvent) => goAlong(event, '.station')}>${shown.map((line) => row(line, line.station.station === stop, props))}</ul>
          </div>`
    }
    <p class="hint keys" id="stations-keys">${t('plan.stations.keys')}</p>
  </section>`
}
