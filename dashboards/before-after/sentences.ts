// What is said of a change in plain words? Every number beside its interval, and never one without the other.
import type {
  BeforeAfter,
  ChangeDifference,
  ChangeFinding,
  ChangeLevel,
} from '../../src/contract/before-after.ts'
import { boundsText, pointsText, timeDifferenceText } from '../compliance/signed.ts'
import { durationText, percentileText } from '../formats.ts'
import type { Measure } from '../vocabulary.ts'
import type { Words } from '../words.ts'
import type { Statistic } from './address.ts'

export type Verdict = BeforeAfter['judgement']['verdict']
export type Doubt = BeforeAfter['judgement']['doubts'][number]
type Band = ChangeFinding['band']

export function findingOf(
  found: BeforeAfter,
  measure: Measure,
  band: Band = 'all',
): ChangeFinding | undefined {
  return found.findings.find((one) => one.measure === measure && one.band === band)
}

export function changeText(value: number, statistic: Statistic, words: Words): string {
  return statistic === 'share' ? pointsText(value, words) : timeDifferenceText(value)
}

export function levelText({ n, value }: ChangeLevel, statistic: Statistic, words: Words): string {
  const shown =
    value === undefined ? '–' : statistic === 'share' ? words.percent(value) : percentileText(value)
  return `${shown} (n = ${words.number(n)})`
}

export function intervalText(difference: ChangeDifference, statistic: Statistic, words: Words): string {
  return boundsText(difference, (bound) => changeText(bound, statistic, words))
}

/** `−4:55 (−6:16 … −3:20)`; a dash where there are too few tasks. */
export function differenceText(
  difference: ChangeDifference | undefined,
  statistic: Statistic,
  words: Words,
): string {
  if (!difference) return '–'
  return `${changeText(difference.value, statistic, words)} (${intervalText(difference, statistic, words)})`
}

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The one sentence on top. */
export function verdictSentence(found: BeforeAfter, words: Words): string {
  const { t, number } = words
  const { verdict, measure } = found.judgement
  const lead = measure && findingOf(found, measure)
  const did = lead?.median.did
  if (verdict === 'not-enough-tasks' || !did || !measure) {
    const counts = lead?.median
    const of = (side: 'area' | 'control', when: 'before' | 'after') =>
      number(counts?.[side][when].n ?? found[side].tasks[when])
    return t('ba.sentence.not-enough-tasks', {
      ...{ areaBefore: of('area', 'before'), areaAfter: of('area', 'after') },
      ...{ controlBefore: of('control', 'before'), controlAfter: of('control', 'after') },
      least: found.minimums.median ?? 10,
    })
  }
  const moved = verdict === 'better' || verdict === 'worse'
  return t(`ba.sentence.${verdict}`, {
    measure: capital(t(`measure.${measure}`)),
    value: moved ? durationText(Math.round(Math.abs(did.value))) : timeDifferenceText(did.value),
    interval: intervalText(did, 'median', words),
  })
}

/** Turnout, drive and effective action, each by itself. */
export function partSentences(found: BeforeAfter, words: Words): readonly string[] {
  const { t } = words
  return found.findings
    .filter(({ band, measure }) => band === 'all' && measure !== found.judgement.measure)
    .map(({ measure, median }) => {
      const name = capital(t(`measure.${measure}`))
      const { did, area, control } = median
      if (!did) {
        const n = [area.before, area.after, control.before, control.after].map((level) => level.n).join(' + ')
        return t('ba.part.few', { measure: name, n })
      }
      return t('ba.part', {
        ...{
          measure: name,
          value: timeDifferenceText(did.value),
          interval: intervalText(did, 'median', words),
        },
        word: t(`ba.word.${did.word}`),
      })
    })
}

export function doubtSentence(doubt: Doubt, found: BeforeAfter, words: Words): string {
  if (doubt !== 'group-missing') return words.t(`ba.doubt.${doubt}`)
  const finding = findingOf(found, 'effective-action')
  const share = (when: 'before' | 'after') => {
    const missing = finding?.missing.area[when] ?? 0
    const n = missing + (finding?.median.area[when].n ?? 0)
    return n === 0 ? '–' : `${words.number(missing)}/${words.number(n)}`
  }
  return words.t('ba.doubt.group-missing', { before: share('before'), after: share('after') })
}

/** Windows with the day that is the last in them, as people say it. */
export function windowText(
  { from, to }: { readonly from: string; readonly to: string },
  words: Words,
): string {
  const last = new Date(Date.parse(`${to}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
  return `${words.date(from)}–${words.date(last)}`
}
