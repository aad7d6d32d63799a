/**
 * Over which ground is a duel fought? The cells in play, and exact rows of drive seconds over the roads from stations,
 * hospitals and other anchors: the same ones for both plans, so that nothing differs but the plan.
 */
import { cellAt, cellCentre, cellKey } from '../../../geo/cell.ts'
import { coverageRoads, createDriveTimes, type DriveTimes } from '../../../geo/coverage/drive-times.ts'
import { secondsAtScene, unreachedSeconds } from '../../../geo/coverage/seconds.ts'
import type { Place } from '../../../geo/place.ts'
import { toTm35fin, toWgs84 } from '../../../geo/projection.ts'
import { buildHierarchy } from '../../../geo/roads/hierarchy.ts'
import { createRoadSearch } from '../../../geo/roads/search.ts'
import type { SpeedSettings } from '../../../geo/roads/speeds.ts'
import { createRoadSweep } from '../../../geo/roads/sweep.ts'
import type { DuelSetting, DuelSide } from '../../usecases/duel-setting.ts'
import type { TravelGround } from './travel.ts'

/** What measured drives have taught, of each kind of drive by itself. They end at the scene. */
export interface MeasuredDrives {
  has(alarm: boolean): boolean
  /** Of seconds on the road to a spot; the same seconds where drives of the kind were not measured. */
  atScene(seconds: number, spot: number, alarm: boolean): number
}

export interface Field {
  readonly ground: TravelGround
  /** Absent: nobody has measured any drives. */
  readonly measured?: MeasuredDrives
  /** Of a cell in play. */
  spotOfCell(cell: number): number
  /** Anchors. */
  readonly homesA: readonly number[]
  readonly homesB: readonly number[]
  /** The main one first. */
  readonly hospitals: readonly number[]
}

/** Cells with the most tasks, beside the fullest of each square: a crew on its way is found by the anchors beside it. */
const busiestAnchors = 250
const squareKm = 10
/** With more nodes a hierarchy is worth its making. */
const hierarchyFrom = 20_000

/** `tasksByCell`: how many tasks lie in each cell; only those cells are in play. */
export function fieldOf(setting: DuelSetting, tasksByCell: ReadonlyMap<number, number>): Field {
  const { cells, a, b } = setting
  const places = new Map<string, Place>()
  for (const place of [...a.stations, ...b.stations].map((station) => station.place))
    places.set(keyOf(place), place)
  for (const place of setting.hospitals) places.set(keyOf(place), place)
  const named = [...places.values()]
  const cellIndex = new Map<number, number>()
  for (let i = 0; i < cells.e.length; i++) cellIndex.set(cellKey({ e: cells.e[i]!, n: cells.n[i]! }), i)
  const cellOfNamed = named.map((place) => cellIndex.get(cellKey(cellAt(toTm35fin(place)))))
  const anchorCells = anchorCellsOf(setting, tasksByCell)
  const played = new Set([...tasksByCell.keys(), ...anchorCells])
  for (const cell of cellOfNamed) if (cell !== undefined) played.add(cell)
  const inPlay = [...played].sort((x, y) => x - y)
  const spotOf = new Map(inPlay.map((cell, spot) => [cell, spot]))
  const middles = inPlay.map((cell) => toWgs84(cellCentre({ e: cells.e[cell]!, n: cells.n[cell]! })))
  const anchors = [...named, ...anchorCells.map((cell) => middles[spotOf.get(cell)!]!)]
  const anchorSpots = [...cellOfNamed, ...anchorCells].map((cell) =>
    cell === undefined ? -1 : spotOf.get(cell)!,
  )
  const rowOf = rowsOver(setting, middles, anchors)
  const anchorOf = new Map(named.map((place, i) => [keyOf(place), i]))
  const homes = ({ crews, stations }: DuelSide) =>
    crews.map(({ home }) => anchorOf.get(keyOf(stations[home]!.place))!)
  const hospitals = setting.hospitals.map((place) => anchorOf.get(keyOf(place))!)
  return {
    ground: { anchors: anchors.length, spotOf: (anchor) => anchorSpots[anchor]!, rowOf },
    measured: measuredDrives(setting, inPlay),
    spotOfCell: (cell) => spotOf.get(cell)!,
    ...{ homesA: homes(a), homesB: homes(b) },
    hospitals: mainFirst(hospitals, (anchor) => meanSeconds(rowOf(anchor, false), inPlay, cells.residents)),
  }
}

