// What does the live board know, and how does each message change it? Pure: time comes in with the action.
//
// A snapshot replaces everything. A changes frame is applied only when it continues exactly where we are
// (same run, first = last number + 1); anything else asks for a resync, which is a new connection without
// `since`. So does a tick that is ahead of us: a frame was lost. Frames that only repeat what we have are skipped.
// What asks for a resync is no truth: the picture is not live again before the snapshot.
import type { Change, LiveFrame, Situation } from '../../src/contract/situation.ts'
import { nothingTold, type PageAction, type PageState, reducePage } from '../parts/page-state.ts'
import type { Settings } from '../settings.ts'
import { type Asked, type AskedAction, nothingAsked, reduceAsked } from './asked.ts'
import type { LastSituation } from './last-situation.ts'
import type { Mode, Tab } from './modes.ts'
import { addSample, clockStep, lostAfterMilliseconds } from './server-clock.ts'
import type { SoundState } from './sounds.ts'

export interface Board
  extends Omit<Situation, 'tasks' | 'units' | 'stations' | 'sources' | 'reach' | 'alarms'> {
  readonly tasks: ReadonlyMap<string, Situation['tasks'][number]>
  readonly units: ReadonlyMap<string, Situation['units'][number]>
  readonly stations: ReadonlyMap<string, Situation['stations'][number]>
  readonly sources: ReadonlyMap<string, Situation['sources'][number]>
  /** By service. */
  readonly reach: ReadonlyMap<string, Situation['reach'][number]>
  readonly alarms: ReadonlyMap<string, Situation['alarms'][number]>
}

export type MapState = 'loading' | 'ready' | 'absent'

export interface BoardState extends PageState {
  /** The picture follows the service: a frame has come since the socket opened, and nothing is missing. */
  readonly connected: boolean
  /** Browser clock, epoch ms. */
  readonly now: number
  /** The browser's clock that nobody sets, milliseconds, at the same moment. */
  readonly steady?: number
  /** The browser's clock was set, or the tab slept: what is known of the server's holds only until the next frame. */
  readonly stepped?: boolean
  /** Browser clock when the last frame came. */
  readonly heardAt?: number
  /** Server clock of the last frame. */
  readonly truthAt?: number
  /** Server clock minus browser clock, newest last, milliseconds. */
  readonly clockSamples: readonly number[]
  readonly resync: boolean
  readonly board?: Board
  /** What the reader froze with the pause button, and the server time of it. */
  readonly paused?: { readonly board: Board; readonly at: number }
  readonly selectedTask?: string
  readonly map: MapState
  readonly mode: Mode
  /** Of the small screens. */
  readonly tab: Tab
  /** The reader has moved the map: it stays so until released. */
  readonly viewLocked: boolean
  readonly asked: Asked
  readonly announcement: string
  readonly sound: SoundState
  /** Why the last word on an alarm was not taken. */
  readonly alarmFault?: string
  /** New alarms, for a screen reader; `urgent` interrupts. */
  readonly alarmNews: { readonly text: string; readonly urgent: string }
}

export type BoardAction =
  | PageAction
  | { readonly kind: 'frame'; readonly frame: LiveFrame; readonly at: number; readonly steady?: number }
  | { readonly kind: 'restore'; readonly last: LastSituation; readonly at: number }
  | { readonly kind: 'forget' }
  | { readonly kind: 'opened' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'second'; readonly at: number; readonly steady?: number }
  | { readonly kind: 'select'; readonly task: string | undefined }
  | { readonly kind: 'pause'; readonly at: number }
  | { readonly kind: 'resume' }
  | { readonly kind: 'map'; readonly map: MapState }
  | { readonly kind: 'tab'; readonly tab: Tab }
  | { readonly kind: 'view-lock'; readonly locked: boolean }
  | { readonly kind: 'asked'; readonly asked: AskedAction }
  | { readonly kind: 'announce'; readonly text: string }
  | { readonly kind: 'sound'; readonly sound: SoundState }
  | { readonly kind: 'alarm-fault'; readonly detail: string | undefined }
  | { readonly kind: 'alarm-news'; readonly text: string; readonly urgent: string }

