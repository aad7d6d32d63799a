/**
 * Where do the demo's ambulances, officers and crews stand? Stations after the rescue department's older page (nine
 * ALS and one BLS around the clock, four part-day BLS) plus Jämsä, which joined in 2023; numbers are invented.
 */
import type { UnitType } from '../domain/vocabulary.ts'
import type { Shift } from './fleet.ts'

interface EmsPost {
  readonly station: string
  readonly municipality: string
  readonly type: 'als' | 'bls'
  readonly shift?: Shift
}

const everyDay = (fromHour: number, toHour: number): Shift => ({ fromHour, toHour, weekdaysOnly: false })
const weekdays = (fromHour: number, toHour: number): Shift => ({ fromHour, toHour, weekdaysOnly: true })

const post = (station: string, municipality: string, type: 'als' | 'bls', shift?: Shift): EmsPost => ({
  station,
  municipality,
  type,
  ...(shift && { shift }),
})

export const emsPosts: readonly EmsPost[] = [
  post('Jyväskylä', '179', 'als'),
  post('Jyväskylä', '179', 'als'),
  post('Palokka', '179', 'als'),
  post('Vaajakoski', '179', 'bls'),
  post('Muurame', '500', 'bls', everyDay(8, 20)),
  post('Laukaa', '410', 'als'),
  post('Äänekoski', '992', 'als'),
  post('Saarijärvi', '729', 'als'),
  post('Karstula', '226', 'als'),
  post('Viitasaari', '931', 'als'),
  post('Pihtipudas', '601', 'als'),
  post('Joutsa', '172', 'als'),
  post('Keuruu', '249', 'als'),
  post('Jämsä', '182', 'als'),
  post('Jämsä', '182', 'bls', everyDay(8, 22)),
  post('Jyväskylä', '179', 'bls', everyDay(8, 22)),
  post('Äänekoski', '992', 'bls', everyDay(8, 20)),
  post('Keuruu', '249', 'bls', weekdays(13, 21)),
  post('Petäjävesi', '592', 'bls', weekdays(8, 16)),
  post('Kannonkoski', '216', 'bls', everyDay(9, 21)),
  post('Kinnula', '256', 'bls', everyDay(8, 20)),
]

interface OfficerPost {
  readonly unit: string
  readonly type: UnitType
  readonly station: string
  readonly municipality: string
}

export const officerPosts: readonly OfficerPost[] = [
  { unit: 'EKS P15', type: 'field-commander', station: 'Jyväskylä', municipality: '179' },
  { unit: 'RKS P31', type: 'rescue-officer', station: 'Jyväskylä', municipality: '179' },
  { unit: 'RKS P32', type: 'rescue-officer', station: 'Äänekoski', municipality: '992' },
  { unit: 'RKS P33', type: 'rescue-officer', station: 'Jämsä', municipality: '182' },
]

/** Full-time crews around the clock, as a guess. */
export const fullTimeStations: ReadonlySet<string> = new Set(['Jyväskylä', 'Palokka', 'Jämsä', 'Äänekoski'])

/**
 * 24/7 spearheads (1+1) by local date of their start: the county's half-year report 07-12/2024. Keuruu was planned
 * for autumn 2025 without a day: the first of October is an assumption.
 */
export const roundTheClockFrom: Readonly<Record<string, string>> = {
  Laukaa: '2024-05-06',
  Saarijärvi: '2024-05-06',
  Viitasaari: '2024-09-20',
  Keuruu: '2025-10-01',
}
