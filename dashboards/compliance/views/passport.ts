// The passport of a figure: what it takes to rebuild it, readable, to be copied and printed.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Compliance } from '../../../src/contract/compliance.ts'
import type { Passport } from '../../../src/contract/passport.ts'
import { latestOf } from '../../api.ts'
import { durationText, sharePercentText } from '../../formats.ts'
import { failure } from '../../parts/page.ts'
import type { UnitType } from '../../vocabulary.ts'
import { nameIn, type Words } from '../../words.ts'
import { excludedTotal } from '../figures.ts'
import { periodName } from '../period.ts'
import type { Asked } from '../sections.ts'
import { timeShown } from './row-details.ts'
import { waiting } from './section.ts'
import { exclusions, groupTitle, serviceKey, zoneTitle } from './table.ts'

export interface PassportProps {
  readonly asked: Asked<Passport>
  readonly zones: Compliance['zones']
  readonly copied?: string
  readonly words: Words
  close(): void
  copy(what: string, text: string): void
  print(): void
}

const unitTypes: readonly UnitType[] = [
  ...(['first-response', 'bls', 'als', 'assessment', 'field-commander', 'doctor-helicopter'] as const),
  ...(['rescue-unit', 'spearhead', 'rescue-officer', 'support', 'other'] as const),
]

