// Which speeds does everything run on, who said so, and how are fitted ones taken into use or back?
import { html, nothing, type TemplateResult } from 'lit-html'
import type { DriveTimesView } from '../../../src/contract/drive-times.ts'
import { scroller } from '../../parts/page.ts'
import { speedsTag } from '../../parts/speeds.ts'
import { decimalText } from '../../parts/table.ts'
import type { Words } from '../../words.ts'
import type { Change, DriveTimesState } from '../state.ts'

export interface AdoptionProps {
  readonly found: DriveTimesView
  readonly state: Pick<DriveTimesState, 'reason' | 'unexplained' | 'sending' | 'done' | 'refused'>
  readonly mayChange: boolean
  readonly words: Words
  write(reason: string): void
  send(change: Change): void
}

function inUse({ found: { adopted }, words }: AdoptionProps) {
  const { t, date, time } = words
  if (!adopted) return html`<p>${speedsTag(undefined, words)} ${t('drive.assumed-in-use')}</p>`
  const at = Date.parse(adopted.at)
  const seconds = (value: number) => decimalText(value, 0, words)
  const { from, to, reason } = adopted
  const by = nameOf(adopted.by, words)
  return html`<p>
      ${adopted.demo ? html`<strong class="tag">${t('notice.demo')}</strong>` : nothing}
      ${t('drive.adopted', { at: `${date(at)} ${time(at)}`, by, reason, from: date(from), to: date(to) })}
    </p>
    ${adopted.applies ? nothing : html`<p class="failure">${t('drive.other-roads')}</p>`}
    <ul>
      ${adopted.kinds.map(
        ({ kind, model, before, after }) => html`<li>
          ${t('drive.adopted-kind', {
            kind: t(`drive.kind.${kind}`),
            model: t(`drive.model.${model}`),
            before: seconds(before.medianAbsoluteSeconds),
            after: seconds(after.medianAbsoluteSeconds),
          })}
        </li>`,
      )}
    </ul>`
}

/** Who sits at the service's own machine has no name. */
function nameOf(by: string, { t }: Words): string {
  return by === 'local' ? t('role.local') : by
}

function form(props: AdoptionProps) {
  const { found, state, words, write, send } = props
  const { t } = words
  const { reason, sending, unexplained } = state
  const canAdopt =
    found.counting === undefined && (found.study?.kinds.some((kind) => kind.calibrated) ?? false)
  return html`<form class="adoption" @submit=${(event: Event) => event.preventDefault()}>
    <div class="field long">
      <label class="label" for="reason">${t('drive.why')}</label>
      <input id="reason" type="text" maxlength="500" autocomplete="off" .value=${reason}
        aria-invalid=${unexplained} aria-describedby=${unexplained ? 'fault-reason' : nothing}
        @input=${(event: Event) => write((event.target as HTMLInputElement).value)} />
      ${unexplained ? html`<span class="fault" id="fault-reason">${t('drive.why.missing')}</span>` : nothing}
    </div>
    ${
      canAdopt
        ? html`<button type="button" class="quiet strong" id="adopt" ?disabled=${sending !== undefined} @click=${() => send('adopt')}>${t('drive.adopt')}</button>`
        : nothing
    }
    ${
      found.adopted
        ? html`<button type="button" class="quiet" id="withdraw" ?disabled=${sending !== undefined} @click=${() => send('withdraw')}>${t('drive.withdraw')}</button>`
        : nothing
    }
  </form>`
}

function logTable({ found: { log }, words }: AdoptionProps) {
  const { t, date, time } = words
  if (log.length === 0) return nothing
  const when = (at: string) => `${date(Date.parse(at))} ${time(Date.parse(at))}`
  return html`<details>
    <summary>${t('drive.log')}</summary>
    ${scroller(
      t('drive.log'),
      html`<table>
        <caption class="unseen">${t('drive.log')}</caption>
        <thead>
          <tr>
            <th scope="col">${t('drive.log.at')}</th>
            <th scope="col">${t('drive.log.what')}</th>
            <th scope="col">${t('drive.log.by')}</th>
            <th scope="col">${t('drive.why')}</th>
          </tr>
        </thead>
        <tbody>
          ${log.map(
            ({ at, action, by, reason }) => html`<tr>
              <th scope="row">${when(at)}</th>
              <td>${t(`drive.log.${action}`)}</td>
              <td>${nameOf(by, words)}</td>
              <td>${reason}</td>
            </tr>`,
          )}
        </tbody>
      </table>`,
    )}
  </details>`
}

export function adoptionPanel(props: AdoptionProps): TemplateResult {
  const { state, mayChange, words } = props
  const { t } = words
  return html`<section class="panel" aria-labelledby="in-use-title">
    <div class="panel-head"><h2 id="in-use-title">${t('drive.in-use')}</h2></div>
    <div class="inside">
      ${inUse(props)} ${mayChange ? form(props) : html`<p class="hint">${t('drive.not-allowed')}</p>`}
      <p role="status" id="adoption-status" tabindex="-1">${state.sending ? t('drive.sending') : state.done ? t(`drive.done.${state.done}`) : ''}</p>
      ${state.refused === undefined ? nothing : html`<p class="failure" role="alert">${state.refused}</p>`}
      ${logTable(props)}
    </div>
  </section>`
}
