/** List and map never differ: whatever comes in whatever order, both show the same things in the same states. */
import { expect } from 'chai'
import fc from 'fast-check'
import { initialState, reduce } from '../../dashboards/board/state.ts'
import { isFree, taskLines } from '../../dashboards/board/tasks.ts'
import { unitOrder } from '../../dashboards/board/views/units.ts'
import * as data from '../../dashboards/parts/map-data.ts'
import { wordsFor } from '../../dashboards/words.ts'
import { placeFreshness } from '../../src/contract/freshness.ts'
import type { Change, LiveFrame, TaskView, UnitView } from '../../src/contract/situation.ts'
import { aTask, fixtureSituation } from './fixture-situation.ts'

const now = Date.UTC(2026, 10, 21, 12)
const iso = (at: number) => new Date(at).toISOString()
const base = { ...fixtureSituation(now), run: 'r1', number: 0, tasks: [], units: [] }

const place = fc.record({ lon: fc.constantFrom(25, 25.5), lat: fc.constantFrom(62, 62.5) })
const statuses = [
  'reserved',
  'alerted',
  'en-route',
  'at-scene',
  'available',
  'at-station',
  'unavailable',
] as const

const task = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    urgency: fc.constantFrom('A', 'B', 'C', 'D', undefined, 'N'),
    age: fc.integer({ min: 0, max: 3000 }),
    expectedIn: fc.option(fc.integer({ min: 0, max: 3000 }), { nil: undefined }),
    reached: fc.option(fc.integer({ min: 1, max: 3000 }), { nil: undefined }),
    excluded: fc.constantFrom(undefined, 'transfer'),
    hasPlace: fc.boolean(),
  })
  .map(({ hasPlace, ...seed }): TaskView => {
    const within: [number, number][] = seed.excluded ? [] : [[600, 0.9]]
    const made = aTask({ ...seed, place: [25, 62], within }, now)
    return hasPlace ? made : { ...made, place: undefined }
  })

const unit = fc
  .record({
    unit: fc.constantFrom('u1', 'u2', 'u3'),
    type: fc.constantFrom('als' as const, 'rescue-unit' as const, undefined),
    status: fc.constantFrom(...statuses, undefined),
    task: fc.constantFrom('a', undefined),
    place: fc.option(place, { nil: undefined }),
    age: fc.integer({ min: 0, max: 900 }),
  })
  .map(({ age, ...rest }): UnitView => {
    const at = rest.place && iso(now - age * 1000)
    return { ...rest, demoPosition: false, ...(at && { placeAt: at, placeReceivedAt: at }) }
  })

const change: fc.Arbitrary<Change> = fc.oneof(
  task.map((each): Change => ({ kind: 'task', task: each })),
  fc.constantFrom('a', 'b', 'c', 'd').map((id): Change => ({ kind: 'task-gone', id })),
  unit.map((each): Change => ({ kind: 'unit', unit: each })),
)

/** The board as a client has it after these frames. */
function boardAfter(frames: readonly (readonly Change[])[]) {
  const snapshot: LiveFrame = { kind: 'snapshot', situation: base }
  let state = reduce(initialState({ language: 'fi', theme: 'auto' }, now), {
    kind: 'frame',
    frame: snapshot,
    at: now,
  })
  let number = 0
  for (const changes of frames.filter(({ length }) => length > 0)) {
    const frame: LiveFrame = {
      ...{ kind: 'changes', run: 'r1', first: number + 1, serverAt: iso(now), changes: [...changes] },
      number: number + changes.length,
    }
    number += changes.length
    state = reduce(state, { kind: 'frame', frame, at: now })
  }
  return state.board!
}

describe('list and map', () => {
  it('show the same tasks and units in the same states after any stream of changes (property)', () => {
    const words = wordsFor('fi')
    fc.assert(
      fc.property(
        fc.array(fc.array(change, { maxLength: 5 }), { maxLength: 12 }),
        fc.nat(2000),
        (frames, later) => {
          const board = boardAfter(frames)
          const ages = { now: now + later * 1000, limits: board.freshness, words }

          const lines = taskLines(board.tasks.values(), ages.now)
          const listed = lines
            .filter((line) => line.task.place)
            .map(({ task: { id, urgency }, group, pressure }) => ({
              id,
              icon: `task|${/^[A-D]$/.test(urgency ?? '') ? urgency : '?'}|${group === 'waiting' ? pressure : 'reached'}`,
            }))
          const drawn = data.taskFeatures(lines).features.map(({ properties }) => ({
            ...{ id: properties?.id, icon: properties?.icon },
          }))
          expect(drawn).to.have.deep.members(listed)
          expect(lines.map(({ task: { id } }) => id)).to.have.members([...board.tasks.keys()])

          const rows = unitOrder(board.units.values())
          const listedUnits = rows
            .filter((row) => row.place)
            .map((row) => {
              const old = placeFreshness(row, ages.now, ages.limits).state === 'silent'
              return [
                row.unit,
                old ? 'dashed' : isFree(row) ? 'solid' : 'open',
                row.place!.lon,
                row.place!.lat,
              ]
            })
          const drawnUnits = data
            .unitFeatures(board.units.values(), ages)
            .features.map(({ properties, geometry }) => [
              ...[properties?.id, String(properties?.icon).split('|')[2], ...geometry.coordinates],
            ])
          expect(drawnUnits).to.have.deep.members(listedUnits)
          expect(rows.map((row) => row.unit)).to.have.members([...board.units.keys()])
        },
      ),
      { numRuns: 500 },
    )
  })
})