export function initialState(settings: Settings, now: number, mode: Mode = 'desk'): BoardState {
  return {
    settings,
    now,
    connected: false,
    clockSamples: [],
    resync: false,
    map: 'loading',
    ...{ mode, tab: 'tasks' as const, viewLocked: false, asked: nothingAsked },
    ...nothingTold,
    announcement: '',
    sound: 'blocked',
    alarmNews: { text: '', urgent: '' },
  }
}

const byKey = <T>(items: readonly T[], key: (item: T) => string) =>
  new Map(items.map((item) => [key(item), item] as const))

export function boardFrom(situation: Situation): Board {
  return {
    ...situation,
    tasks: byKey(situation.tasks, (task) => task.id),
    units: byKey(situation.units, (unit) => unit.unit),
    stations: byKey(situation.stations, (station) => station.station),
    sources: byKey(situation.sources, (source) => source.source),
    reach: byKey(situation.reach, ({ service }) => service),
    alarms: byKey(situation.alarms, (alarm) => alarm.id),
  }
}

/** Writes into fresh copies made by `applyChanges`, one for each kind that changed. */
function applyChange(change: Change, copy: Copies): void {
  switch (change.kind) {
    case 'task':
      copy.tasks().set(change.task.id, change.task)
      break
    case 'task-gone':
      copy.tasks().delete(change.id)
      break
    case 'unit':
      copy.units().set(change.unit.unit, change.unit)
      break
    case 'station':
      copy.stations().set(change.station.station, change.station)
      break
    case 'source':
      copy.sources().set(change.source.source, change.source)
      break
    case 'reach':
      copy.reach().set(change.reach.service, change.reach)
      break
    case 'alarm':
      copy.alarms().set(change.alarm.id, change.alarm)
      break
    case 'alarm-gone':
      copy.alarms().delete(change.id)
      break
    case 'alarms-withheld':
      copy.withhold(change.withheld)
  }
}

interface Copies {
  tasks(): Map<string, Situation['tasks'][number]>
  units(): Map<string, Situation['units'][number]>
  stations(): Map<string, Situation['stations'][number]>
  sources(): Map<string, Situation['sources'][number]>
  reach(): Map<string, Situation['reach'][number]>
  alarms(): Map<string, Situation['alarms'][number]>
  withhold(withheld: Board['alarmsWithheld']): void
}

function onceCopied<T>(map: ReadonlyMap<string, T>) {
  let copy: Map<string, T> | undefined
  return {
    write(): Map<string, T> {
      copy ??= new Map(map)
      return copy
    },
    result: (): ReadonlyMap<string, T> => copy ?? map,
  }
}

/** The board after the changes; collections that did not change keep their identity. */
export function applyChanges(board: Board, changes: readonly Change[], number: number): Board {
  const tasks = onceCopied(board.tasks)
  const units = onceCopied(board.units)
  const stations = onceCopied(board.stations)
  const sources = onceCopied(board.sources)
  const reach = onceCopied(board.reach)
  const alarms = onceCopied(board.alarms)
  let { alarmsWithheld } = board
  const copies: Copies = {
    ...{ tasks: tasks.write, units: units.write, stations: stations.write, sources: sources.write },
    ...{ reach: reach.write, alarms: alarms.write },
    withhold: (withheld) => {
      alarmsWithheld = withheld
    },
  }
  for (const change of changes) applyChange(change, copies)
  return {
    ...board,
    number,
    tasks: tasks.result(),
    units: units.result(),
    stations: stations.result(),
    sources: sources.result(),
    reach: reach.result(),
    alarms: alarms.result(),
    alarmsWithheld,
  }
}

