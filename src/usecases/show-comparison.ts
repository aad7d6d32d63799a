/**
 * Is a change between two periods real? Both are measured by one ruler, the limits of the later period's last decision;
 * a change of the whole is split into mix and performance, so that more rural tasks do not pass for worse service.
 */
import type { Comparison, ShareComparison, TimeComparison, VolumeComparison } from '../contract/comparison.ts'
import { compareShares, type ShareTally, type Stratum } from '../domain/compare-periods.ts'
import { compareSeconds, compareVolumes } from '../domain/compare-samples.ts'
import { isOfficial, type ServiceLevelDecision, type Target } from '../domain/service-level-decision.ts'
import type { Measure, Service } from '../domain/vocabulary.ts'
import type { Figures, Group } from '../figures/figures.ts'
import { countAtMost } from './compliance-rows.ts'
import { decisionsWithin, type Period, sliceOf, zonesOf, zoneVersionsWithin } from './periods.ts'
import type { CountyReference } from './reference.ts'

export interface ComparisonQuestion extends Period {
  readonly service: Service
  readonly against: Period
  /** Zone version to put the tasks of both periods on, so that moved cells do not pass for a change (trap 42). */
  readonly oneGrid?: string
}

interface Context {
  readonly figures: Figures
  readonly reference: CountyReference
  readonly demo: boolean
  /** Days of a running period that are still to come have no tasks yet; absent: both periods are over. */
  readonly now?: number
}

export function showComparison(question: ComparisonQuestion, context: Context): Comparison {
  const { figures, reference } = context
  const { service, against, oneGrid } = question
  const grid = oneGrid === undefined ? {} : { oneGrid }
  const sides = [{ service, ...against, ...grid }, question] as const
  const [before, after] = sides.map((side) => figures.groups(sliceOf(side, reference))) as [Group[], Group[]]
  const [earlier, later] = sides.map((side) => decisionsWithin(reference.decisions, side))
  const decision = later!.at(-1)
  const samples = pairedSamples(before, after, decision)
  return {
    county: reference.county.county,
    ...{ service, from: question.from, to: question.to },
    ...{ againstFrom: against.from, againstTo: against.to, demo: context.demo },
    official: decision !== undefined && isOfficial(decision),
    zones: zonesOf(reference, later!).map(({ id, name }) => ({ id, name })),
    shares: decision ? familiesOf(decision).flatMap((family) => shareComparison(family, samples)) : [],
    times: samples.map(timeComparison),
    volumes: volumesOf(question, context),
    notes: [
      ...(new Set([...earlier!, ...later!].map(({ id }) => id)).size > 1
        ? (['decision-changed', 'rules-of-later-decision'] as const)
        : []),
      ...(oneGrid === undefined && zonesChanged(question, reference) ? (['zones-changed'] as const) : []),
    ],
  }
}

interface Sample {
  readonly urgency: string
  readonly zone: string
  readonly measure: Measure
  /** Ascending. */
  readonly before: Int32Array
  readonly after: Int32Array
}

/** Used times by urgency group, zone and measure of both periods, whichever decisions they were judged by. */
function pairedSamples(
  before: readonly Group[],
  after: readonly Group[],
  decision: ServiceLevelDecision | undefined,
): Sample[] {
  const found = new Map<string, Sample>()
  const add = (groups: readonly Group[], side: 'before' | 'after') => {
    for (const { urgencyGroup: urgency, zone = 'unknown', measure, seconds } of groups) {
      if (measure === undefined || urgency === 'not-assessed') continue
      const key = [urgency, zone, measure].join('\u0000')
      const known = found.get(key) ?? { urgency, zone, measure, before: none, after: none }
      found.set(key, { ...known, [side]: merged(known[side], seconds) })
    }
  }
  add(before, 'before')
  add(after, 'after')
  const known = new Set(decision?.targets.map(({ urgencies }) => urgencies.join('+')))
  return [...found.entries()]
    .filter(([, { urgency }]) => known.size === 0 || known.has(urgency))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, sample]) => sample)
}

const none = new Int32Array()

function merged(one: Int32Array, other: Int32Array): Int32Array {
  if (one.length === 0) return other
  const both = new Int32Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both.sort()
}

