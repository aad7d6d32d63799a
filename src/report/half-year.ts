/**
 * What changed since the same months a year before, in words and numbers? The half-year report's sentence, from a
 * comparison: better, worse or not shown for each zone, with shares, intervals and counts, and the volume by urgency.
 */
import type { Comparison, ShareComparison, VolumeComparison } from '../contract/comparison.ts'
import { hypergeometricAtMost, tail95 } from '../domain/distributions.ts'
import type { Language } from '../domain/vocabulary.ts'
import { halfYearTexts, type ReportTexts } from './half-year-texts.ts'

type ZoneChange = ShareComparison['zones'][number]

/** One sentence for each urgency group and one for the volume, each with its numbers. */
export function halfYearSentences(comparison: Comparison, language: Language): string[] {
  const texts = halfYearTexts[language]
  const urgencies = [...new Set(comparison.shares.map(({ urgency }) => urgency))]
  const lines = urgencies.map((urgency) => urgencySentence(urgency, comparison, texts, language))
  const volume = isEmptyBefore(comparison) ? texts.nothingBefore : volumeSentence(comparison.volumes, texts)
  const labels = [
    ...(comparison.demo ? [texts.demo] : []),
    ...(comparison.official ? [] : [texts.placeholder]),
    ...comparison.notes.map((note) => texts.notes[note]),
  ]
  return [...lines, ...(volume === undefined ? [] : [volume]), ...labels]
}

/** A period before the data begins is no period without tasks. */
function isEmptyBefore({ volumes }: Comparison): boolean {
  return volumes.every(({ before }) => before === 0)
}

const verdicts = ['better', 'worse', 'mixed', 'no-change-shown', 'cannot-tell'] as const
export type Verdict = (typeof verdicts)[number]

interface ZoneVerdict {
  readonly zone: string
  readonly verdict: Verdict
  /** The changes that the verdict rests on; without a decisive one, those of the strictest share. */
  readonly changes: readonly { readonly requiredShare: number; readonly change: ZoneChange }[]
}

/**
 * Better where one target shows it and none shows the opposite; mixed where two of them disagree. Many zones and targets
 * are looked at at once, so that one of them would often seem to have changed by chance: a change is told only if it
 * stands by Holm's procedure (1979) over all of the urgency's.
 */
export function zoneVerdicts(urgency: string, { shares, zones }: Comparison): ZoneVerdict[] {
  const families = shares.filter((family) => family.urgency === urgency)
  const shown = shownByHolm(families.flatMap((family) => family.zones))
  const known = zones.map(({ id }) => id)
  const found = [...new Set(families.flatMap((family) => family.zones.map(({ zone }) => zone)))]
  return found
    .sort((a, b) => known.indexOf(a) - known.indexOf(b))
    .map((zone) => {
      const own = families.flatMap(({ requiredShare, zones: all }) =>
        all.filter((change) => change.zone === zone).map((change) => ({ requiredShare, change })),
      )
      const isShown = ({ change }: (typeof own)[number]) => shown.has(change)
      const words = own.map((each) =>
        isShown(each) || !isDecisive(each.change) ? each.change.word : 'no-change-shown',
      )
      const verdict = verdictOf(new Set(words))
      const decisive = own.filter(isShown)
      return { zone, verdict, changes: decisive.length > 0 ? decisive : own.slice(-1) }
    })
}

function isDecisive({ word }: ZoneChange): boolean {
  return word === 'better' || word === 'worse'
}

/** The changes that stand when the chance of even one false word among them all is at most 2.5 % on either side. */
function shownByHolm(changes: readonly ZoneChange[]): ReadonlySet<ZoneChange> {
  const asked = changes.filter(({ word }) => word !== 'cannot-tell')
  const tails = asked
    .map((change) => ({ change, tail: chanceOfSuch(change) }))
    .sort((a, b) => a.tail - b.tail)
  const firstNot = tails.findIndex(({ tail }, i) => tail > tail95 / (tails.length - i))
  const standing = firstNot === -1 ? tails : tails.slice(0, firstNot)
  return new Set(standing.map(({ change }) => change).filter(isDecisive))
}