function reduceFrame(state: BoardState, frame: LiveFrame): BoardState {
  if (frame.kind === 'snapshot') return { ...state, board: boardFrom(frame.situation), resync: false }
  if (state.resync) return state
  const { board } = state
  if (!board || board.run !== frame.run) return { ...state, resync: true }
  if (frame.kind === 'tick') return frame.number > board.number ? { ...state, resync: true } : state
  if (frame.number <= board.number) return state
  if (frame.first !== board.number + 1) return { ...state, resync: true }
  return { ...state, board: applyChanges(board, frame.changes, frame.number) }
}

function hear(state: BoardState, frame: LiveFrame, at: number, steady: number | undefined): BoardState {
  const after = reduceFrame(state, frame)
  if (after.resync) return { ...after, connected: false }
  const serverAt = Date.parse(frame.kind === 'snapshot' ? frame.situation.serverAt : frame.serverAt)
  const stepped = state.stepped || clockStep(state, at, steady) !== 0
  return {
    ...after,
    ...{ heardAt: at, truthAt: serverAt, connected: true, stepped: false },
    now: stepped ? at : Math.max(state.now, at),
    ...(steady === undefined ? {} : { steady }),
    clockSamples: addSample(stepped ? [] : state.clockSamples, serverAt - at),
  }
}

/** What was kept from before, until the service answers: shown with the time of its truth, and never as now. */
function restored(state: BoardState, last: LastSituation, at: number): BoardState {
  if (state.board) return state
  const { situation, truthAt, clockDifference } = last
  const heardAt = Math.min(truthAt - clockDifference, at - lostAfterMilliseconds - 1)
  return { ...state, board: boardFrom(situation), now: at, heardAt, truthAt, clockSamples: [clockDifference] }
}

/**
 * A clock set back must not make the last frame one of the future: how long ago it came is known by the steady clock.
 * One that has gone forward may also be a tab that slept: until the next frame nobody knows what was missed.
 */
function look(state: BoardState, at: number, steady: number | undefined): BoardState {
  const step = clockStep(state, at, steady)
  const next = { ...state, now: at, ...(steady === undefined ? {} : { steady }) }
  if (step === 0) return next
  if (step > 0) return { ...next, connected: false, stepped: true }
  const heardAt = state.heardAt === undefined ? {} : { heardAt: state.heardAt + step }
  return {
    ...next,
    ...heardAt,
    clockSamples: state.clockSamples.map((sample) => sample - step),
    stepped: true,
  }
}

export function reduce(state: BoardState, action: BoardAction): BoardState {
  switch (action.kind) {
    case 'frame':
      return hear(state, action.frame, action.at, action.steady)
    case 'restore':
      return restored(state, action.last, action.at)
    case 'forget':
      return { ...state, board: undefined, heardAt: undefined, truthAt: undefined, clockSamples: [] }
    case 'opened':
      return { ...state, connected: false, resync: false }
    case 'closed':
      return { ...state, connected: false }
    case 'second':
      return look(state, action.at, action.steady)
    case 'select':
      return { ...state, selectedTask: action.task }
    case 'pause':
      return state.board ? { ...state, paused: { board: state.board, at: action.at } } : state
    case 'resume':
      return { ...state, paused: undefined }
    case 'map':
      return { ...state, map: action.map }
    case 'tab':
      return { ...state, tab: action.tab }
    case 'view-lock':
      return { ...state, viewLocked: action.locked }
    case 'asked':
      return { ...state, asked: reduceAsked(state.asked, action.asked) }
    case 'announce':
      return { ...state, announcement: action.text }
    case 'sound':
      return { ...state, sound: action.sound }
    case 'alarm-fault':
      return { ...state, alarmFault: action.detail }
    case 'alarm-news':
      return { ...state, alarmNews: { text: action.text, urgent: action.urgent } }
    default:
      return reducePage(state, action)
  }
}
