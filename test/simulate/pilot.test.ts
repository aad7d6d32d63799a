import { expect } from 'chai'
import { cellAt } from '../../geo/cell.ts'
import { keskiSuomi } from '../../geo/keski-suomi/region.ts'
import { toTm35fin } from '../../geo/projection.ts'
import { eventSchema } from '../../src/contract/events.ts'
import { namesTask, type TaskEvent } from '../../src/domain/event.ts'
import { firstAlertAt, type Task, taskFrom } from '../../src/domain/task.ts'
import { simulate } from '../../src/simulate/simulation.ts'
import { worldOf } from '../../src/simulate/world-of.ts'

const world = worldOf(keskiSuomi)
const from = Date.parse('2026-03-01T04:00:00+02:00')
const to = Date.parse('2026-06-01T04:00:00+03:00')
const classes = new Map(
  Array.from({ length: world.cells.length }, (_, i) => [
    `${world.cells.e[i]} ${world.cells.n[i]}`,
    world.cells.areaClass[i]!,
  ]),
)

function classOf({ location: { place } }: Task): number | undefined {
  const cell = place && cellAt(toTm35fin(place))
  return cell && classes.get(`${cell.e} ${cell.n}`)
}

function firstArrivalSeconds(task: Task): number | undefined {
  const arrivals = task.units.flatMap((unit) => (unit.atSceneAt === undefined ? [] : [unit.atSceneAt]))
  const start = firstAlertAt(task)
  return arrivals.length === 0 || start === undefined ? undefined : (Math.min(...arrivals) - start) / 1000
}

describe('three demo months of the pilot', () => {
  const events = [...simulate({ world, seed: 'demo', from, to })].map(({ event }) => eventSchema.parse(event))
  const byTask = new Map<string, TaskEvent[]>()
  for (const event of events)
    if (namesTask(event)) byTask.set(event.task, [...(byTask.get(event.task) ?? []), event])
  const tasks = [...byTask.values()].map((own) => taskFrom(own))

  it('folds into tasks that are all ended and mostly unremarkable', () => {
    expect(tasks.length).to.be.within(7500, 9500)
    expect(
      tasks.filter((task) => task.closedAt === undefined && task.cancelledAt === undefined),
    ).to.deep.equal([])
    const kinds = new Set(tasks.flatMap((task) => task.anomalies.map(({ kind }) => kind)))
    const slips = ['forgotten-button', 'arrival-before-alert', 'arrival-at-alert', 'out-of-order']
    expect([...kinds]).to.have.members([
      ...['urgency-changed', ...slips, 'repeated-arrival', 'implausibly-long'],
    ])
    const odd = tasks.filter(({ anomalies }) => anomalies.some(({ kind }) => kind !== 'urgency-changed'))
    expect(odd.length / tasks.length).to.be.within(0.003, 0.01)
  })

  it('puts every told place inside the county', () => {
    for (const task of tasks) if (task.location.place) expect(classOf(task), task.id).to.not.equal(undefined)
  })

  const reach = [
    { name: 'core urban', areaClass: 1, p90Minutes: [8, 13] },
    { name: 'other urban', areaClass: 2, p90Minutes: [15, 21] },
    { name: 'rural', areaClass: 3, p90Minutes: [27, 35] },
  ]
  for (const { name, areaClass, p90Minutes } of reach)
    it(`reaches nine in ten urgent EMS tasks of the ${name} class in a believable time`, () => {
      const seconds = tasks
        .filter((task) => task.service === 'ems' && classOf(task) === areaClass)
        .filter(({ urgencies }) => urgencies[0]!.urgency === 'A' || urgencies[0]!.urgency === 'B')
        .flatMap((task) => firstArrivalSeconds(task) ?? [])
        .sort((a, b) => a - b)
      expect(seconds[Math.floor(seconds.length * 0.9)]! / 60).to.be.within(p90Minutes[0]!, p90Minutes[1]!)
    })
})
