/** Which speeds were taken into use, learnt from which drives, and what do they make of the assumed settings? */
import { checkSpeeds, type SpeedSettings } from '../../geo/roads/speeds.ts'
import type { DriveErrors } from './cross-validation.ts'
import type { DriveFactors } from './drive-model.ts'
import { VasteError } from './error.ts'
import type { DriveKind } from './measured-drive.ts'

export interface AdoptedDrive {
  readonly factors: DriveFactors
  /** Of the assumed speeds, and of the adopted ones on cells they had not seen. */
  readonly before: DriveErrors
  readonly after: DriveErrors
  /** Cells by their errors under the adopted speeds; all others have too few drives to tell. */
  readonly goodCells: readonly string[]
  readonly poorCells: readonly string[]
}

export interface AdoptedSpeeds {
  /** Local dates of the tasks they were learnt from, half-open. */
  readonly from: string
  readonly to: string
  readonly demo: boolean
  /** Factors of one graph say nothing of another. */
  readonly roads: { readonly name: string; readonly date: string }
  /** Kinds of drive with enough measured ones; the others keep the assumed speeds. */
  readonly drives: Readonly<Partial<Record<DriveKind, AdoptedDrive>>>
}

/** The road's part of the factors, as settings. What hangs on where a drive leads is `atScene`. */
export function speedsBy(
  assumed: SpeedSettings,
  { classes, winter }: DriveFactors,
  isWinter: boolean,
): SpeedSettings {
  return {
    ...assumed,
    name: `${assumed.name}, calibrated${isWinter ? ', winter' : ''}`,
    classFactor: classes,
    winterFactor: isWinter ? assumed.winterFactor / winter : assumed.winterFactor,
    offNetworkKmh: assumed.offNetworkKmh / (classes['off-network'] * (isWinter ? winter : 1)),
  }
}

/** What becomes of the seconds on the road to a cell of the zone: times `factor`, plus `fixedSeconds`. */
export function atScene(factors: DriveFactors, zone: string | undefined) {
  return factors.zones[zone ?? ''] ?? { factor: 1, fixedSeconds: factors.fixedSeconds }
}

/** Throws `invalid` for factors that no road can be driven by. */
export function checkAdopted(
  { drives }: AdoptedSpeeds,
  assumed: Readonly<Record<DriveKind, SpeedSettings>>,
): void {
  for (const [kind, drive] of Object.entries(drives) as [DriveKind, AdoptedDrive][])
    for (const isWinter of [false, true])
      try {
        checkSpeeds(speedsBy(assumed[kind], drive.factors, isWinter))
      } catch (cause) {
        throw new VasteError(
          'invalid',
          `the fitted ${kind} speeds cannot be used: ${(cause as Error).message}`,
          {
            cause,
          },
        )
      }
}