/** Targets of one urgency group, measure and rank: each zone has its own limit, and together they are one promise. */
function familiesOf(decision: ServiceLevelDecision): Target[][] {
  const families = new Map<string, Target[]>()
  for (const target of decision.targets) {
    const ofZone = decision.targets
      .filter(
        ({ urgencies, zone, measure }) =>
          urgencies.join() === target.urgencies.join() && zone === target.zone && measure === target.measure,
      )
      .sort((a, b) => a.requiredShare - b.requiredShare || a.withinSeconds - b.withinSeconds)
    const key = [target.urgencies.join('+'), target.measure, ofZone.indexOf(target)].join('\u0000')
    families.set(key, [...(families.get(key) ?? []), target])
  }
  return [...families.values()]
}

function shareComparison(family: readonly Target[], samples: readonly Sample[]): ShareComparison[] {
  const [first] = family
  const { measure, requiredShare } = first!
  const urgency = first!.urgencies.join('+')
  const strata = samples.flatMap((sample): (Stratum<ShareTally> & { readonly target: Target })[] => {
    const target = family.find(({ zone }) => zone === 'all' || zone === sample.zone)
    if (sample.urgency !== urgency || sample.measure !== measure || !target) return []
    const tally = (seconds: Int32Array) => ({
      hits: countAtMost(seconds, target.withinSeconds),
      n: seconds.length,
    })
    return [{ name: sample.zone, before: tally(sample.before), after: tally(sample.after), target }]
  })
  const compared = compareShares(strata)
  if (!compared) return []
  const { strata: parts, mixOfOneSided: _mix, ...whole } = compared
  return [
    {
      ...{ urgency, measure, requiredShare, official: family.every(({ official }) => official) },
      ...whole,
      onlyBefore: [...whole.onlyBefore],
      onlyAfter: [...whole.onlyAfter],
      zones: parts.map(({ name, ...part }) => {
        const { before, after, target } = strata.find((stratum) => stratum.name === name)!
        return {
          ...{ zone: name, withinSeconds: target.withinSeconds },
          before: { n: before.n, inTime: before.hits },
          after: { n: after.n, inTime: after.hits },
          ...part,
        }
      }),
    },
  ]
}

function timeComparison({ urgency, zone, measure, before, after }: Sample): TimeComparison {
  const { median, p90 } = compareSeconds(before, after)
  const shown = (found: typeof median) =>
    found && {
      ...{ before: found.before, after: found.after, difference: found.difference },
      ...{ interval: found.interval, word: found.word },
    }
  const counts = { before: before.length, after: after.length }
  return { urgency, zone, measure, ...counts, median: shown(median), p90: shown(p90) }
}

/** Tasks of each letter and of all, used and excluded alike: the volume is what was asked of the service. */
function volumesOf(
  { service, against, ...period }: ComparisonQuestion,
  { figures, reference, now = Number.POSITIVE_INFINITY }: Context,
): VolumeComparison[] {
  const slices = [against, period].map((side) => sliceOf({ service, ...side }, reference))
  const letters = slices.map(({ from, to }) => {
    const counts = new Map<string, number>([['all', figures.totals({ service, from, to }).total]])
    for (const letter of ['A', 'B', 'C', 'D'])
      counts.set(letter, figures.totals({ service, from, to, where: { urgency: letter } }).total)
    counts.set('A+B', counts.get('A')! + counts.get('B')!)
    return counts
  })
  const days = slices.map(({ from, to }) => Math.max(1, Math.round((Math.min(to, now) - from) / dayMs)))
  return ['all', 'A+B', 'A', 'B', 'C', 'D'].map((urgency) => {
    const [before, after] = letters.map((counts) => counts.get(urgency)!) as [number, number]
    const compared = compareVolumes(
      { tasks: before, days: days[0]! },
      { tasks: after, days: days[1]! },
      dispersionOfDays,
    )
    return { urgency, before, after, ...compared }
  })
}

const dayMs = 86_400_000
/** Days of tasks vary more than chance alone would: weekdays, weather and holidays. Guarded, not estimated. */
const dispersionOfDays = 1.5

function zonesChanged(question: ComparisonQuestion, reference: CountyReference): boolean {
  const versions = [question.against, question].map((period) => {
    const decisions = decisionsWithin(reference.decisions, { service: question.service, ...period })
    return zoneVersionsWithin(reference, decisions, period).map(
      ({ system, version }) => `${system}/${version}`,
    )
  })
  return new Set(versions.flat()).size > Math.max(...versions.map((list) => list.length))
}
