// What does the recorder show, and how does it move? Pure: the passing of time comes in with the action.
//
// The board of one moment is fetched whole; what followed is fetched in pages ahead of the playhead and applied, second by
// second, exactly as a living board applies its frames. A jump fetches a new moment, and so does a change of registers.
import type {
  RecordedChanges,
  RecordedMoment,
  RecordingAccesses,
  RecordingMarks,
  TaskMoments,
} from '../../src/contract/recording.ts'
import { type Loaded, loading } from '../api.ts'
import { applyChanges, type Board, boardFrom, type MapState } from '../board/state.ts'
import { nothingTold, type PageAction, type PageState, reducePage } from '../parts/page-state.ts'
import type { Settings } from '../settings.ts'

export const speeds = [1, 10, 60] as const
export type Speed = (typeof speeds)[number]
/** Hours that the slider spans. */
export const spans = [1, 6, 24] as const
export type SpanHours = (typeof spans)[number]

export type Step = RecordedChanges['steps'][number]

export interface RecorderState extends PageState {
  readonly map: MapState
  /** The playhead, epoch milliseconds; what is shown is the whole second that it is in. */
  readonly at: number
  /** Where the slider begins; it spans `hours`. */
  readonly from: number
  readonly hours: SpanHours
  readonly speed: Speed
  readonly playing: boolean
  /** A moment is on its way. */
  readonly turning: boolean
  readonly told?: Omit<RecordedMoment, 'at' | 'situation'>
  readonly board?: Board
  readonly steps: readonly Step[]
  /** Up to where `steps` are known. */
  readonly knownTo: number
  /** There a new moment is to be asked for: what follows is of other registers, or of another day. */
  readonly anewAt?: number
  readonly fault?: string
  readonly marks: Loaded<RecordingMarks>
  readonly task?: TaskMoments
  readonly selected?: string
  readonly accesses?: RecordingAccesses['accesses']
}

export type RecorderAction =
  | PageAction
  | { readonly kind: 'map'; readonly map: MapState }
  | { readonly kind: 'turn'; readonly at: number }
  | { readonly kind: 'moment'; readonly moment: RecordedMoment }
  | { readonly kind: 'steps'; readonly answer: RecordedChanges }
  | { readonly kind: 'failed'; readonly detail: string }
  | { readonly kind: 'pass'; readonly milliseconds: number; readonly now: number }
  | { readonly kind: 'advance'; readonly at: number }
  | { readonly kind: 'play'; readonly playing: boolean }
  | { readonly kind: 'speed'; readonly speed: Speed }
  | { readonly kind: 'span'; readonly from: number; readonly hours: SpanHours }
  | { readonly kind: 'marks'; readonly marks: Loaded<RecordingMarks> }
  | { readonly kind: 'task'; readonly task: TaskMoments | undefined }
  | { readonly kind: 'select'; readonly task: string | undefined }
  | { readonly kind: 'accesses'; readonly accesses: RecordingAccesses['accesses'] }

export const hourMs = 3_600_000
const secondMs = 1000

const secondBefore = (at: number) => Math.floor(at / secondMs) * secondMs
export const secondAfter = (at: number) => Math.ceil(at / secondMs) * secondMs
/** The recording is told by the second: between two of them the earlier one stands. */
export const shownAt = ({ at }: RecorderState) => secondBefore(at)

export function initialState(settings: Settings, at: number, now: number): RecorderState {
  return {
    ...{ ...nothingTold, settings, map: 'loading', at },
    ...{ from: Math.min(at - hourMs / 2, now - hourMs), hours: 1, speed: 1, playing: false, turning: true },
    ...{ steps: [], knownTo: at, marks: loading },
  }
}