const fact = (name: string, value: unknown) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`

function targets({ row }: Passport, words: Words) {
  const { percent, number, language } = words
  return row.targets.map(
    ({ withinSeconds, requiredShare, share, inTime, shareLow, shareHigh }) => html`<li>
      ${durationText(withinSeconds)} · ${sharePercentText(requiredShare, language)}:
      ${
        share === undefined
          ? words.t('figures.no-share')
          : html`${number(inTime)} / ${number(row.used)} = ${percent(share)}
            (${percent(shareLow ?? 0)} – ${percent(shareHigh ?? 1)})`
      }
    </li>`,
  )
}

function figureFacts(passport: Passport, words: Words) {
  const { t, number } = words
  const { row } = passport
  return html`<h3>${t('passport.figure')}</h3>
    <dl class="facts wide">
      ${fact(
        t('summary.total'),
        html`${number(row.total)} = ${number(row.used)} ${t('summary.used')} + ${number(excludedTotal(row.excluded))} ${t('summary.excluded')}`,
      )}
      ${excludedTotal(row.excluded) === 0 ? nothing : fact(t('summary.reasons'), exclusions(row.excluded, words))}
      ${row.targets.length === 0 ? nothing : fact(t('figures.share'), html`<ul>${targets(passport, words)}</ul>`)}
      ${fact(t('figures.median'), timeShown(row.medianSeconds, row.used, words))}
      ${fact(t('figures.p90'), timeShown(row.p90Seconds, row.used, words))}
    </dl>`
}

/** Unit types in words; a type that the page has no word for stands as it is. */
function countedUnits(counted: string, { t }: Words): string {
  if (counted === 'any') return t('passport.counted.any')
  const word = (type: string) => {
    const known = unitTypes.find((each) => each === type)
    return known ? t(`type.${known}`) : type
  }
  return counted.split(', ').map(word).join(', ')
}

function ruleFacts({ decision, zoneVersions, method }: Passport, words: Words) {
  const { t, date, language } = words
  const until = decision.validTo ? date(decision.validTo) : t('decision.further-notice')
  const valid = t('decision.valid', { from: date(decision.validFrom), to: until })
  return html`<h3>${t('passport.rules')}</h3>
    <dl class="facts wide">
      ${fact(
        t('passport.decision'),
        html`${nameIn(decision.name, language)} ${decision.official ? nothing : html`<span class="tag small">${t('notice.placeholder')}</span>`}
          <span class="under">${valid} · ${t('decision.source', { source: decision.source })}</span>
          <span class="under code">${decision.id} · ${decision.digest}</span>`,
      )}
      ${fact(t('passport.clock'), t(`rule.clock.${decision.clockStart}`))}
      ${fact(t('passport.urgency'), t(`rule.urgency.${decision.urgencyRule}`))}
      ${fact(t('passport.counted'), countedUnits(decision.counted, words))}
      ${fact(
        t('passport.zones'),
        zoneVersions.map(
          (version) =>
            html`<span class="line">${version.version} · ${date(version.validFrom)} – <span class="under">${version.source}</span></span>`,
        ),
      )}
      ${fact(t('passport.method'), t('passport.method.value', { version: method.ruleVersion }))}
    </dl>`
}

function cutOffFacts({ cutOff, computedAt }: Passport, { t, date, time, number }: Words) {
  const moment = (text: string) => `${date(Date.parse(text))} ${time(Date.parse(text))}`
  const received = cutOff.receivedAt === undefined ? '' : `, ${moment(cutOff.receivedAt)}`
  return html`<h3>${t('passport.data')}</h3>
    <dl class="facts wide">
      ${fact(t('passport.cut-off'), `${t('passport.message', { n: number(cutOff.seq) })}${received}`)}
      ${fact(t('passport.computed'), moment(computedAt))}
    </dl>`
}

function copyable(what: string, title: string, text: string, { copied, copy, words }: PassportProps) {
  return html`<div class="copyable">
    <h3>${title}</h3>
    <button type="button" class="quiet screen-only" aria-label="${words.t('passport.copy')}: ${title}" @click=${() => copy(what, text)}>
      ${words.t(copied === what ? 'passport.copied' : 'passport.copy')}
    </button>
    <pre tabindex="0" role="group" aria-label=${title}>${text}</pre>
  </div>`
}

function content(passport: Passport, props: PassportProps) {
  const { words } = props
  const { t } = words
  return html`${figureFacts(passport, words)} ${ruleFacts(passport, words)} ${cutOffFacts(passport, words)}
    ${copyable('fingerprint', t('passport.fingerprint'), passport.fingerprint, props)}
    <p class="hint">${t('passport.fingerprint.hint')}</p>
    ${copyable('sql', t('passport.sql'), passport.sql, props)}
    ${copyable('command', t('passport.command'), passport.command, props)}`
}

function heading(passport: Passport, zones: Compliance['zones'], words: Words) {
  const { row, service, demo } = passport
  return html`${demo ? html`<span class="tag small">${words.t('notice.demo')}</span> ` : nothing}${words.t(serviceKey(service))} · ${periodName(passport, words)}<br />
    <span class="aside">${groupTitle(row, words)} · ${zoneTitle(zones, row.zone, words)}</span>`
}

/** Always on the page; opened as a modal when a passport is asked for, so that Esc and the focus are the browser's. */
export function passportDialog(props: PassportProps): TemplateResult {
  const { asked, zones, copied, words, close, print } = props
  const { t } = words
  const { answer, path } = asked
  const value = path === undefined ? undefined : latestOf(answer)
  return html`<dialog class="passport" aria-labelledby="passport-title" @close=${close}>
    ${
      path === undefined
        ? nothing
        : html`<div class="dialog-head">
            <h2 id="passport-title">${t('passport.title')}</h2>
            <button type="button" class="quiet screen-only" ?disabled=${value === undefined} @click=${print}>${t('passport.print')}</button>
            <form method="dialog"><button type="submit" class="quiet screen-only">${t('passport.close')}</button></form>
          </div>
          ${value ? html`<p class="dialog-lead">${heading(value, zones, words)}</p>` : nothing}
          ${answer.kind === 'failed' ? failure(answer.detail, words) : nothing}
          ${answer.kind === 'loading' ? waiting(words) : nothing} ${value ? content(value, props) : nothing}
          <p class="unseen" role="status">${copied === undefined ? '' : t('passport.copied')}</p>`
    }
  </dialog>`
}
