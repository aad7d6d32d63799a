// The whole planning page, from its state: the change left, its effect right.
import { html, nothing, type TemplateResult } from 'lit-html'
import { guard } from 'lit-html/directives/guard.js'
import type { PlanGround } from '../../../src/contract/plan-ground.ts'
import { latestOf } from '../../api.ts'
import { failure, footer, pageHeader } from '../../parts/page.ts'
import type { Region } from '../../region.ts'
import { nameIn, type Words, wordsFor } from '../../words.ts'
import type { Known } from '../change-words.ts'
import type { PlanningHandlers } from '../handlers.ts'
import { type Laid, lay, type StationLine, stationsOf } from '../laid.ts'
import type { PlanningState } from '../state.ts'
import { measureOf, type Names } from '../tables.ts'
import { benchPanel } from './bench.ts'
import { changePanel } from './change-form.ts'
import { duelPanel } from './duel.ts'
import { effectLabels, effectPanel, waitingPanel } from './effect.ts'
import { hoursPanel } from './hours.ts'
import { mapPanel } from './map.ts'
import { stationsPanel } from './stations.ts'
import { suggestPanel } from './suggest.ts'
import { tablesPanel } from './tables.ts'

interface Parts {
  readonly state: PlanningState
  readonly ground: PlanGround
  readonly region: Region
  readonly laid: Laid
  readonly lines: readonly StationLine[]
  readonly known: Known
  readonly names: Names
  readonly words: Words
  readonly handlers: PlanningHandlers
}

function formOf({ state, laid, lines, region, ground, words, handlers }: Parts) {
  const { form } = state
  if (!form) return nothing
  const line = lines.find(({ station }) => station.station === form.station)
  const around = {
    ...{ region, on: ground.on },
    stations: lines.map(({ station }) => station.station),
    periods: [...ground.periods, ...laid.standing.periods],
  }
  const name = line?.station.name ?? (form.kind === 'add-station' ? form.name : form.station)
  return changePanel({
    ...{ form, state, around, name, words, handlers },
    services: line?.station.services ?? [],
  })
}

function rightSide(parts: Parts) {
  const { state, region, ground, lines, known, names, words, handlers, laid } = parts
  const effect = state.effect.value
  const measure = effect && measureOf(effect, state.address)
  const { shown, found } = state.suggest
  const highlighted = shown === undefined ? [] : (found?.suggested[shown]?.cells.cell ?? [])
  const canStart = state.bench.plan.changes.length > 0 && laid.faults.size === 0
  const { bench, address, order, opened, suggest, duel } = state
  // Each is drawn anew when something that it tells of is another, not at every step of a question.
  const basis = [region, ground, words]
  return html`<div class="right">
    ${guard([...basis, state.effect, address, bench], () => (effect ? effectPanel({ state, effect, known, names }) : waitingPanel(state, names)))}
    ${mapPanel({ state, region, effect, lines, highlighted, words, handlers })}
    ${guard([...basis, measure, address, opened], () => (measure ? hoursPanel({ state, measure, service: address.service, names, handlers }) : nothing))}
    ${guard([...basis, effect, address, order, opened], () => (effect ? tablesPanel({ state, effect, names, handlers }) : nothing))}
    ${guard([...basis, suggest, address, bench, opened], () => suggestPanel({ state, names, stations: known.stations, handlers }))}
    ${guard([...basis, duel, bench, canStart, opened], () => duelPanel({ state, names, stations: known.stations, canStart, handlers }))}
  </div>`
}

function content(state: PlanningState, handlers: PlanningHandlers, words: Words) {
  const { t } = words
  const { session, ground: loadedGround, region: loadedRegion } = state
  const may = latestOf(session)?.may
  if (may && !may.includes('see-plans')) return html`<p class="empty">${t('plan.not-allowed')}</p>`
  const [ground, region] = [latestOf(loadedGround), latestOf(loadedRegion)]
  const failed = [loadedGround, loadedRegion].flatMap((each) => (each.kind === 'failed' ? [each.detail] : []))
  if (failed.length > 0) return failure(failed[0]!, words)
  if (!ground || !region) return html`<p class="empty" role="status">${t('plan.loading')}</p>`
  const laid = lay(ground, state.bench.plan.changes)
  const lines = stationsOf(ground, laid)
  const known: Known = {
    stations: new Map(lines.map(({ station }) => [station.station, station.name])),
    periods: new Map([...ground.periods, ...laid.standing.periods].map((period) => [period.id, period])),
  }
  const names = { region, ground, words }
  const parts: Parts = { state, ground, region, laid, lines, known, names, words, handlers }
  return html`${effectLabels(state.effect.value, words)}
    <div class="workbench">
      <div class="left">
        ${benchPanel({ state, ground, laid, known, words, handlers })} ${formOf(parts)}
        ${stationsPanel({ state, ground, lines, names, words, handlers })}
      </div>
      ${rightSide(parts)}
    </div>`
}

export function planningView(state: PlanningState, handlers: PlanningHandlers): TemplateResult {
  const words = wordsFor(state.settings.language)
  const region = latestOf(state.region)
  const header = pageHeader({
    ...{ page: 'planning', session: latestOf(state.session), settings: state.settings, words },
    county: region ? nameIn(region.name, words.language) : '',
    choose: handlers.choose,
  })
  return html`${header}
    <main id="content" tabindex="-1">${content(state, handlers, words)}</main>
    ${footer(region?.attribution ?? [], words)}`
}