export function reduce(state: RecorderState, action: RecorderAction): RecorderState {
  switch (action.kind) {
    case 'turn':
      return inView({
        ...state,
        at: action.at,
        turning: true,
        fault: undefined,
        ...{ steps: [], knownTo: action.at, anewAt: undefined },
      })
    case 'moment':
      return momentCame(state, action.moment)
    case 'steps':
      return stepsCame(state, action.answer)
    case 'failed':
      return { ...state, turning: false, playing: false, fault: action.detail }
    case 'pass':
      return passed(state, action.milliseconds, action.now)
    case 'advance':
      return state.turning || !state.board ? state : inView({ ...advanced(state, action.at), playing: false })
    case 'play':
      return { ...state, playing: action.playing }
    case 'span':
      return { ...state, from: action.from, hours: action.hours, marks: loading }
    case 'task':
      return { ...state, task: action.task }
    case 'select':
      return { ...state, selected: action.task }
    case 'map':
      return { ...state, map: action.map }
    case 'speed':
      return { ...state, speed: action.speed }
    case 'marks':
      return { ...state, marks: action.marks }
    case 'accesses':
      return { ...state, accesses: action.accesses }
    default:
      return reducePage(state, action)
  }
}

/** The slider follows a jump beyond its ends. */
function inView(state: RecorderState): RecorderState {
  const to = state.from + state.hours * hourMs
  if (state.at >= state.from && state.at <= to) return state
  return { ...state, from: state.at - (state.hours * hourMs) / 2, marks: loading }
}

/** An answer to an earlier question is dropped. */
function momentCame(state: RecorderState, { at, situation, ...told }: RecordedMoment): RecorderState {
  if (!state.turning || Date.parse(at) !== state.at) return state
  return { ...state, turning: false, told, board: boardFrom(situation), steps: [], knownTo: state.at }
}

function stepsCame(state: RecorderState, { from, to, steps, anewAt }: RecordedChanges): RecorderState {
  if (state.turning || Date.parse(from) !== state.knownTo) return state
  return {
    ...{ ...state, steps: [...state.steps, ...steps], knownTo: Date.parse(to) },
    anewAt: anewAt === undefined ? undefined : Date.parse(anewAt),
  }
}

/** Where playing on needs a new moment, once it has come there. */
export function turnDue({ at, anewAt, turning, playing }: RecorderState): number | undefined {
  return playing && !turning && anewAt !== undefined && at >= anewAt ? secondAfter(anewAt) : undefined
}

/** Never beyond what is known, nor into the future. */
function passed(state: RecorderState, milliseconds: number, now: number): RecorderState {
  if (!state.playing || state.turning || !state.board) return state
  const wanted = state.at + milliseconds * state.speed
  const at = Math.max(state.at, Math.min(wanted, state.knownTo, now))
  return inView({ ...advanced(state, at), playing: at < now })
}

/** Applies the steps up to the second that a moment is in. */
function advanced(state: RecorderState, at: number): RecorderState {
  const second = secondBefore(at)
  const due = state.steps.filter((step) => Date.parse(step.at) <= second)
  const board = due.reduce((known, { changes }) => applyChanges(known, changes, 0), state.board!)
  return { ...state, at, board, steps: state.steps.slice(due.length) }
}

const telling: ReadonlySet<string> = new Set(['task', 'task-gone', 'station', 'alarm', 'alarm-gone'])

/** The next thing that happened beyond positions and signs of life, among what is known. */
export function nextEvent({ steps, board }: RecorderState): number | undefined {
  const isEvent = ({ changes }: Step) =>
    changes.some((change) =>
      change.kind === 'unit'
        ? board?.units.get(change.unit.unit)?.statusAt !== change.unit.statusAt
        : change.kind === 'task'
          ? board?.tasks.get(change.task.id)?.lastEventAt !== change.task.lastEventAt
          : telling.has(change.kind),
    )
  const found = steps.find(isEvent)
  return found && secondAfter(Date.parse(found.at))
}

/** Seconds of playing that are to be known ahead. */
export const aheadMilliseconds = ({ speed }: RecorderState) => speed * 8000
