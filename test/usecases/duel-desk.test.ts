/** Duels find their turn: one at a time, a bounded queue, cancelled at any moment, told by words when they fail. */
import { expect } from 'chai'
import { type DuelQuestion, type DuelResult, duelQuestionSchema } from '../../src/contract/plan-duel.ts'
import { VasteError } from '../../src/domain/error.ts'
import { createDuelDesk, type DuelRun, waitingAtMost } from '../../src/usecases/duel-desk.ts'

const question = (name: string): DuelQuestion =>
  duelQuestionSchema.parse({ planB: { vaste: 'plan', name, changes: [] } })
/** The desk never looks inside. */
const resultOf = (name: string) => ({ planB: name }) as DuelResult

function createTable() {
  const running: { name: string; how: DuelRun; end(): void; fail(fault: unknown): void }[] = []
  const faults: unknown[] = []
  let id = 0
  const desk = createDuelDesk({
    newId: () => `d${++id}`,
    check: async ({ planB }) => {
      if (planB.name === 'unknown') throw new VasteError('not-found', "found no station 'x'")
    },
    run: ({ planB }, how) =>
      new Promise((resolve, reject) => {
        how.signal.addEventListener('abort', () => reject(how.signal.reason))
        running.push({ name: planB.name, how, end: () => resolve(resultOf(planB.name)), fail: reject })
      }),
    onFault: (fault) => faults.push(fault),
  })
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  return { desk, running, faults, turn }
}

async function faultOf(work: () => unknown): Promise<VasteError> {
  try {
    await work()
  } catch (fault) {
    return fault as VasteError
  }
  throw new Error('found no fault; expected one')
}

describe('the desk of duels', () => {
  it('runs one at a time, says how far it has come, and keeps the result', async () => {
    const { desk, running, turn } = createTable()
    const first = await desk.start(question('one'))
    const second = await desk.start(question('two'))
    expect(desk.find(first.id)).to.include({ state: 'running', progress: 0 })
    expect(desk.find(second.id)).to.include({ state: 'waiting', ahead: 1 })
    running[0]!.how.onProgress(0.4)
    running[0]!.how.onProgress(0.3)
    expect(desk.find(first.id).progress, 'never goes back').to.equal(0.4)
    running[0]!.end()
    await turn()
    expect(desk.find(first.id)).to.deep.include({ state: 'done', progress: 1, result: resultOf('one') })
    expect(running.map(({ name }) => name)).to.deep.equal(['one', 'two'])
  })

  it('refuses one too many, and takes in again when one has ended', async () => {
    const { desk, running, turn } = createTable()
    for (let i = 0; i <= waitingAtMost; i++) await desk.start(question(`q${i}`))
    const refused = await faultOf(() => desk.start(question('late')))
    expect(refused).to.include({ code: 'unavailable' })
    expect(refused.message).to.match(/found 5 duels that wait already; expected fewer than 5/)
    running[0]!.end()
    await turn()
    expect(await desk.start(question('late'))).to.include({ state: 'waiting', ahead: 5 })
  })

  it('refuses at once what could never be run', async () => {
    const { desk, running } = createTable()
    expect((await faultOf(() => desk.start(question('unknown')))).message).to.equal("found no station 'x'")
    expect(running).to.deep.equal([])
  })

  it('cancels one that runs and one that waits; the next gets its turn, and a result that comes late is none', async () => {
    const { desk, running, turn } = createTable()
    const ids: string[] = []
    for (const name of ['one', 'two', 'three']) ids.push((await desk.start(question(name))).id)
    expect(desk.cancel(ids[1]!)).to.include({ state: 'cancelled' })
    expect(desk.cancel(ids[0]!)).to.include({ state: 'cancelled' })
    running[0]!.end()
    await turn()
    expect(desk.find(ids[0]!)).to.include({ state: 'cancelled' })
    expect(desk.find(ids[0]!).result).to.equal(undefined)
    expect(running.map(({ name }) => name)).to.deep.equal(['one', 'three'])
    running[1]!.end()
    await turn()
    expect(desk.cancel(ids[2]!), 'an ended one stays as it is').to.include({ state: 'done' })
  })

  it('tells a fault of the asker in its own words, and one of ours without details', async () => {
    const { desk, running, faults, turn } = createTable()
    const first = await desk.start(question('one'))
    running[0]!.fail(new VasteError('not-found', 'found 0 tasks'))
    await turn()
    expect(desk.find(first.id)).to.include({ state: 'failed', problem: 'found 0 tasks' })
    const second = await desk.start(question('two'))
    running[1]!.fail(new TypeError('secret'))
    await turn()
    expect(desk.find(second.id).problem).to.equal('the duel failed; the fault is in the log')
    expect(faults).to.have.length(1)
  })

  it('ends what runs when the service stops, and takes nothing in after that', async () => {
    const { desk, running } = createTable()
    const { id } = await desk.start(question('one'))
    const waiting = await desk.start(question('two'))
    await desk.stop()
    expect(running[0]!.how.signal.aborted).to.equal(true)
    expect([desk.find(id).state, desk.find(waiting.id).state]).to.deep.equal(['cancelled', 'cancelled'])
    expect(running).to.have.length(1)
    expect((await faultOf(() => desk.start(question('three')))).code).to.equal('unavailable')
  })

  it('forgets the oldest results, and says so', async () => {
    const { desk, running, turn } = createTable()
    const { id } = await desk.start(question('first'))
    for (let i = 0; i < 21; i++) {
      running.at(-1)!.end()
      await turn()
      await desk.start(question(`q${i}`))
    }
    expect((await faultOf(() => desk.find(id))).message).to.match(
      /found no duel 'd1'; expected one of the last 20/,
    )
  })
})