function measuredDrives({ speeds }: DuelSetting, inPlay: readonly number[]): MeasuredDrives {
  const of = (alarm: boolean) => (alarm ? speeds.alarm : speeds.normal).atScene
  return {
    has: (alarm) => of(alarm) !== undefined,
    atScene(seconds, spot, alarm) {
      const scene = of(alarm)
      const cell = inPlay[spot]!
      return scene ? secondsAtScene(seconds, scene.factor[cell]!, scene.fixedSeconds[cell]!) : seconds
    },
  }
}

const keyOf = ({ lon, lat }: Place) => `${lon} ${lat}`

function anchorCellsOf({ cells }: DuelSetting, tasksByCell: ReadonlyMap<number, number>): number[] {
  const busiest = [...tasksByCell].sort(([i, m], [j, n]) => n - m || i - j).slice(0, busiestAnchors)
  const fullest = new Map<string, number>()
  for (let cell = 0; cell < cells.e.length; cell++) {
    const square = `${Math.floor(cells.e[cell]! / squareKm)} ${Math.floor(cells.n[cell]! / squareKm)}`
    const other = fullest.get(square)
    if (other === undefined || cells.residents[cell]! > cells.residents[other]!) fullest.set(square, cell)
  }
  return [...new Set([...busiest.map(([cell]) => cell), ...fullest.values()])].sort((x, y) => x - y)
}

/** A row is made when it is first asked for. */
function rowsOver(setting: DuelSetting, middles: readonly Place[], anchors: readonly Place[]) {
  const driving = new Map<boolean, DriveTimes>()
  const rows: (Uint16Array | undefined)[] = []
  const drivingBy = (alarm: boolean): DriveTimes => {
    let found = driving.get(alarm)
    if (!found) {
      found = createDriveTimes(
        roadsBy(setting, (alarm ? setting.speeds.alarm : setting.speeds.normal).settings),
        middles,
      )
      driving.set(alarm, found)
    }
    return found
  }
  return (anchor: number, alarm: boolean): Uint16Array => {
    const at = anchor * 2 + (alarm ? 1 : 0)
    let row = rows[at]
    if (!row) {
      row = drivingBy(alarm).from(anchors[anchor]!) ?? new Uint16Array(middles.length).fill(unreachedSeconds)
      rows[at] = row
    }
    return row
  }
}

function roadsBy({ roads }: DuelSetting, speeds: SpeedSettings) {
  return coverageRoads(roads, speeds, (graph, weights) =>
    graph.lon.length < hierarchyFrom
      ? createRoadSearch(graph, weights)
      : createRoadSweep(buildHierarchy(graph, weights)),
  )
}

/** The one that is nearest to most people. */
function mainFirst(hospitals: readonly number[], mean: (anchor: number) => number): number[] {
  const means = new Map(hospitals.map((anchor) => [anchor, mean(anchor)]))
  return [...hospitals].sort((x, y) => means.get(x)! - means.get(y)!)
}

function meanSeconds(row: ArrayLike<number>, cells: readonly number[], residents: ArrayLike<number>): number {
  let [sum, weight] = [0, 0]
  cells.forEach((cell, spot) => {
    sum += row[spot]! * residents[cell]!
    weight += residents[cell]!
  })
  return weight > 0 ? sum / weight : 0
}
