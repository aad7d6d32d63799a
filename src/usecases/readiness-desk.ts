/** What may be asked of the running service about stations and their readiness: the questions behind their routes. */
import type { FreshnessLimits } from '../contract/freshness.ts'
import type {
  Readiness,
  ReadinessEdited,
  ReadinessFile,
  ReadinessTimelines,
  StationHistory,
  StationList,
} from '../contract/readiness.ts'
import type { Database } from '../store/database.ts'
import { listStationLog, listStationRecords } from '../store/readiness.ts'
import {
  editReadiness,
  exportReadiness,
  previewEdit,
  showHistory,
  type WantedEdit,
} from './edit-readiness.ts'
import type { CountyReference } from './reference.ts'
import { showReadiness, showTimelines } from './show-readiness.ts'

export interface ReadinessDesk {
  /** Epoch milliseconds; absent: now. */
  at(at?: number): Promise<Readiness>
  timelines(asked: { readonly from: string; readonly to: string }): Promise<ReadinessTimelines>
  stations(): Promise<StationList>
  history(station: string): Promise<StationHistory>
  preview(station: string, edit: WantedEdit): Promise<ReadinessEdited>
  edit(
    station: string,
    edit: WantedEdit & { readonly seen?: number | undefined },
    made: { readonly by: string; readonly reason: string },
  ): Promise<ReadinessEdited>
  file(): Promise<ReadinessFile>
}

export function createReadinessDesk(options: {
  readonly db: Database
  readonly reference: () => CountyReference
  readonly now: () => number
  readonly freshness: FreshnessLimits
}): ReadinessDesk {
  const { db, reference, now, freshness } = options
  const context = () => ({ db, reference: reference(), now: now(), freshness })
  const county = () => reference().county.county
  return {
    at: (at) => showReadiness(context(), at),
    timelines: (asked) => showTimelines(context(), asked),
    async stations() {
      const stations = await listStationRecords(db, county())
      const log = await listStationLog(db, county(), 200)
      return {
        today: reference().localDate(now()),
        stations: stations.map((each) => ({ ...each, services: [...each.services] })),
        log: log.map(({ at, station, ...entry }) => ({
          ...{ ...entry, at: at.toISOString() },
          station: { ...station, services: [...station.services] },
        })),
      }
    },
    history: (station) => showHistory(db, county(), station),
    preview: (station, edit) => previewEdit(db, context(), station, edit),
    edit: (station, edit, made) => editReadiness(db, context(), station, edit, made),
    file: () => exportReadiness(db, county()),
  }
}
