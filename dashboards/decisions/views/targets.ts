// The table of targets: urgencies, zone and measure, the time and the share, or the mean.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { DecisionList } from '../../../src/contract/decision-list.ts'
import { nameIn } from '../../words.ts'
import type { Draft, TargetDraft } from '../draft.ts'
import { targetField } from '../faults.ts'
import { measures } from '../lists.ts'
import { choiceField, type Frame, faultText, field, tick } from './fields.ts'

export interface TargetsProps {
  readonly draft: Draft
  readonly zoneSystems: DecisionList['zoneSystems']
  readonly frame: Frame
  change(draft: Draft): void
}

export function zoneOptions({ draft, zoneSystems, frame: { words } }: TargetsProps) {
  const system = zoneSystems.find((each) => each.system === draft.zoneSystem)
  const classes = (system?.classes ?? []).map((each) => [each.id, nameIn(each.name, words.language)] as const)
  return [['all', words.t('zone.all')] as const, ...classes]
}

export function targetsFields(props: TargetsProps): TemplateResult {
  const { draft, frame, change } = props
  const { t } = frame.words
  const set = (index: number, made: Partial<TargetDraft>) =>
    change({
      ...draft,
      targets: draft.targets.map((target, i) => (i === index ? { ...target, ...made } : target)),
    })
  const remove = (index: number) => change({ ...draft, targets: draft.targets.filter((_, i) => i !== index) })
  const add = () => {
    const blank: TargetDraft = {
      ...{ kind: 'share', urgencies: '', zone: 'all', measure: '', time: '', share: '90', official: false },
    }
    const model = draft.targets.at(-1) ?? blank
    change({ ...draft, targets: [...draft.targets, { ...model, time: '' }] })
  }
  const zones = zoneOptions(props)
  return html`<div class="targets" id="targets" tabindex="-1">
    ${faultText('targets', frame.faults.get('targets'), frame.words)}
    <div class="rows">
      ${draft.targets.map((target, i) => targetRow(target, i, zones, frame, set, remove))}
    </div>
    ${frame.locked ? nothing : html`<button type="button" class="quiet" @click=${add}>${t('edit.add')}</button>`}
  </div>`
}

function targetRow(
  target: TargetDraft,
  index: number,
  zones: readonly (readonly [string, string])[],
  frame: Frame,
  set: (index: number, made: Partial<TargetDraft>) => void,
  remove: (index: number) => void,
): TemplateResult {
  const { t } = frame.words
  const row = (name: string) => t('edit.row', { field: name, n: index + 1 })
  const text = (name: 'urgencies' | 'time' | 'share', label: string, numeric: boolean) =>
    field(
      {
        ...{ id: targetField(index, name), label, value: target[name], width: 'short', numeric },
        change: (value) => set(index, { [name]: value }),
      },
      frame,
    )
  return html`<div class="target" role="group" aria-label=${row(t('edit.targets'))}>
    ${choiceField(
      {
        ...{ id: targetField(index, 'kind'), label: t('edit.kind'), value: target.kind },
        options: (['share', 'mean'] as const).map((kind) => [kind, t(`kind.${kind}`)] as const),
        change: (kind) => set(index, { kind: kind as TargetDraft['kind'] }),
      },
      frame,
    )}
    ${text('urgencies', t('edit.urgencies'), false)}
    ${choiceField(
      {
        ...{ id: targetField(index, 'zone'), label: t('figures.zone'), value: target.zone, options: zones },
        change: (zone) => set(index, { zone }),
      },
      frame,
    )}
    ${choiceField(
      {
        ...{ id: targetField(index, 'measure'), label: t('edit.measure'), value: target.measure },
        options: measures.map((measure) => [measure, t(`measure.${measure}`)] as const),
        change: (measure) => set(index, { measure: measure as TargetDraft['measure'] }),
      },
      frame,
    )}
    ${text('time', t('edit.time'), false)}
    ${target.kind === 'share' ? text('share', t('edit.share'), true) : html`<div class="field short"></div>`}
    <div class="field short">
      ${tick(
        {
          ...{ id: targetField(index, 'official'), label: t('edit.is-official'), checked: target.official },
          change: (official) => set(index, { official }),
        },
        frame,
      )}
    </div>
    ${
      frame.locked
        ? nothing
        : html`<button type="button" class="quiet" aria-label=${row(t('edit.remove'))} @click=${() => remove(index)}>
            ${t('edit.remove')}
          </button>`
    }
  </div>`
}
