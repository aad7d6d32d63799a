// How does a change look while it is being written? Texts as typed, what is wrong with them, and the change they mean.
import type { Place } from '../../geo/place.ts'
import {
  type Draft,
  draftOf,
  emptyDraft,
  type Faults,
  faultsOf,
  freeId,
  ofKind,
  periodOf,
  secondsOf,
} from '../parts/period-draft.ts'
import type { Region } from '../region.ts'
import type { Service, UnitType } from '../vocabulary.ts'
import type { TextKey } from '../words.ts'
import type { Change, Period } from './edit.ts'
import { cellAt, pointOf } from './map-view.ts'

interface PlaceText {
  readonly lat: string
  readonly lon: string
}

export type ChangeForm =
  | ({
      readonly kind: 'add-station'
      /** Given when a station of the plan's own is changed. */
      readonly station?: string
      readonly name: string
      readonly services: readonly Service[]
    } & PlaceText)
  | ({ readonly kind: 'move-station'; readonly station: string } & PlaceText)
  | {
      readonly kind: 'set-readiness'
      readonly station: string
      /** Given when a crew that stands is changed. */
      readonly id?: string
      readonly draft: Draft
    }
  | {
      readonly kind: 'set-turnout'
      readonly station: string
      readonly service: Service
      readonly median: string
      readonly p90: string
    }
export type FormKind = ChangeForm['kind']

export const placeText = ({ lat, lon }: Place): PlaceText => ({ lat: String(lat), lon: String(lon) })

/** With a comma or a point. */
function degrees(text: string): number {
  return /^\s*-?\d{1,3}([.,]\d+)?\s*$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN
}

export function placeIn({ lat, lon }: PlaceText): Place | undefined {
  const place = { lon: degrees(lon), lat: degrees(lat) }
  return Number.isNaN(place.lon) || Number.isNaN(place.lat) ? undefined : place
}

export interface Around {
  readonly region: Region
  /** Local date that the plan is laid over. */
  readonly on: string
  readonly stations: readonly string[]
  readonly periods: readonly { readonly id: string }[]
}

function placeFaults(text: PlaceText, { region }: Around): [string, TextKey][] {
  const place = placeIn(text)
  if (!place) {
    const field = Number.isNaN(degrees(text.lat)) ? 'lat' : 'lon'
    return [[field, 'plan.fault.degrees']]
  }
  return cellAt(region, pointOf(place)) === undefined ? [['lat', 'plan.fault.outside']] : []
}

export function formFaults(form: ChangeForm, around: Around): Faults {
  switch (form.kind) {
    case 'add-station':
      return new Map<string, TextKey>([
        ...(form.name.trim() === '' ? [['name', 'shift.fault.needed'] as const] : []),
        ...(form.services.length === 0 ? [['services', 'plan.fault.service'] as const] : []),
        ...placeFaults(form, around),
      ])
    case 'move-station':
      return new Map(placeFaults(form, around))
    case 'set-readiness':
      return faultsOf(form.draft)
    case 'set-turnout': {
      const [median, p90] = [secondsOf(form.median), secondsOf(form.p90)]
      return new Map<string, TextKey>([
        ...(median === undefined ? [['median', 'shift.fault.duration'] as const] : []),
        ...(p90 === undefined
          ? [['p90', 'shift.fault.duration'] as const]
          : median !== undefined && p90 < median
            ? [['p90', 'shift.fault.p90'] as const]
            : []),
      ])
    }
  }
}

/** Of a form without faults. */
export function changeOf(form: ChangeForm, around: Around): Change {
  switch (form.kind) {
    case 'add-station': {
      const place = placeIn(form)!
      const cell = cellAt(around.region, pointOf(place))
      const code = cell === undefined ? -1 : around.region.cells.municipality[cell]!
      const municipality = around.region.municipalities[code]?.code
      const station = form.station ?? freeStationId(form.name, around.stations)
      const { services } = form
      return {
        kind: 'add-station',
        station: {
          ...{ station, name: form.name.trim(), place, services: [...services] },
          ...(municipality !== undefined && { municipality }),
        },
      }
    }
    case 'move-station':
      return { kind: 'move-station', station: form.station, place: placeIn(form)! }
    case 'set-readiness': {
      const { station, draft } = form
      const id =
        form.id ??
        freeId(
          station,
          draft.slot,
          around.periods.map((period) => period.id),
        )
      return { kind: 'set-readiness', period: { ...(periodOf(draft, id) as Period), station } }
    }
    case 'set-turnout': {
      const { station, service, median, p90 } = form
      const turnout = { medianSeconds: secondsOf(median)!, p90Seconds: secondsOf(p90)! }
      return { kind: 'set-turnout', station, service, turnout }
    }
  }
}

/** Told from its name, as a crew's id is from its slot. */
export function freeStationId(name: string, taken: readonly string[]): string {
  const stem = freeId('', name, []).replace(/^-/, '').slice(0, 70)
  let n = 2
  while (taken.includes(`${stem}-${n}`)) n += 1
  return taken.includes(stem) ? `${stem}-${n}` : stem
}

/** The usual crews, to begin from. */
export const presets = ['spearhead', 'rescue-group', 'first-response', 'bls', 'als'] as const
export type Preset = (typeof presets)[number]

const crews: Readonly<
  Record<Preset, { service: Service; leaders: string; people: string; types: readonly UnitType[] }>
> = {
  spearhead: { service: 'rescue', leaders: '1', people: '1', types: ['spearhead'] },
  'rescue-group': { service: 'rescue', leaders: '1', people: '3', types: ['rescue-unit'] },
  'first-response': { service: 'ems', leaders: '', people: '', types: ['first-response'] },
  bls: { service: 'ems', leaders: '0', people: '2', types: ['bls'] },
  als: { service: 'ems', leaders: '0', people: '2', types: ['als'] },
}

export const presetsOf = (services: readonly Service[]): readonly Preset[] =>
  presets.filter((preset) => services.includes(crews[preset].service))

/** What the hours are stays as it is written: a preset says only who stands. */
export function withPreset(draft: Draft, preset: Preset, slot: string): Draft {
  return { ...draft, ...crews[preset], slot }
}

/** Around the clock, from the day of the plan on. */
export function newCrew(service: Service, on: string): Draft {
  return ofKind({ ...emptyDraft(service, on), dateConfirmed: true }, '24/7')
}

export { draftOf }
