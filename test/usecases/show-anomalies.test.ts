/** The queue: what is counted, in which order it comes, and what of a task is never told. */
import { expect } from 'chai'
import { anomaliesSchema, taskDetailSchema } from '../../src/contract/anomalies.ts'
import { type AnomaliesQuestion, showAnomalies, showTask } from '../../src/usecases/show-anomalies.ts'
import { created, noon, reached, type SmallWorld, smallWorld, status } from './small-world.ts'

const day = 86_400_000
const minute = 60_000

/** Crew messages of a unit, so that what they told wrong is theirs. */
const crew = (...told: Parameters<typeof status>) => ({ ...status(...told), source: 'crew' })

describe('tasks that look wrong', () => {
  let world: SmallWorld
  const ask = (change: Partial<AnomaliesQuestion> = {}) =>
    showAnomalies(
      world.db,
      world.reference,
      { state: 'open', limit: 100, ...change },
      { now: world.now, demo: false },
    )
  const ids = async (change: Partial<AnomaliesQuestion> = {}) =>
    (await ask(change)).tasks.map(({ task }) => task)

  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
    const before = (task: string, at: number, change: object = {}) => [
      created(task, at, change),
      status(`E-${task}`, 'alerted', at + minute, task),
      crew(`E-${task}`, 'at-scene', at, task),
    ]
    await world.recorder.record([
      ...reached('good', noon - day, 300),
      ...before('early', noon - 2 * day),
      ...before('fire', noon - 3 * day, { service: 'rescue' }),
      ...before('old', noon - 60 * day),
      ...reached('long', noon - 4 * day, 4 * 3600),
      status('E-ghost', 'alerted', noon - minute, 'ghost'),
      // Half past three, summer time: the clock shows it again an hour later (trap 16).
      ...reached('night', Date.parse('2026-10-25T00:30:00Z'), 300),
      created('changed', noon - 5 * day),
      {
        ...{ id: 'u', source: 'cad', kind: 'task.urgency', task: 'changed', urgency: 'B' },
        at: new Date(noon - 5 * day + minute).toISOString(),
      },
    ])
  })

  it('come newest first, and a change of urgency is none of them', async () => {
    expect(await ids()).to.deep.equal(['ghost', 'early', 'fire', 'long', 'night', 'old'])
  })

  const slices: [title: string, asked: Partial<AnomaliesQuestion>, expected: string[]][] = [
    ['of a service', { service: 'rescue' }, ['fire']],
    ['of a kind', { kind: 'arrival-before-alert' }, ['early', 'fire', 'old']],
    ['over three hours (trap 15)', { kind: 'implausibly-long' }, ['long']],
    ['in the repeated hour of autumn (trap 16)', { kind: 'clock-change' }, ['night']],
    ['of a source', { source: 'crew' }, ['early', 'fire', 'old']],
    ['of a source and another’s kind', { source: 'crew', kind: 'implausibly-long' }, []],
    ['of a month', { month: '2026-09' }, ['old']],
    ['that are reviewed', { state: 'reviewed' }, []],
  ]
  for (const [title, asked, expected] of slices)
    it(`are found ${title}`, async () => expect(await ids(asked)).to.deep.equal(expected))

  it('are counted beyond the limit', async () => {
    const { tasks, total } = await ask({ limit: 2 })
    expect([tasks.length, total]).to.deep.equal([2, 6])
  })

  it('are counted by kind', async () => {
    expect((await ask()).counts).to.deep.equal([
      { service: 'ems', kind: 'arrival-before-alert', tasks: 2 },
      { service: 'ems', kind: 'clock-change', tasks: 1 },
      { service: 'ems', kind: 'implausibly-long', tasks: 1 },
      { service: 'rescue', kind: 'arrival-before-alert', tasks: 1 },
      { service: undefined, kind: 'never-created', tasks: 1 },
    ])
    expect((await ask({ service: 'rescue' })).counts).to.have.length(1)
  })

  it('are set against what each source told in the month, or in the last 31 days', async () => {
    const { sources, sourcesFrom, sourcesTo } = await ask()
    expect(sources).to.deep.equal([
      { source: 'cad', told: 7, anomalous: 3 },
      { source: 'crew', told: 2, anomalous: 2 },
    ])
    expect([sourcesFrom, sourcesTo]).to.deep.equal(['2026-10-21', '2026-11-21'])
    const september = await ask({ month: '2026-09' })
    expect(september.sources).to.deep.equal([
      { source: 'cad', told: 1, anomalous: 0 },
      { source: 'crew', told: 1, anomalous: 1 },
    ])
  })

  it('never tell where exactly', async () => {
    const answers = [await ask(), await showTask(world.db, world.reference, 'early')]
    expect(JSON.stringify(answers)).to.not.match(/"(lon|lat|place|cell)"/)
    expect(answers[1]).to.include({ zone: 'core-urban', municipality: '901', urgency: 'A', service: 'ems' })
  })

  it('are what the contract says', async () => {
    expect(anomaliesSchema.parse(JSON.parse(JSON.stringify(await ask())))).to.be.an('object')
    const detail = await showTask(world.db, world.reference, 'early')
    expect(taskDetailSchema.parse(JSON.parse(JSON.stringify(detail)))).to.be.an('object')
  })

  it('tell of one task everything that was told, with when it was known, in order', async () => {
    const { told, units } = await showTask(world.db, world.reference, 'early')
    expect(told.map(({ kind, status, source, stands }) => [kind, status, source, stands])).to.deep.equal([
      ['task.created', undefined, 'cad', true],
      ['unit.status', 'at-scene', 'crew', true],
      ['unit.status', 'alerted', 'cad', true],
    ])
    expect(told[0]!.receivedAt).to.equal(new Date(noon).toISOString())
    expect(Object.keys(units[0]!.times)).to.deep.equal(['alerted', 'at-scene'])
  })
})
