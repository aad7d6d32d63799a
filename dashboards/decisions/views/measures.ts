// What is timed, which units count for it, by which clock, and what must be at scene together.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Measure, UnitType } from '../../vocabulary.ts'
import type { Draft, MeasureDraft } from '../draft.ts'
import { clockStarts, measures, unitTypes } from '../lists.ts'
import { choiceField, type Frame, faultText, field, tick, toggled } from './fields.ts'

export interface MeasuresProps {
  readonly draft: Draft
  readonly frame: Frame
  change(draft: Draft): void
}

export function measuresFields({ draft, frame, change }: MeasuresProps): TemplateResult {
  const set = (measure: Measure, made: Partial<MeasureDraft>) =>
    change({ ...draft, measures: { ...draft.measures, [measure]: { ...draft.measures[measure], ...made } } })
  return html`<div class="measures">
    ${measures.map((measure) => measureFields(measure, draft.measures[measure], frame, (made) => set(measure, made)))}
  </div>`
}

function measureFields(
  measure: Measure,
  draft: MeasureDraft,
  frame: Frame,
  set: (made: Partial<MeasureDraft>) => void,
): TemplateResult {
  const { t } = frame.words
  const name = t(`measure.${measure}`)
  const isTimed = draft.units !== 'none'
  const hasOwnClock = measure !== 'turnout' && measure !== 'drive'
  return html`<div class="measure ${isTimed ? '' : 'idle'}" role="group" aria-label=${name}>
    <h3>${name}</h3>
    ${choiceField(
      {
        ...{ id: `units-${measure}`, label: t('edit.units'), value: draft.units },
        options: (['none', 'any', 'chosen'] as const).map((units) => [units, t(`units.${units}`)] as const),
        change: (units) => set({ units: units as MeasureDraft['units'] }),
      },
      frame,
    )}
    ${
      isTimed && hasOwnClock
        ? choiceField(
            {
              ...{ id: `clock-${measure}`, label: t('edit.own-clock'), value: draft.clock },
              options: [
                ['', t('clock.same')] as const,
                ...clockStarts.map((clock) => [clock, t(`clock.${clock}`)] as const),
              ],
              change: (clock) => set({ clock: clock as MeasureDraft['clock'] }),
            },
            frame,
          )
        : nothing
    }
    ${
      isTimed
        ? choiceField(
            {
              ...{ id: `formation-${measure}`, label: t('edit.formation'), value: draft.formation },
              options: (['one', 'units', 'persons'] as const).map(
                (each) => [each, t(`formation.${each}`)] as const,
              ),
              change: (formation) => set({ formation: formation as MeasureDraft['formation'] }),
            },
            frame,
          )
        : nothing
    }
    ${isTimed ? formationFields(measure, draft, frame, set) : nothing}
    ${draft.units === 'chosen' ? typeTicks(measure, draft, frame, set) : nothing}
  </div>`
}

function typeTicks(
  measure: Measure,
  { types }: MeasureDraft,
  frame: Frame,
  set: (made: Partial<MeasureDraft>) => void,
) {
  const { t } = frame.words
  return html`<div class="ticks" role="group" aria-label=${t('units.chosen')}>
    ${unitTypes.map((type) =>
      tick(
        {
          ...{ id: `type-${measure}-${type}`, label: t(`type.${type}`), checked: types.includes(type) },
          change: (isChosen) => set({ types: toggled(unitTypes, types, type, isChosen) }),
        },
        frame,
      ),
    )}
  </div>`
}

function formationFields(
  measure: Measure,
  draft: MeasureDraft,
  frame: Frame,
  set: (made: Partial<MeasureDraft>) => void,
) {
  const { t } = frame.words
  const number = (name: 'count' | 'leaders' | 'crew') =>
    field(
      {
        ...{ id: `${name}-${measure}`, label: t(`formation.${name}`), value: draft[name] },
        ...{ width: 'short' as const, numeric: true, change: (value: string) => set({ [name]: value }) },
      },
      frame,
    )
  if (draft.formation === 'one') return nothing
  if (draft.formation === 'units') return number('count')
  return html`${number('leaders')} ${number('crew')} ${strengths(measure, draft, frame, set)}`
}

function strengths(
  measure: Measure,
  draft: MeasureDraft,
  frame: Frame,
  set: (made: Partial<MeasureDraft>) => void,
) {
  const { t } = frame.words
  const put = (type: UnitType, made: { leaders?: string; crew?: string }) => {
    const strength = { leaders: '0', crew: '0', ...draft.strengths[type], ...made }
    const { [type]: _gone, ...others } = draft.strengths
    const isNothing = strength.leaders === '0' && strength.crew === '0'
    set({ strengths: isNothing ? others : { ...others, [type]: strength } })
  }
  const one = (type: UnitType, part: 'leaders' | 'crew') => html`<td>
    <input
      id=${part === 'leaders' ? `strength-${measure}-${type}` : nothing}
      class="count"
      inputmode="numeric"
      autocomplete="off"
      .value=${draft.strengths[type]?.[part] ?? '0'}
      ?disabled=${frame.locked}
      aria-label="${t(`type.${type}`)}: ${t(`formation.${part}`)}"
      aria-invalid=${frame.faults.has(`strength-${measure}-${type}`)}
      @change=${(event: Event) => put(type, { [part]: (event.target as HTMLInputElement).value })}
    />
  </td>`
  return html`<details class="strengths">
    <summary>${t('formation.strength')}</summary>
    <table>
      <thead>
        <tr>
          <th scope="col">${t('unit.type')}</th>
          <th scope="col">${t('formation.leaders')}</th>
          <th scope="col">${t('formation.crew')}</th>
        </tr>
      </thead>
      <tbody>
        ${unitTypes.map(
          (type) => html`<tr>
            <th scope="row">
              ${t(`type.${type}`)}
              ${faultText(`strength-${measure}-${type}`, frame.faults.get(`strength-${measure}-${type}`), frame.words)}
            </th>
            ${one(type, 'leaders')}${one(type, 'crew')}
          </tr>`,
        )}
      </tbody>
    </table>
  </details>`
}
