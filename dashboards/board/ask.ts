// When is the service asked for what the live stream does not carry? Seldom, or when the reader wants to know.
import type { Budget } from '../../src/contract/budget.ts'
import type { Coverage } from '../../src/contract/coverage.ts'
import type { Readiness, ReadinessTimelines } from '../../src/contract/readiness.ts'
import type { TaskTimeline } from '../../src/contract/task-timeline.ts'
import { type Loaded, load } from '../api.ts'
import type { Answered, AskedAction, CellsFound, CellsWanted, StationPlans } from './asked.ts'

const minute = 60_000
const budgetsEvery = 10 * minute
const plansEvery = 5 * minute
const failedAgainAfter = minute

export interface Asker {
  /** Asks what is due by the server's clock; to be called every second. */
  keepUp(now: number): void
  cells(wanted: CellsWanted | undefined, service: 'ems' | 'rescue'): void
  timeline(task: string | undefined): void
}

/** `now` answers the server's clock, epoch milliseconds. */
export function createAsker(dispatch: (asked: AskedAction) => void, now: () => number): Asker {
  const dueAt = { budgets: 0, plans: 0 }
  const asking = new Set<keyof typeof dueAt>()

  const renew = async <T>(kind: keyof typeof dueAt, every: number, ask: () => Promise<Answered<T>>) => {
    if (asking.has(kind) || now() < dueAt[kind]) return
    asking.add(kind)
    const answer = await ask()
    asking.delete(kind)
    dueAt[kind] = now() + ('value' in answer ? every : failedAgainAfter)
    dispatch({ kind, answer, at: now() } as AskedAction)
  }
  return {
    keepUp(at) {
      void renew('budgets', budgetsEvery, () => askBudgets(at))
      void renew('plans', plansEvery, () => askPlans(at))
    },
    async cells(wanted, service) {
      dispatch({ kind: 'ask-cells', wanted })
      if (wanted === undefined) return
      const answer = await askCells(wanted, service)
      dispatch({ kind: 'cells', wanted, answer, at: now() })
    },
    async timeline(task) {
      dispatch({ kind: 'ask-timeline', task })
      if (task === undefined) return
      const loaded = await load<TaskTimeline>(`/api/v1/tasks/${encodeURIComponent(task)}/timeline`)
      dispatch({ kind: 'timeline', task, answer: answeredOf(loaded), at: now() })
    },
  }
}

function answeredOf<T>(loaded: Loaded<T>): Answered<T> {
  if (loaded.kind === 'ready') return { value: loaded.value }
  return { fault: loaded.kind === 'failed' ? loaded.detail : '' }
}

/** Local date in Helsinki, `days` from `at`. */
export function localDate(at: number, days = 0): string {
  const noon = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki' }).format(at)
  return new Date(Date.parse(`${noon}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

async function askBudgets(at: number): Promise<Answered<readonly Budget[]>> {
  const month = localDate(at).slice(0, 7)
  const asked = ['ems', 'rescue'].map((service) =>
    load<Budget>(`/api/v1/budget?service=${service}&month=${month}`),
  )
  const answers = (await Promise.all(asked)).map(answeredOf)
  const fault = answers.find((answer) => 'fault' in answer)
  return fault && 'fault' in fault
    ? { fault: fault.fault }
    : { value: answers.flatMap((answer) => ('value' in answer ? [answer.value] : [])) }
}

async function askPlans(at: number): Promise<Answered<StationPlans>> {
  const [readiness, timelines] = await Promise.all([
    load<Readiness>('/api/v1/readiness'),
    load<ReadinessTimelines>(`/api/v1/readiness?from=${localDate(at)}&to=${localDate(at, 2)}`),
  ])
  if (readiness.kind !== 'ready') return answeredOf(readiness) as { fault: string }
  if (timelines.kind !== 'ready') return answeredOf(timelines) as { fault: string }
  return { value: { readiness: readiness.value, timelines: timelines.value } }
}

async function askCells(wanted: CellsWanted, service: string): Promise<Answered<CellsFound>> {
  const query = new URLSearchParams({ service })
  if (wanted.kind === 'without') query.set('without', wanted.unit)
  const loaded = await load<Coverage>(`/api/v1/coverage?${query}`)
  if (loaded.kind !== 'ready') return answeredOf(loaded) as { fault: string }
  const { approximate, residentsEstimated, speeds } = loaded.value
  const { calibration } = speeds
  return { value: { ...cellsIn(loaded.value, wanted), approximate, calibration, residentsEstimated } }
}

function cellsIn({ cells, without, total }: Coverage, wanted: CellsWanted) {
  if (wanted.kind === 'without') return { cells: without?.bare ?? [], residents: without?.bareResidents ?? 0 }
  const beyond = (_: unknown, i: number) => {
    const [seconds, limit] = [cells.seconds[i], cells.limit[i]]
    return limit !== null && limit !== undefined && (seconds === null || seconds! > limit)
  }
  const indexes = cells.seconds.flatMap((seconds, i) => (beyond(seconds, i) ? [i] : []))
  return { cells: indexes, residents: total.outside.residents }
}
