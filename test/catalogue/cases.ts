/**
 * How does one piece of bad input end? A case is the messages of one task, sent through the real door, and all that must
 * come of them: how each message ended, the verdict, what looks wrong. The sums are held to after every case.
 */
import { expect } from 'chai'
import type { EventMessage, Recorded } from '../../src/contract/events.ts'
import type { Task } from '../../src/domain/task.ts'
import type { AnomalyKind, ExclusionReason } from '../../src/domain/vocabulary.ts'
import { rebuild } from '../../src/usecases/rebuild.ts'
import { showCompliance } from '../../src/usecases/show-compliance.ts'
import { contextOf, county, iso, noon, type SmallWorld } from '../usecases/small-world.ts'

/** Minutes after nine in the morning of 21 November 2026, three hours before the service's clock. */
export const clock = (minutes: number) => noon - 3 * 3_600_000 + Math.round(minutes * 60_000)

/** A message is new, known, or refused with this sentence. */
export type End = 'accepted' | 'duplicate' | RegExp

export interface Case {
  readonly title: string
  readonly send: (task: string) => readonly unknown[]
  /** Of each message in order; absent: all accepted. */
  readonly ends?: readonly End[]
  /** Seconds of the first measure, why it has none, or that there is nothing to judge. */
  readonly verdict: number | ExclusionReason | 'no verdict'
  readonly row?: Readonly<Partial<Row>>
  readonly fold?: (task: Task) => void
  /** Absent: nothing looks wrong. */
  readonly anomalies?: readonly AnomalyKind[]
}

export interface Row {
  readonly urgency: string | null
  readonly urgency_group: string
  readonly zone: string | null
  readonly municipality: string | null
  readonly measure: string | null
  readonly unit: string | null
  readonly station: string | null
  readonly seconds: number | null
  readonly excluded: ExclusionReason | null
}

let serial = 0

/** Any message of the feed but creation and status, which have builders of their own. */
export function told(kind: string, at: number | string, rest: object): EventMessage {
  const time = typeof at === 'number' ? iso(at) : at
  return { id: `bad-${++serial}`, source: 'cad', kind, at: time, ...rest } as EventMessage
}

export const closed = (task: string, at: number, rest: object = {}) =>
  told('task.closed', at, { task, ...rest })
export const urgencyOf = (task: string, at: number, urgency: unknown) =>
  told('task.urgency', at, { task, urgency })

/** Sends, and holds the answer to its sums. */
export async function send(world: SmallWorld, messages: readonly unknown[]): Promise<Recorded> {
  const answer = await world.recorder.record(messages)
  expect(answer.received).to.equal(messages.length)
  expect(answer.accepted + answer.duplicate + answer.refused, 'accepted + duplicate + refused').to.equal(
    answer.received,
  )
  expect([answer.duplicates.length, answer.refusals.length]).to.deep.equal([answer.duplicate, answer.refused])
  return answer
}

/** How each of the messages ended, in order. */
export function endsOf({ received, duplicates, refusals }: Recorded): string[] {
  return Array.from({ length: received }, (_, i) => {
    if (duplicates.includes(i)) return 'duplicate'
    return refusals.find(({ index }) => index === i)?.message ?? 'accepted'
  })
}

export function expectEnds(answer: Recorded, expected: readonly End[]): void {
  const ends = endsOf(answer)
  expect(ends).to.have.length(expected.length)
  for (const [i, end] of expected.entries())
    if (typeof end === 'string') expect(ends[i], `message ${i}`).to.equal(end)
    else expect(ends[i], `message ${i}`).to.match(end)
}

export async function foldOf({ db }: SmallWorld, task: string): Promise<Task | undefined> {
  const [found] = await db.query<{ folded: Task }>('select folded from task where task = $1', [task])
  return found?.folded
}

/** One row for each measure, in their order. */
export async function rowsOf({ db }: SmallWorld, task: string): Promise<Row[]> {
  return db.query<Row>(
    `select urgency, urgency_group, zone, municipality, measure, unit, station, seconds, excluded
     from judged where task = $1 order by ordinal`,
    [task],
  )
}

/**
 * Every task that has a verdict is counted once, used or excluded with a reason, on every row and on top; and the caches
 * are what the log says.
 */
export async function expectFigures(world: SmallWorld): Promise<void> {
  const check = await rebuild(world.db, world.reference, { check: true })
  expect(check).to.deep.include({ different: [], differentUnits: [], differentStations: [] })
  const [judged] = await world.db.query<{ n: number }>(
    'select count(*)::int as n from judged where ordinal = 0 and county = $1',
    [county],
  )
  const context = await contextOf(world)
  const all = (['ems', 'rescue'] as const).map((service) =>
    showCompliance({ service, from: '2000-01-01', to: '2100-01-01' }, context),
  )
  expect(all.reduce((sum, { total }) => sum + total, 0)).to.equal(judged!.n)
  for (const counted of all.flatMap((shown) => [shown, ...shown.rows])) {
    const excluded = Object.values(counted.excluded).reduce((sum, n) => sum + n, 0)
    expect(counted.used + excluded, 'used + excluded').to.equal(counted.total)
  }
}

/** A test for each case, and one for the figures after all of them. */
export function tryCases(world: () => SmallWorld, cases: readonly Case[]): void {
  for (const { title, send: messages, ends, verdict, row, fold, anomalies = [] } of cases)
    it(title, async () => {
      const task = `task ${++serial}`
      const sent = messages(task)
      expectEnds(await send(world(), sent), ends ?? sent.map(() => 'accepted' as const))
      const [first] = await rowsOf(world(), task)
      expect(first ? (first.seconds ?? first.excluded) : 'no verdict').to.equal(verdict)
      if (row) expect(first).to.include(row)
      const folded = await foldOf(world(), task)
      expect((folded?.anomalies ?? []).map(({ kind }) => kind)).to.deep.equal(anomalies)
      if (fold) fold(folded!)
    })

  it('and every task of these is counted once', () => expectFigures(world()))
}
