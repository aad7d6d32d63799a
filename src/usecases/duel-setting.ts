/** What is a duel fought over? Crews of both plans with their shifts, tasks and ground, as plain data for a thread. */
import type { Place } from '../../geo/place.ts'
import type { RoadGraph } from '../../geo/roads/road-graph.ts'
import type { SpeedSettings } from '../../geo/roads/speeds.ts'
import type { CalibrationView } from '../contract/calibration.ts'
import type { Span } from '../domain/calendar.ts'
import type { Turnout } from '../domain/readiness.ts'
import type { ServiceLevelDecision } from '../domain/service-level-decision.ts'
import type { Service, TaskOrigin, UnitType } from '../domain/vocabulary.ts'

/** A stretch of time in which the crew stands alike. */
export interface DuelShift extends Span {
  readonly onCall: boolean
  /** What it can be sent as, the first for what it counts as. */
  readonly types: readonly UnitType[]
  /** Persons; absent: not stated, then what its type usually brings. */
  readonly crew?: number
  readonly turnout: Turnout
}

export interface DuelCrew {
  /** The same under both plans: its draws of chance hang on it. */
  readonly key: string
  readonly station: string
  readonly service: Service
  readonly slot: string
  /** Index in the side's stations. */
  readonly home: number
  /** In order and apart. */
  readonly shifts: readonly DuelShift[]
}

export interface DuelEffortOf {
  readonly service: Service
  readonly crewHours: number
  readonly onCallCrewHours: number
  readonly personHours: number
  readonly unstatedHours: number
}

export interface DuelSide {
  readonly stations: readonly { readonly station: string; readonly place: Place }[]
  readonly crews: readonly DuelCrew[]
  /** A week. */
  readonly effort: readonly DuelEffortOf[]
}

/** Columns of equal length, one entry per 1 km cell. */
export interface DuelCells {
  readonly e: ArrayLike<number>
  readonly n: ArrayLike<number>
  /** Index in `municipalities`, -1 for none. */
  readonly municipality: ArrayLike<number>
  readonly residents: ArrayLike<number>
  /** EMS area class by its order, 1 core urban; 0: none. */
  readonly areaClass: ArrayLike<number>
}

/** Classes of one zone system by cell. */
export interface DuelZones {
  readonly classes: readonly string[]
  /** Index in `classes`, -1 for none. */
  readonly ofCell: ArrayLike<number>
}

export interface DuelTask {
  readonly id: string
  readonly service: Service
  readonly origin: TaskOrigin
  readonly code?: string | undefined
  /** By the decision's rule; absent: none was told, and it is answered as a C. */
  readonly urgency?: string | undefined
  /** Index of the cell. */
  readonly cell: number
  /** Epoch milliseconds; the second is when units are first looked for. */
  readonly createdAt: number
  readonly dispatchAt: number
  /** What was measured of the unit that stayed longest or took the patient; absent: drawn. */
  readonly sceneSeconds?: number | undefined
  readonly transports?: boolean | undefined
  readonly transportSeconds?: number | undefined
  readonly hospitalSeconds?: number | undefined
  /** From the dispatch; nobody is judged by a task that was cancelled before anybody came. */
  readonly cancelledSeconds?: number | undefined
  readonly decision?: string | undefined
  readonly group: string
  readonly zone?: string | undefined
  readonly municipality?: string | undefined
  /** Why it is not judged; it binds crews all the same. */
  readonly excluded?: string | undefined
}

/** Of one kind of drive. */
export interface DuelSpeeds {
  readonly settings: SpeedSettings
  /** Absent: assumed speeds. */
  readonly calibration?: CalibrationView
  /** What becomes of the seconds on the road to a task, by cell, up to being at the scene; absent: nobody has measured. */
  readonly atScene?: { readonly factor: ArrayLike<number>; readonly fixedSeconds: ArrayLike<number> }
}

export interface DuelSetting {
  readonly span: Span
  readonly timeZone: string
  readonly cells: DuelCells
  readonly municipalities: readonly string[]
  readonly hospitals: readonly Place[]
  readonly decisions: readonly ServiceLevelDecision[]
  /** By the decision's zone system. */
  readonly zones: Readonly<Record<string, DuelZones>>
  readonly a: DuelSide
  readonly b: DuelSide
  readonly roads: RoadGraph
  readonly speeds: { readonly alarm: DuelSpeeds; readonly normal: DuelSpeeds }
  readonly seed: number
  readonly replications: number
  /** Tasks that are not in the replay at all, by reason. */
  readonly leftOut: Readonly<Record<string, number>>
}