/** Fisher's exact one-sided tail: so great a difference between two shares that are one. */
function chanceOfSuch({ before, after }: ZoneChange): number {
  const [less, more] = before.inTime * after.n > after.inTime * before.n ? [after, before] : [before, after]
  return hypergeometricAtMost(less.inTime, less.n, less.inTime + more.inTime, less.n + more.n)
}

function verdictOf(words: ReadonlySet<ZoneChange['word']>): Verdict {
  if (words.has('better') && words.has('worse')) return 'mixed'
  if (words.has('better')) return 'better'
  if (words.has('worse')) return 'worse'
  return words.has('no-change-shown') ? 'no-change-shown' : 'cannot-tell'
}

function urgencySentence(
  urgency: string,
  comparison: Comparison,
  texts: ReportTexts,
  language: Language,
): string {
  const found = zoneVerdicts(urgency, comparison)
  const parts = verdicts.flatMap((verdict) => {
    const own = found.filter((zone) => zone.verdict === verdict)
    if (own.length === 0) return []
    const named = own.map(({ zone, changes }) => {
      const name = comparison.zones.find(({ id }) => id === zone)?.name[language] ?? zone
      return `${name} (${changes.map((each) => changeText(each, texts)).join('; ')})`
    })
    return [`${texts.verdicts[verdict]}: ${named.join(', ')}`]
  })
  return `${urgency} ${parts.join('; ')}.`
}

function changeText(
  { requiredShare, change }: { readonly requiredShare: number; readonly change: ZoneChange },
  texts: ReportTexts,
): string {
  const { before, after, withinSeconds, difference, interval } = change
  const share = ({ n, inTime }: ZoneChange['before']) => (n === 0 ? texts.noTasks : texts.percent(inTime / n))
  const target = `${clock(withinSeconds)} / ${texts.percent(requiredShare, 0)}`
  const counts = `n ${texts.count(before.n)} → ${texts.count(after.n)}`
  if (difference === undefined) return `${target}: ${share(before)} → ${share(after)}, ${counts}`
  const range = rangeText(interval?.low, interval?.high, texts.points)
  return `${target}: ${share(before)} → ${share(after)}, ${texts.points(difference)} ${texts.unit}, ${texts.interval} ${range}; ${counts}`
}

function volumeSentence(volumes: readonly VolumeComparison[], texts: ReportTexts): string | undefined {
  const all = volumes.find(({ urgency }) => urgency === 'all')
  if (!all) return undefined
  const shown = volumes.filter(({ urgency }) => ['A+B', 'C', 'D'].includes(urgency))
  const parts = (['fewer', 'more', 'no-change-shown', 'cannot-tell'] as const).flatMap((word) => {
    const own = shown.filter((volume) => volume.word === word)
    return own.length === 0 ? [] : [`${texts.volumes[word]}: ${own.map(named).join(', ')}`]
  })
  return `${texts.tasks} ${numbers(all)}; ${parts.join('; ')}.`

  function named(volume: VolumeComparison): string {
    return `${volume.urgency} ${numbers(volume)}`
  }

  function numbers({ before, after, ratio, interval }: VolumeComparison): string {
    const counts = `${texts.count(before)} → ${texts.count(after)}`
    if (ratio === undefined) return counts
    const change = (value: number) => texts.change(value - 1)
    return `${counts} (${change(ratio)}, ${texts.interval} ${rangeText(interval.low, interval.high, change)})`
  }
}

function rangeText(
  low: number | undefined,
  high: number | undefined,
  text: (value: number) => string,
): string {
  return `${low === undefined ? '…' : text(low)} – ${high === undefined ? '…' : text(high)}`
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
