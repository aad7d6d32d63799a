/** Bad input: units and the course of a task. Nobody there, two at once, on two tasks, and tasks that open again. */
import { expect } from 'chai'
import { created, type SmallWorld, smallWorld, status } from '../usecases/small-world.ts'
import { type Case, clock, closed, told, tryCases } from './cases.ts'

const cancelled = (task: string, at: number, rest: object = {}) =>
  told('task.cancelled', at, { task, ...rest })

const cases: readonly Case[] = [
  {
    title: 'two arrivals of two units: the first of them, one time for the task (trap 32)',
    send: (task) => [
      created(task, clock(0)),
      status(`A ${task}`, 'alerted', clock(1), task),
      status(`B ${task}`, 'alerted', clock(2), task),
      status(`A ${task}`, 'at-scene', clock(12), task),
      status(`B ${task}`, 'at-scene', clock(9), task),
      closed(task, clock(60)),
    ],
    verdict: 480,
  },
  {
    title: 'no arrival, closed: missing, neither late nor in time (trap 11)',
    send: (task) => [
      created(task, clock(0)),
      status('N1', 'alerted', clock(1), task),
      closed(task, clock(60)),
    ],
    verdict: 'arrival-missing',
  },
  {
    title: 'no arrival, not closed: open',
    send: (task) => [created(task, clock(0)), status('N2', 'alerted', clock(1), task)],
    verdict: 'still-open',
  },
  {
    title: 'no arrival, cancelled (trap 27)',
    send: (task) => [
      created(task, clock(0)),
      status('N3', 'alerted', clock(1), task),
      cancelled(task, clock(6), { outcome: 'X-9' }),
    ],
    verdict: 'cancelled-before-arrival',
  },
  {
    title: 'no arrival, and no unit at all',
    send: (task) => [created(task, clock(0)), closed(task, clock(60))],
    verdict: 'no-clock-start',
  },
  {
    title: 'an arrival without a unit is refused, and the arrival is missing',
    send: (task) => {
      const { unit: _unit, ...nobody } = status('-', 'at-scene', clock(8), task)
      return [
        created(task, clock(0)),
        status('N4', 'alerted', clock(1), task),
        nobody,
        closed(task, clock(60)),
      ]
    },
    ends: ['accepted', 'accepted', /^unit: expected string, found nothing$/, 'accepted'],
    verdict: 'arrival-missing',
  },
  {
    title: 'an arrival without a task moves the unit and no task',
    send: (task) => [
      created(task, clock(0)),
      status('N5', 'alerted', clock(1), task),
      status('N5', 'at-scene', clock(8)),
      closed(task, clock(60)),
    ],
    verdict: 'arrival-missing',
  },
  {
    title: 'an arrival of a unit that nobody alerted, on a task with an alert: from that alert',
    send: (task) => [
      created(task, clock(0)),
      status('N6', 'alerted', clock(1), task),
      status('N7', 'at-scene', clock(8), task),
      closed(task, clock(60)),
    ],
    verdict: 420,
    row: { unit: 'N7' },
    anomalies: ['arrival-without-alert'],
  },
  {
    title: 'an arrival and no alert of anybody: no clock to count from, and none is made up',
    send: (task) => [
      created(task, clock(0)),
      status('N8', 'at-scene', clock(8), task),
      closed(task, clock(60)),
    ],
    verdict: 'no-clock-start',
    anomalies: ['arrival-without-alert'],
  },
  {
    title: 'statuses of a task that nobody creates: kept, listed, and no verdict',
    send: (task) => [status('N9', 'alerted', clock(1), task), status('N9', 'at-scene', clock(8), task)],
    verdict: 'no verdict',
    anomalies: ['never-created'],
  },
  {
    title: 'a status that is none is refused',
    send: (task) => [
      created(task, clock(0)),
      { ...status('N10', 'alerted', clock(1), task), status: 'there' },
    ],
    ends: ['accepted', /^status: expected one of "reserved"\|"alerted".*, found "there"$/],
    verdict: 'still-open',
  },
  {
    title: 'two creations of one number: the first stands, the later code too (trap 22)',
    send: (task) => [
      created(task, clock(0), { code: '790' }),
      created(task, clock(2), { code: '704', service: 'rescue' }),
      status('N11', 'alerted', clock(3), task),
      status('N11', 'at-scene', clock(9), task),
      closed(task, clock(60)),
    ],
    verdict: 360,
    fold: (task) => expect(task).to.include({ code: '704', service: 'ems', createdAt: clock(0) }),
  },
  {
    title: 'one number with several patients, told by each of its units: one reach time (trap 31)',
    send: (task) => [
      created(task, clock(0)),
      ...[1, 2, 3].flatMap((patient) => [
        status(`P${patient}`, 'alerted', clock(patient), task),
        status(`P${patient}`, 'at-scene', clock(8 + patient), task),
        status(`P${patient}`, 'at-patient', clock(9 + patient), task),
        status(`P${patient}`, 'transporting', clock(20 + patient), task),
      ]),
      closed(task, clock(60)),
    ],
    verdict: 480,
    fold: ({ units }) => expect(units).to.have.length(3),
  },
  {
    title: 'closed before it was created: the sources’ times stand, and nothing is turned round',
    send: (task) => [
      created(task, clock(10)),
      status('N12', 'alerted', clock(1), task),
      status('N12', 'at-scene', clock(8), task),
      closed(task, clock(9)),
    ],
    verdict: 420,
  },
  {
    title: 'opened again after its end by a unit that finds somebody: one reach time, from the first alert',
    send: (task) => [
      created(task, clock(0)),
      status('N13', 'alerted', clock(1), task),
      closed(task, clock(5)),
      status('N14', 'alerted', clock(20), task),
      status('N14', 'at-scene', clock(26), task),
      closed(task, clock(60)),
    ],
    verdict: 1500,
    row: { unit: 'N14' },
  },
  {
    title: 'opened again and not yet reached: open, not missing',
    send: (task) => [
      created(task, clock(0)),
      status('N15', 'alerted', clock(1), task),
      closed(task, clock(5)),
      status('N16', 'alerted', clock(20), task),
    ],
    verdict: 'still-open',
    fold: (task) => expect(task).to.not.have.property('closedAt'),
  },
  {
    title: 'opened again the next day under its old number: listed as too long (trap 15)',
    send: (task) => [
      created(task, clock(-1440)),
      status('N17', 'alerted', clock(-1439), task),
      closed(task, clock(-1400)),
      status('N18', 'alerted', clock(1), task),
      status('N18', 'at-scene', clock(8), task),
      closed(task, clock(60)),
    ],
    verdict: 86_820,
    anomalies: ['implausibly-long'],
  },
  {
    title: 'reached, closed and opened again: the reach time stays that of the first who came',
    send: (task) => [
      created(task, clock(0)),
      status('N19', 'alerted', clock(1), task),
      status('N19', 'at-scene', clock(8), task),
      closed(task, clock(20)),
      status('N20', 'alerted', clock(40), task),
      status('N20', 'at-scene', clock(70), task),
      closed(task, clock(90)),
    ],
    verdict: 420,
    row: { unit: 'N19' },
  },
]

describe('bad input: on a task', () => {
  let world: SmallWorld
  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
  })
  tryCases(() => world, cases)
})
