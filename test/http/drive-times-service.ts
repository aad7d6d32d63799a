/** The real service with one ambulance at Keuruu, and its drives of weeks: to some cells far slower than the roads say. */
import { cellCentre } from '../../geo/cell.ts'
import { toWgs84 } from '../../geo/projection.ts'
import { distanceMetres } from '../../geo/travel.ts'
import type { EventMessage } from '../../src/contract/events.ts'
import { importUnits } from '../../src/usecases/import-units.ts'
import { type CountyReference, loadReference } from '../../src/usecases/reference.ts'
import { startTestService } from '../service.ts'
import { created, status } from '../usecases/small-world.ts'

const minute = 60_000
const began = Date.parse('2026-11-21T10:00:00Z')
export const period = { from: '2026-10-01', to: '2026-12-01' }
/** About where the station of Keuruu stands. */
const station = { lon: 24.7064, lat: 62.2597 }

/** `later` moves the service's clock on. */
export async function startWithAmbulance(env: Readonly<Record<string, string>> = {}) {
  let now = began
  const service = await startTestService({ env, now: () => now })
  const reference = await loadReference(service.db, '15')
  await importUnits(service.db, reference, [
    { line: 1, unit: 'U1', type: 'als', service: 'ems', station: 'keuruu' },
  ])
  await service.restart()
  const later = (minutes: number) => {
    now += minutes * minute
  }
  return { service, reference, later }
}

/** Indexes of cells, the nearest to the station first. */
export function byDistance({ cells }: CountyReference, indexes: Iterable<number> = cells.e.keys()): number[] {
  const metres = (i: number) => distanceMetres(station, middleOf({ cells }, i))
  return [...indexes].sort((a, b) => metres(a) - metres(b))
}

/** To each slow cell twelve drives that take a quarter of an hour more than the others, to each other cell ten, to a few one. */
export function drivesTo(
  reference: CountyReference,
  to: {
    readonly slow: readonly number[]
    readonly others: readonly number[]
    readonly few?: readonly number[]
  },
): EventMessage[] {
  const told = [
    ...to.slow.flatMap((cell) => Array.from({ length: 12 }, () => ({ cell, late: 900 }))),
    ...to.others.flatMap((cell) => Array.from({ length: 10 }, () => ({ cell, late: 0 }))),
    ...(to.few ?? []).map((cell) => ({ cell, late: 0 })),
  ]
  return told.flatMap(({ cell, late }, i) => {
    const place = middleOf(reference, cell)
    const seconds = Math.round(distanceMetres(station, place) / 15 + 60 + (i % 5) * 3 + late)
    const at = began - 40 * 24 * 60 * minute + i * 4 * 60 * minute
    return [
      status('U1', 'at-station', at - 10 * minute),
      created(`T${i}`, at - minute, { place }),
      status('U1', 'alerted', at, `T${i}`),
      status('U1', 'en-route', at + minute, `T${i}`),
      status('U1', 'at-scene', at + minute + seconds * 1000, `T${i}`),
      status('U1', 'available', at + 90 * minute, `T${i}`),
    ]
  })
}

function middleOf({ cells }: Pick<CountyReference, 'cells'>, i: number) {
  return toWgs84(cellCentre({ e: cells.e[i]!, n: cells.n[i]! }))
}
