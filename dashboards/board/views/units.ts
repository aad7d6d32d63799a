// The units as a table: what each is doing and how old that knowledge is.
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { placeFreshness, statusFreshness } from '../../../src/contract/freshness.ts'
import type { SourceView, TaskView, UnitView } from '../../../src/contract/situation.ts'
import { type AgeContext, age, ageText } from '../../parts/age.ts'
import { demoHint, demoMark } from '../../parts/demo-position.ts'
import { scroller } from '../../parts/page.ts'
import { familyShapes, shapeIcon, unitFamily } from '../../parts/symbols.ts'
import { isFree } from '../tasks.ts'

export interface UnitsProps {
  readonly units: readonly UnitView[]
  readonly tasks: ReadonlyMap<string, TaskView>
  readonly sources: readonly SourceView[]
  readonly stationName: (station: string) => string
  readonly ages: AgeContext
  /** Whose leaving is being shown. */
  readonly without?: string
  /** Absent where nobody can be asked what a leaving would uncover. */
  showWithout?(unit: UnitView): void
}

/** Free units first: they are the answer to the next task. */
export function unitOrder(units: Iterable<UnitView>): readonly UnitView[] {
  const rank = (unit: UnitView) => (isFree(unit) ? 0 : unit.status === 'unavailable' || !unit.status ? 2 : 1)
  return [...units].sort((a, b) => rank(a) - rank(b) || a.unit.localeCompare(b.unit, 'fi', { numeric: true }))
}

function taskOf(unit: UnitView, { tasks, ages: { words } }: UnitsProps) {
  if (unit.task === undefined) return '–'
  const task = tasks.get(unit.task)
  if (!task) return unit.task
  return words.t('unit.task', { urgency: task.urgency ?? '–', code: task.code ?? task.id })
}

/** How long the status has lasted, and whether who told it is still heard: a status lasts for hours, silence must not. */
function statusAge(unit: UnitView, { sources, ages }: UnitsProps) {
  if (unit.statusAt === undefined) return '–'
  const { state } = statusFreshness(unit, sources, ages.now, ages.limits)
  const at = Date.parse(unit.statusAt)
  return html`<time datetime=${unit.statusAt}>${ageText(at, ages.now, ages.words)}</time>${
    state === 'fresh' ? nothing : html`<span class="under">${ages.words.t(`fresh.${state}`)}</span>`
  }`
}

/** Only who is free covers anything now. */
function withoutButton(unit: UnitView, { ages, without, showWithout }: UnitsProps) {
  if (!isFree(unit) || !showWithout) return nothing
  const { t } = ages.words
  return html`<button
    type="button"
    class="quiet small"
    aria-pressed=${unit.unit === without}
    @click=${() => showWithout(unit)}
  >
    ${t('unit.without.show')}<span class="unseen">: ${unit.unit}</span>
  </button>`
}

function unitRow(unit: UnitView, props: UnitsProps) {
  const { ages } = props
  const { t } = ages.words
  const look = isFree(unit) ? 'solid' : 'open'
  return html`<tr class=${isFree(unit) ? 'free' : 'busy'}>
    <th scope="row" class="sign">${shapeIcon(familyShapes[unitFamily(unit.type)], look)}<span class="unit">${unit.unit}</span></th>
    <td>
      ${unit.type ? t(`type.${unit.type}`) : t('type.unknown')}
      <span class="under">${unit.station ? props.stationName(unit.station) : ''}</span>
    </td>
    <td>${unit.status ? t(`status.${unit.status}`) : t('status.unknown')}</td>
    <td class="number">${statusAge(unit, props)}</td>
    <td class="number">
      ${age(placeFreshness(unit, ages.now, ages.limits), ages)}${demoMark(unit, props.units, ages.words)}
    </td>
    <td>${taskOf(unit, props)}</td>
    ${props.showWithout ? html`<td>${withoutButton(unit, props)}</td>` : nothing}
  </tr>`
}

function unitsTable(props: UnitsProps) {
  const { t } = props.ages.words
  return html`<table>
    <caption class="unseen">
      ${t('units.caption')}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t('unit.sign')}</th>
        <th scope="col">${t('unit.type')}</th>
        <th scope="col">${t('unit.status')}</th>
        <th scope="col" class="number">${t('unit.status-age')}</th>
        <th scope="col" class="number">${t('unit.place-age')}</th>
        <th scope="col">${t('unit.task-now')}</th>
        ${props.showWithout ? html`<th scope="col">${t('unit.without')}</th>` : nothing}
      </tr>
    </thead>
    <tbody>
      ${repeat(
        props.units,
        (unit) => unit.unit,
        (unit) => unitRow(unit, props),
      )}
    </tbody>
  </table>`
}

export function unitsPanel(props: UnitsProps): TemplateResult {
  const { t } = props.ages.words
  return html`<section class="panel units-panel" aria-labelledby="units-title">
    <div class="panel-head"><h2 id="units-title">${t('units.title')}</h2>${demoHint(props.units, props.ages.words)}</div>
    ${
      props.units.length === 0
        ? html`<p class="empty">${t('units.empty')}</p>`
        : scroller(t('units.title'), unitsTable(props), 'tall')
    }
  </section>`
}
