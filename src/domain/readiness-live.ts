/**
 * Which holds now, the plan or what the station has told? A told readiness overrides the plan while its source is heard;
 * its age, its source and where it differs from the plan are said beside it.
 */
import type { PlannedReadiness } from './readiness-timeline.ts'

/** The newest `station.readiness` of a station. */
export interface ToldReadiness {
  readonly crew: number
  readonly turnoutSeconds?: number
  /** Epoch milliseconds: when it was so by the source's clock. */
  readonly at: number
  readonly source: string
  /** Readiness is told when it changes: it is as fresh as its source, however old it is. */
  readonly freshness: 'fresh' | 'late' | 'silent'
}

export const differenceKinds = ['fewer', 'more', 'slower', 'faster', 'not-planned'] as const
export type DifferenceKind = (typeof differenceKinds)[number]

export interface ReadinessDifference {
  readonly kind: DifferenceKind
  /** Persons, or seconds. */
  readonly planned?: number
  readonly told: number
}

export interface CurrentReadiness {
  readonly basis: 'told' | 'plan' | 'none'
  readonly crew?: number
  readonly turnoutSeconds?: number
  /** Seconds since it was so; of the told word also while it is not the basis. */
  readonly ageSeconds?: number
  /** Told before the plan last changed: it may be of the crew before. */
  readonly beforeChange: boolean
  /** Of what was told from what is planned, as long as the told word is the basis. */
  readonly differences: readonly ReadinessDifference[]
}

/** A told turnout is rounded and varies from shift to shift: less than this is no difference. */
export const turnoutToleranceSeconds = 60

export function currentReadiness(
  planned: PlannedReadiness | undefined,
  told: ToldReadiness | undefined,
  now: { readonly at: number; readonly plannedSince?: number },
): CurrentReadiness {
  const ageSeconds = told && Math.max(0, Math.round((now.at - told.at) / 1000))
  const beforeChange = told !== undefined && now.plannedSince !== undefined && told.at < now.plannedSince
  if (told && told.freshness !== 'silent')
    return {
      ...{ basis: 'told', crew: told.crew, turnoutSeconds: told.turnoutSeconds, ageSeconds, beforeChange },
      differences: differencesOf(planned, told),
    }
  return {
    basis: planned ? 'plan' : 'none',
    ...(planned && { crew: planned.persons, turnoutSeconds: planned.turnoutSeconds }),
    ...{ ageSeconds, beforeChange, differences: [] },
  }
}

function differencesOf(planned: PlannedReadiness | undefined, told: ToldReadiness): ReadinessDifference[] {
  if (!planned) return told.crew > 0 ? [{ kind: 'not-planned', told: told.crew }] : []
  const found: ReadinessDifference[] = []
  const { persons, turnoutSeconds, p90Seconds = turnoutSeconds } = planned
  if (persons !== undefined && told.crew !== persons)
    found.push({ kind: told.crew < persons ? 'fewer' : 'more', planned: persons, told: told.crew })
  if (turnoutSeconds === undefined || told.turnoutSeconds === undefined) return found
  const seconds = { planned: turnoutSeconds, told: told.turnoutSeconds }
  if (told.turnoutSeconds > Math.max(p90Seconds!, turnoutSeconds + turnoutToleranceSeconds))
    found.push({ kind: 'slower', ...seconds })
  if (told.turnoutSeconds < turnoutSeconds - turnoutToleranceSeconds)
    found.push({ kind: 'faster', ...seconds })
  return found
}
