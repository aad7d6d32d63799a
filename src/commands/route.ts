/** `vaste route`: metres and seconds of one route, to check a road graph. */
import { keskiSuomi } from '../../geo/keski-suomi/region.ts'
import type { Place } from '../../geo/place.ts'
import type { RoadGraph } from '../../geo/roads/road-graph.ts'
import { findRoute, sumOver } from '../../geo/roads/route.ts'
import { createRoadSearch } from '../../geo/roads/search.ts'
import { createRoadIndex, type RoadIndex, type RoadPoint } from '../../geo/roads/snap.ts'
import { arcDecimetres, arcDeciseconds, inWinter, offNetworkDeciseconds } from '../../geo/roads/speeds.ts'
import { VasteError } from '../domain/error.ts'
import { readRoadGraph, roadsFileName } from '../intake/roads/graph-store.ts'
import { roadsInUse } from '../intake/roads/roads-in-use.ts'
import { type Arguments, type Command, oneOf } from './command.ts'
import { assumedRouteSpeeds, type RouteSpeeds, routeSpeedsInUse } from './route-speeds.ts'

export const routeCommand: Command = {
  name: 'route',
  summary: `Metres and seconds of one route over a road graph, by distance or by time.
Both ends are moved to the nearest road. By the speeds in use: those adopted from measured drives, else the assumed.`,
  options: {
    roads: {
      placeholder: 'FILE',
      says: `Graph made by 'vaste import roads' (VASTE_DATA/${roadsFileName}, or the pilot's skeleton)`,
    },
    from: { placeholder: 'LON,LAT', says: 'Where it begins, degrees', required: true },
    to: { placeholder: 'LON,LAT', says: 'Where it ends, degrees', required: true },
    by: { placeholder: 'distance|time', says: 'What to keep small (time)' },
    drive: { placeholder: 'normal|emergency', says: 'Lights and siren or not (emergency)' },
    'drive-factor': { placeholder: 'N', says: 'Speed driven for each km/h of the limit' },
    'winter-factor': { placeholder: 'N', says: 'State of the roads (1: summer)' },
    json: { says: 'Answer as JSON, with the shape' },
  },
  async run(given) {
    const by = oneOf(['distance', 'time'], given.text('by') ?? 'time', '--by')
    const [from, to] = ['from', 'to'].map((name) => placeIn(given, name))
    const speedsFor = speedsIn(given)
    const graph = await roadsIn(given.text('roads'))
    const speeds = await speedsFor(graph)
    const answer = answerFor(graph, speeds, by, from, to)
    process.stdout.write(given.flag('json') ? `${JSON.stringify(answer, undefined, 2)}\n` : asText(answer))
    return 0
  },
}

async function roadsIn(file: string | undefined): Promise<RoadGraph> {
  if (file !== undefined) return readRoadGraph(file)
  const { VASTE_DATA, VASTE_COUNTY } = process.env
  return roadsInUse(VASTE_DATA || './data', VASTE_COUNTY || keskiSuomi.county)
}

/** Adopted speeds belong to the roads in use; who names other roads, or factors of one's own, drives by assumed ones. */
function speedsIn(given: Arguments): (graph: RoadGraph) => Promise<RouteSpeeds> {
  const kind = oneOf(['normal', 'emergency'], given.text('drive') ?? 'emergency', '--drive')
  const [drive, winter] = [factorIn(given, 'drive-factor'), factorIn(given, 'winter-factor')]
  if (drive !== undefined || winter !== undefined) {
    const assumed = assumedRouteSpeeds(kind, 'with the factors given')
    const settings = { ...assumed.settings, driveFactor: drive ?? assumed.settings.driveFactor }
    return async () => ({ ...assumed, settings: inWinter(settings, winter ?? settings.winterFactor) })
  }
  if (given.text('roads') !== undefined)
    return async () => assumedRouteSpeeds(kind, 'adopted ones belong to the roads in use, not to those named')
  return (graph) => routeSpeedsInUse(kind, graph)
}

function factorIn(given: Arguments, name: string): number | undefined {
  const text = given.text(name)
  if (text === undefined) return undefined
  const value = Number(text)
  if (text.trim() !== '' && value >= 0.1 && value <= 3) return value
  throw new VasteError('invalid', `--${name} is '${text}'; expected a number from 0.1 to 3`)
}

