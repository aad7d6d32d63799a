// Of which service, measure and hour does the map tell?
import { html, type TemplateResult } from 'lit-html'
import type { PlanGround } from '../../../src/contract/plan-ground.ts'
import { latestOf } from '../../api.ts'
import { choice } from '../../parts/fields.ts'
import { type Measure, services } from '../../vocabulary.ts'
import type { Words } from '../../words.ts'
import { dayKinds, turnoutPoints } from '../address.ts'
import type { PlanningHandlers } from '../handlers.ts'
import type { PlanningState } from '../state.ts'

export interface ShowProps {
  readonly state: PlanningState
  readonly words: Words
  readonly handlers: PlanningHandlers
}

/** That the decision of the date names units for. */
export function measuresIn(ground: PlanGround | undefined, service: string): readonly Measure[] {
  return (
    ground?.services.find((each) => each.service === service)?.measures.map(({ measure }) => measure) ?? []
  )
}

export function showChoices({ state, words: { t }, handlers }: ShowProps): TemplateResult {
  const { service, measure, day, hour, turnout } = state.address
  const measures = measuresIn(latestOf(state.ground), service)
  return html`<div class="choices-bar" role="group" aria-label=${t('plan.show')}>
    <div class="field">
      <span class="label" id="service-label">${t('choice.service')}</span>
      <div class="choice" role="group" aria-labelledby="service-label">
        ${services.map(
          (
            each,
          ) => html`<button type="button" aria-pressed=${each === service} @click=${() => handlers.go({ service: each })}>
            ${t(`service.${each}`)}
          </button>`,
        )}
      </div>
    </div>
    ${choice({
      ...{ id: 'measure', label: t('plan.measure'), value: measure },
      options: (measures.length > 0 ? measures : [measure]).map(
        (each) => [each, t(`measure.${each}`)] as const,
      ),
      change: (value) => handlers.go({ measure: value }),
    })}
    ${choice({
      ...{ id: 'day', label: t('plan.day'), value: day },
      options: dayKinds.map((each) => [each, t(`plan.day.${each}`)] as const),
      change: (value) => handlers.go({ day: value }),
    })}
    ${choice({
      ...{ id: 'hour', label: t('plan.hour'), value: String(hour) },
      options: Array.from(
        { length: 24 },
        (_, each) =>
          [
            String(each),
            `${String(each).padStart(2, '0')}–${String((each + 1) % 24).padStart(2, '0')}`,
          ] as const,
      ),
      change: (value) => handlers.go({ hour: Number(value) }),
    })}
    ${choice({
      ...{ id: 'turnout-point', label: t('plan.turnout-point'), value: turnout },
      options: turnoutPoints.map((each) => [each, t(`plan.turnout-point.${each}`)] as const),
      change: (value) => handlers.go({ turnout: value }),
    })}
  </div>`
}
