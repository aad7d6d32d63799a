/** Ready means that the database answers in time: silence is an answer too. */
import { chmodSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { checkReady } from '../../src/service.ts'
import type { Database } from '../../src/store/database.ts'
import { startTestService, testEnvironment } from '../service.ts'
import { rejection } from '../store/rejection.ts'

const answering = (query: () => Promise<never[]>) => ({ query }) as unknown as Database

describe('readiness', () => {
  it('is there when the database answers', () => checkReady(answering(async () => [])))

  it('is not there when the database answers with a fault or not at all', async () => {
    const silent = answering(() => new Promise(() => {}))
    const faulty = answering(() => Promise.reject(new Error('gone')))
    for (const db of [silent, faulty])
      expect(await rejection(checkReady(db, 1))).to.include({ code: 'unavailable' })
  })
})

describe('the ingest token', () => {
  it('is readable by its owner only, also where an empty file lay open to all', async function () {
    this.timeout(60_000)
    const env = await testEnvironment()
    const file = join(env.VASTE_DATA!, 'ingest-token')
    writeFileSync(file, '\n')
    chmodSync(file, 0o644)
    const service = await startTestService({ env })
    expect(service.token).to.have.length.greaterThan(20)
    expect(statSync(file).mode & 0o777).to.equal(0o600)
    await service.stop()
  })
})