function placeIn(given: Arguments, name: string): Place {
  const text = given.text(name)!
  const numbers = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)))
  const [lon, lat] = numbers
  if (numbers.length === 2 && Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return { lon, lat }
  throw new VasteError(
    'invalid',
    `--${name} is '${text}'; expected LON,LAT in degrees, such as 25.747,62.242`,
  )
}

function answerFor(
  graph: RoadGraph,
  { settings, basis, calibration, atScene }: RouteSpeeds,
  by: 'distance' | 'time',
  from: Place,
  to: Place,
) {
  const deciseconds = arcDeciseconds(graph, settings)
  const weights = by === 'time' ? deciseconds : arcDecimetres(graph, settings)
  const search = createRoadSearch(graph, weights)
  const between = (mainOnly: boolean) => {
    const index = createRoadIndex(graph, { weights, mainOnly })
    const [start, end] = [nearest(index, '--from', from), nearest(index, '--to', to)]
    return { start, end, route: findRoute({ graph, index, weights, search }, start, end) }
  }
  // A place beside a yard that no car comes to belongs to the street behind it.
  const direct = between(false)
  const { start, end, route } = direct.route ? direct : between(true)
  if (!route)
    throw new VasteError(
      'not-found',
      `no road leads from ${told(start.place)} to ${told(end.place)}: they lie on parts of the network that are not joined`,
    )
  const offMetres = start.metresOff + end.metresOff
  const onRoad = sumOver(route, deciseconds)
  const offRoad = offNetworkDeciseconds(offMetres, settings)
  const scene = atScene?.(to)
  const driven = (onRoad + offRoad) / 10
  return {
    metres: sumOver(route, graph.decimetres) / 10,
    seconds: onRoad / 10,
    offRoadMetres: tenths(offMetres),
    offRoadSeconds: offRoad / 10,
    ...(scene && { atScene: scene }),
    totalSeconds: scene ? tenths(driven * scene.factor + scene.fixedSeconds) : driven,
    ...{ by, approximate: graph.source.approximate },
    ...{ from: { asked: from, onRoad: start.place }, to: { asked: to, onRoad: end.place } },
    speeds: { basis, ...(calibration && { calibration }) },
    ...{ settings, roads: graph.source, shape: route.shape.map(({ lon, lat }) => [lon, lat]) },
  }
}

function nearest(index: RoadIndex, name: string, place: Place): RoadPoint {
  const point = index.nearest(place)
  if (point) return point
  throw new VasteError(
    'not-found',
    `${name} ${told(place)} has no road within 50 km; expected a place on the graph`,
  )
}

function asText(answer: ReturnType<typeof answerFor>): string {
  const { metres, seconds, by, offRoadMetres, offRoadSeconds, totalSeconds, settings, speeds } = answer
  const { roads, approximate, atScene } = answer
  const { name, driveFactor, winterFactor, offNetworkKmh, offNetworkDetour } = settings
  return `${metres.toFixed(1)} metres, ${seconds.toFixed(1)} seconds, ${by === 'time' ? 'fastest' : 'shortest'} way
off the roads at both ends: ${offRoadMetres.toFixed(1)} metres, ${offRoadSeconds.toFixed(1)} seconds at ${offNetworkKmh} km/h over ${offNetworkDetour} times the line, not counted above; ${atScene ? `at the scene times ${thousandths(atScene.factor)} and ${atScene.fixedSeconds.toFixed(1)} seconds more; ` : ''}in all ${totalSeconds.toFixed(1)} seconds
speeds: ${name} drive, ${driveFactor} of the limit, winter factor ${thousandths(winterFactor)} (${speeds.basis})
roads: ${roads.name}, ${roads.date}${approximate ? ', APPROXIMATE ROADS' : ''}; ${roads.attribution}
`
}

const told = ({ lon, lat }: Place) => `${lon.toFixed(5)},${lat.toFixed(5)}`
const tenths = (value: number) => Math.round(value * 10) / 10
const thousandths = (value: number) => Math.round(value * 1000) / 1000
