/** Bad input: the urgency. A letter that nobody knows is kept as told and not assessed; it is never guessed. */
import { expect } from 'chai'
import { created, type SmallWorld, smallWorld, status } from '../usecases/small-world.ts'
import { type Case, clock, closed, tryCases, urgencyOf } from './cases.ts'

const course = (task: string, unit = `E ${task}`) => [
  status(unit, 'alerted', clock(1), task),
  status(unit, 'at-scene', clock(8), task),
  closed(task, clock(60)),
]
const withUrgency = (urgency: unknown) => (task: string) => [
  created(task, clock(0), { urgency }),
  ...course(task),
]

const cases: readonly Case[] = [
  {
    title: 'X is kept as told, and not assessed (trap 26)',
    send: withUrgency('X'),
    verdict: 'urgency-not-assessed',
    row: { urgency: 'X', urgency_group: 'not-assessed', zone: 'core-urban' },
  },
  {
    title: 'lower case is another letter: a feed that writes it shows as not assessed, not as A (trap 26)',
    send: withUrgency('a'),
    verdict: 'urgency-not-assessed',
    row: { urgency: 'a', urgency_group: 'not-assessed' },
  },
  {
    title: 'with spaces around is the letter',
    send: withUrgency(' A '),
    verdict: 420,
    row: { urgency: 'A', urgency_group: 'A+B' },
  },
  { title: 'not told', send: withUrgency(undefined), verdict: 'no-urgency', row: { urgency: null } },
  ...[
    ['empty', ''],
    ['blank', '  '],
    ['a number', 1],
    ['null', null],
    ['a sentence', 'very urgent indeed'],
    ['with a line break', 'A\nB'],
  ].map(
    ([title, urgency]): Case => ({
      title: `${title}: the creation is refused, and its units wait for a task that nobody made`,
      send: withUrgency(urgency),
      ends: [/^urgency: expected /, 'accepted', 'accepted', 'accepted'],
      verdict: 'no verdict',
      anomalies: ['never-created'],
    }),
  ),
  {
    title: 'refused and told again under the same id: a refusal takes no id',
    send: (task) => [
      created(task, clock(0), { id: `again ${task}`, urgency: '' }),
      created(task, clock(0), { id: `again ${task}` }),
      ...course(task),
    ],
    ends: [/^urgency: expected /, 'accepted', 'accepted', 'accepted', 'accepted'],
    verdict: 420,
  },
  {
    title: 'changed twice, once before the alert and once after: the one at the alert (trap 21)',
    send: (task) => [
      created(task, clock(0)),
      urgencyOf(task, clock(0.5), 'C'),
      urgencyOf(task, clock(3), 'B'),
      ...course(task),
    ],
    verdict: 420,
    row: { urgency: 'C', urgency_group: 'C', measure: 'ambulance' },
    fold: ({ urgencies }) => expect(urgencies.map(({ urgency }) => urgency)).to.deep.equal(['A', 'C', 'B']),
    anomalies: ['urgency-changed'],
  },
  {
    title: 'changed twice, back to what it was: A, and the change is told (trap 21)',
    send: (task) => [
      created(task, clock(0)),
      urgencyOf(task, clock(2), 'D'),
      urgencyOf(task, clock(3), 'A'),
      ...course(task),
    ],
    verdict: 420,
    row: { urgency: 'A' },
    anomalies: ['urgency-changed'],
  },
  {
    title: 'changed to an empty one: the change is refused, the old one stands',
    send: (task) => [created(task, clock(0)), urgencyOf(task, clock(0.5), ''), ...course(task)],
    ends: ['accepted', /^urgency: expected .*, found ""$/, 'accepted', 'accepted', 'accepted'],
    verdict: 420,
    row: { urgency: 'A' },
  },
  {
    title: 'changed from X to A before the alert: A',
    send: (task) => [
      created(task, clock(0), { urgency: 'X' }),
      urgencyOf(task, clock(0.5), 'A'),
      ...course(task),
    ],
    verdict: 420,
    row: { urgency: 'A' },
    anomalies: ['urgency-changed'],
  },
  {
    title: 'of the way to hospital is none of the dispatch: no message carries it (trap 23)',
    send: (task) => [
      created(task, clock(0), { urgency: 'B', transportUrgency: 'D' }),
      ...course(task).slice(0, 2),
      { ...status(`E ${task}`, 'transporting', clock(30), task), urgency: 'D', transportUrgency: 'D' },
      closed(task, clock(60)),
    ],
    verdict: 420,
    row: { urgency: 'B', urgency_group: 'A+B' },
  },
]

describe('bad input: an urgency that is', () => {
  let world: SmallWorld
  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
  })
  tryCases(() => world, cases)
})
