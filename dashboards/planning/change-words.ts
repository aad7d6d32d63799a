// How is a change of a plan, a crew or a warning said in words?
import type { PlanWarning } from '../../src/contract/plan-effect.ts'
import type { Standing } from '../../src/contract/plan-standing.ts'
import { durationText } from '../formats.ts'
import type { Stands } from '../parts/stands.ts'
import { findingText, hoursText, strengthText } from '../stations/sentences.ts'
import type { Service } from '../vocabulary.ts'
import type { Words } from '../words.ts'
import type { Change, Period } from './edit.ts'

type Crew = Standing['periods'][number]
/** The page's periods are the contract's: only their lists are not to be written to. */
const view = (crew: Crew | Period) => crew as Period

export function crewWords(crew: Crew | Period, words: Words): string {
  const { t } = words
  const period = view(crew)
  const types = period.unitTypes.map((type) => t(`type.${type}`)).join('/')
  return [
    isSuggested(crew) ? t('suggest.slot') : period.slot,
    ...(types === '' || types === period.slot ? [] : [types]),
    `${t(`readiness.kind.${period.kind}`)} ${period.kind === '24/7' ? '' : hoursText(period, words)}`.trim(),
    ...(period.strength ? [strengthText(period, words)] : []),
    ...(period.turnout ? [t('plan.turnout-of', { time: durationText(period.turnout.medianSeconds) })] : []),
  ].join(', ')
}

/** The service names what it suggests by an id of its own, which tells a reader nothing. */
const isSuggested = ({ id, slot }: Crew | Period) => id.startsWith('plan-') && slot.startsWith('plan ')

export interface Known {
  readonly stations: ReadonlyMap<string, string>
  readonly periods: ReadonlyMap<string, Crew>
}

export function changeText(change: Change, { stations, periods }: Known, words: Words): string {
  const { t } = words
  const name = (station: string) => stations.get(station) ?? station
  switch (change.kind) {
    case 'add-station':
      return t('plan.change.add', {
        name: change.station.name,
        services: change.station.services.map((service) => t(`service.${service}`)).join(', '),
      })
    case 'move-station':
      return t('plan.change.move', {
        name: name(change.station),
        lat: change.place.lat.toFixed(3),
        lon: change.place.lon.toFixed(3),
      })
    case 'close-station':
      return t('plan.change.close', { name: name(change.station) })
    case 'set-readiness':
      return t('plan.change.crew', {
        name: name(change.period.station),
        crew: crewWords(change.period, words),
      })
    case 'remove-readiness': {
      const crew = periods.get(change.period)
      return t('plan.change.remove', {
        name: crew ? name(crew.station) : '',
        crew: crew ? crewWords(crew, words) : change.period,
      })
    }
    case 'set-turnout':
      return t('plan.change.turnout', {
        name: name(change.station),
        service: t(`service.${change.service}`),
        median: durationText(change.turnout.medianSeconds),
        p90: durationText(change.turnout.p90Seconds),
      })
  }
}

export function warningText(warning: PlanWarning, { stations, periods }: Known, words: Words): string {
  const { t, number } = words
  const { kind, station, period, service, metres = 0, cells = 0, residents = 0, finding } = warning
  const crew = period === undefined ? undefined : periods.get(period)
  const at = station ?? crew?.station
  const what = [
    ...(at === undefined ? [] : [stations.get(at) ?? at]),
    ...(crew ? [crew.slot] : period === undefined ? [] : [period]),
    ...(at === undefined && service ? [t(`service.${service}.full`)] : []),
  ].join(', ')
  return t(`plan.warning.${kind}`, {
    what,
    metres: number(Math.round(metres / 100) * 100),
    cells: number(cells),
    residents: number(Math.round(residents)),
    finding: finding ? findingText(finding, words) : '',
  })
}

/** The most ready crew of the service; nobody there is another thing than a closed station. */
export function standsOf(crews: readonly Crew[], service: Service): Stands {
  const kinds = crews.filter((crew) => crew.service === service).map(({ kind }) => kind)
  return (['24/7', 'daytime', 'on-call'] as const).find((kind) => kinds.includes(kind)) ?? 'none'
}
