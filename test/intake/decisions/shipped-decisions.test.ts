/** Every decision that is shipped reads, and the worked examples judge a task list as one does by hand. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { decisionJsonSchema } from '../../../src/contract/decision.ts'
import { taskFrom } from '../../../src/domain/task.ts'
import { judgeTask, type Reference } from '../../../src/domain/verdict.ts'
import type { UnitType } from '../../../src/domain/vocabulary.ts'
import { readDecision } from '../../../src/usecases/adopt-decision.ts'
import { eventsOf } from './hand-worked.ts'

const folder = new URL('../../../src/intake/decisions/', import.meta.url)
const readJson = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
const names = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'decision.schema.json')

describe('the shipped decisions', () => {
  for (const name of names)
    it(`${name} reads, names its schema, and claims nothing official`, () => {
      const input = readJson(name)
      expect(input.$schema).to.equal('./decision.schema.json')
      const { targets, means = [] } = readDecision(input)
      expect([...targets, ...means].filter(({ official }) => official)).to.deep.equal([])
    })

  it('are all there', () => {
    expect(names).to.have.members([
      ...['keski-suomi-ems.json', 'keski-suomi-rescue.json', 'london-first-second-engine.json'],
      ...['nfpa-1710.json', 'san-francisco.json'],
    ])
  })

  it('are described by the shipped JSON Schema', () => {
    expect(readJson('decision.schema.json')).to.deep.equal(JSON.parse(JSON.stringify(decisionJsonSchema)))
  })
})

/** Seconds by measure of one task, judged by a shipped decision; a reason where there are none. */
function judgedBy(name: string, task: Parameters<typeof eventsOf>[0]): Record<string, number | string> {
  const decision = readDecision(readJson(name))
  const reference: Reference = {
    decisions: [decision],
    typeOf: (unit) => unit.type as UnitType | undefined,
    stationOf: () => undefined,
    localDate: (at) => new Date(at).toISOString().slice(0, 10),
    zoneOf: () => ({ kind: 'no-zone-class' }),
    municipalityOf: () => undefined,
  }
  const { measures } = judgeTask(taskFrom(eventsOf(task)), reference)!
  return Object.fromEntries(
    measures.map(({ measure = 'none', outcome }) => [
      measure,
      outcome.kind === 'reached' ? outcome.seconds : outcome.kind === 'excluded' ? outcome.reason : 'open',
    ]),
  )
}

/** Seconds after the task was created: alerted, en route, at scene. */
const engine = (unit: string, alerted: number, enRoute: number, atScene: number, crew = 4) => ({
  ...{ unit, type: 'rescue-unit' as const, alerted, enRoute, atScene, crew },
})

describe('NFPA 1710, worked by hand', () => {
  const cases: [
    what: string,
    task: Parameters<typeof eventsOf>[0],
    expected: Record<string, number | string>,
  ][] = [
    [
      'turnout and travel of the first engine, travel of the second from the first en route',
      { urgency: 'A', units: [engine('E1', 60, 130, 360), engine('E2', 90, 160, 500)] },
      { turnout: 70, drive: 230, 'second-unit': 370, 'full-response': 'formation-incomplete' },
    ],
    [
      'the full alarm is there with the seventeenth person',
      {
        urgency: 'B',
        units: [
          ...[engine('E1', 60, 120, 300), engine('E2', 60, 130, 400), engine('E3', 60, 140, 500)],
          ...[
            engine('E4', 60, 150, 560),
            { ...engine('C1', 60, 100, 590, 1), type: 'rescue-officer' as const },
          ],
        ],
      },
      { turnout: 60, drive: 180, 'second-unit': 300, 'full-response': 490 },
    ],
    [
      'without an en-route time nothing can be told apart',
      { urgency: 'A', units: [{ unit: 'E1', type: 'rescue-unit', alerted: 60, atScene: 300, crew: 4 }] },
      {
        ...{ turnout: 'en-route-missing', drive: 'en-route-missing' },
        ...{ 'second-unit': 'formation-incomplete', 'full-response': 'formation-incomplete' },
      },
    ],
  ]
  for (const [what, task, expected] of cases)
    it(what, () => {
      expect(judgedBy('nfpa-1710.json', task)).to.deep.equal(expected)
    })
})

describe("London's first and second engine, worked by hand", () => {
  const tasks = [
    { first: 240, second: 420 },
    { first: 300, second: 480 },
    { first: 540, second: 900 },
  ]
  const times = tasks.map(({ first, second }) =>
    judgedBy('london-first-second-engine.json', {
      urgency: 'A',
      units: [engine('E2', 20, 90, 20 + second), engine('E1', 20, 80, 20 + first)],
    }),
  )

  it('times both from the alert; the later of two is the second, whichever is listed first (trap 4)', () => {
    expect(times).to.deep.equal(
      tasks.map(({ first, second }) => ({ 'first-unit': first, 'second-unit': second })),
    )
  })

  it('has means of 6 and 8 minutes, which these tasks meet and miss (trap 53)', () => {
    const { means = [] } = readDecision(readJson('london-first-second-engine.json'))
    const found = means.map(({ measure, meanSeconds }) => {
      const mean = times.reduce((sum, row) => sum + (row[measure] as number), 0) / times.length
      return [measure, meanSeconds, mean]
    })
    expect(found).to.deep.equal([
      ['first-unit', 360, 360],
      ['second-unit', 480, 600],
    ])
  })

  it('has no second engine where one came alone', () => {
    expect(
      judgedBy('london-first-second-engine.json', { urgency: 'A', units: [engine('E1', 20, 80, 260)] }),
    ).to.deep.equal({ 'first-unit': 240, 'second-unit': 'formation-incomplete' })
  })
})
