/** The recording over HTTP: a moment as it was known, what followed, who has looked; bad questions get a sentence. */
import { expect } from 'chai'
import type { EventMessage } from '../../src/contract/events.ts'
import type {
  RecordedChanges,
  RecordedMoment,
  RecordingAccesses,
  TaskMoments,
} from '../../src/contract/recording.ts'
import { createLog } from '../../src/log.ts'
import { keepKeyframes } from '../../src/usecases/keep-keyframes.ts'
import { loadReference } from '../../src/usecases/reference.ts'
import { startTestService, type TestService } from '../service.ts'

const noon = Date.parse('2026-11-21T10:00:00Z')
const iso = (seconds: number) => new Date(noon + seconds * 1000).toISOString()

describe('the recording over HTTP', () => {
  let service: TestService
  let now = noon - 60_000
  const logged: unknown[] = []

  before(async function () {
    this.timeout(120_000)
    const log = createLog((line) => logged.push(line))
    service = await startTestService({ now: () => now, log })
    const reference = await loadReference(service.db, '15')
    await keepKeyframes(service.db, reference, now)
    const told = (seconds: number, event: object) => {
      now = noon + seconds * 1000
      return service.post({
        id: `r-${seconds}`,
        source: 'centre',
        at: iso(seconds - 1),
        ...event,
      } as EventMessage)
    }
    const place = { lon: 25.747, lat: 62.242 }
    await told(0, { kind: 'task.created', task: 'r1', service: 'ems', urgency: 'A', code: '704', place })
    await told(60, { kind: 'unit.status', unit: 'EKS 1', unitType: 'als', status: 'alerted', task: 'r1' })
    await told(300, { kind: 'unit.status', unit: 'EKS 1', unitType: 'als', status: 'at-scene', task: 'r1' })
    await told(900, { kind: 'task.closed', task: 'r1' })
    now += 60_000
  })
  after(() => service?.stop())

  const json = async <T>(path: string) => (await (await service.get(`/api/v1/recording${path}`)).json()) as T

  const moments: [seconds: number, state: string | undefined, units: number][] = [
    [-1, undefined, 0],
    [0, undefined, 0],
    [59, undefined, 0],
    [60, 'pending', 1],
    [299, 'pending', 1],
    [300, 'in-time', 1],
    [900, undefined, 0],
  ]
  for (const [seconds, state, units] of moments)
    it(`shows second ${seconds} as it was known`, async () => {
      const { situation } = await json<RecordedMoment>(`?at=${iso(seconds)}`)
      expect(situation.serverAt).to.equal(iso(seconds))
      expect(situation.tasks).to.have.length(seconds >= 0 && seconds < 900 ? 1 : 0)
      const [task] = situation.tasks
      if (state !== undefined) expect(task!.targets[0]!.state).to.equal(state)
      expect(task?.units.length ?? 0).to.equal(units)
    })

  it('plays what followed', async () => {
    const { steps, to } = await json<RecordedChanges>(`/changes?from=${iso(30)}&to=${iso(330)}`)
    expect(to).to.equal(iso(330))
    const told = steps
      .filter(({ changes }) => changes.some(({ kind }) => kind === 'unit'))
      .map(({ at }) => at)
    expect(told).to.deep.equal([iso(60), iso(300)])
  })

  it('tells when each thing of a task was so and was known', async () => {
    const { moments } = await json<TaskMoments>('/tasks/r1')
    expect(moments.map(({ kind, at, receivedAt }) => [kind, at, receivedAt])).to.deep.equal([
      ['task.created', iso(-1), iso(0)],
      ['unit.status', iso(59), iso(60)],
      ['unit.status', iso(299), iso(300)],
      ['task.closed', iso(899), iso(900)],
    ])
  })

  it('logs the looks in the database and not in the log', async () => {
    const { accesses } = await json<RecordingAccesses>('/accesses')
    expect(accesses.map(({ by, task }) => [by, task])).to.deep.include.members([
      ['local', undefined],
      ['local', 'r1'],
    ])
    expect(JSON.stringify(logged)).not.to.include('local')
  })

  const refused: [path: string, status: number, words: string][] = [
    ['?at=yesterday', 400, 'expected a time with an offset'],
    ['', 400, 'at'],
    [`?at=${iso(1e6)}`, 400, 'still to come'],
    ['?at=2026-01-01T00:00:00Z', 404, 'before the recording'],
    [`/changes?from=${iso(0)}&to=${iso(601)}`, 400, 'at most 600 s'],
    [`/changes?from=${iso(60)}&to=${iso(0)}`, 400, 'expected from before to'],
    ['/tasks/none', 404, "task 'none' not found"],
  ]
  for (const [path, status, words] of refused)
    it(`refuses ${path || 'no moment'} with a sentence`, async () => {
      const response = await service.get(`/api/v1/recording${path}`)
      expect(response.status).to.equal(status)
      expect(((await response.json()) as { detail: string }).detail).to.include(words)
    })
})
