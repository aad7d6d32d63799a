/** Drive times over HTTP: who may see, adopt and withdraw, what is refused, and what a plan says of it before and after. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { type DriveStudy, type DriveTimesView, driveTimesSchema } from '../../src/contract/drive-times.ts'
import { type PlanEffect, planEffectSchema } from '../../src/contract/plan-effect.ts'
import { planGroundSchema } from '../../src/contract/plan-ground.ts'
import { type Role, roles } from '../../src/domain/vocabulary.ts'
import { hashPassword } from '../../src/http/access.ts'
import type { CountyReference } from '../../src/usecases/reference.ts'
import type { TestService } from '../service.ts'
import { basic } from './asking.ts'
import { byDistance, drivesTo, period, startWithAmbulance } from './drive-times-service.ts'

const password = 'correct horse battery'
/** The first EMS crew that the register knows: every cell near it changes side. */
const plan = {
  ...{ vaste: 'plan', name: 'Keuruun ensihoito', on: '2026-11-01' },
  changes: [
    {
      kind: 'set-readiness',
      period: {
        ...{ id: 'keuruu-ems', station: 'keuruu', service: 'ems', slot: 'ensihoito', kind: '24/7' },
        ...{ strength: { leaders: 0, crew: 2 }, unitTypes: ['als'], validFrom: '2026-11-01' },
        ...{ turnout: { medianSeconds: 75, p90Seconds: 120 }, dateConfirmed: true },
      },
    },
  ],
}
const span = new URLSearchParams(period)

describe('drive times over HTTP', function () {
  this.timeout(120_000)
  let service: TestService
  let later: (minutes: number) => void
  let folder: string
  let reference: CountyReference

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vaste-drive-times-'))
    const hashed = await hashPassword(password, Buffer.from('0123456789abcdef'))
    const logins = roles.map((role) => ({ name: `a-${role}`, role, password: hashed }))
    writeFileSync(join(folder, 'logins.json'), JSON.stringify(logins))
    const env = { VASTE_LOGINS: join(folder, 'logins.json') }
    ;({ service, reference, later } = await startWithAmbulance(env))
  })
  after(async () => {
    await service?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const ask = async (role: Role | undefined, path: string, body?: unknown) => {
    const headers = { ...(role && basic(`a-${role}`, password)), 'content-type': 'application/json' }
    const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    const response = await service.get(`/api/v1/${path}`, { ...sent, headers })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  const shown = async (): Promise<DriveTimesView> =>
    driveTimesSchema.parse(JSON.parse((await ask('planner', `drive-times?${span}`)).text))
  const studied = async (): Promise<DriveTimesView & { study: DriveStudy }> => {
    for (;;) {
      const { study, counting, ...view } = await shown()
      if (study && counting === undefined) return { ...view, study }
    }
  }
  const effect = async (): Promise<PlanEffect> =>
    planEffectSchema.parse(JSON.parse((await ask('planner', 'plan/effect', { plan })).text))
  const changedCells = ({ services }: PlanEffect) => [
    ...new Set(services.flatMap(({ measures }) => measures.flatMap(({ changed: { cell } }) => cell))),
  ]
  const fitWarnings = ({ warnings }: PlanEffect) =>
    warnings.filter(({ kind }) => kind === 'poor-fit' || kind === 'fit-unknown')
  const living = (cells: readonly number[]) =>
    Math.round(cells.reduce((sum, cell) => sum + reference.cells.residents[cell]!, 0) * 10) / 10

  it('are seen by who plans, and changed by a planner alone', async () => {
    for (const [path, body, allowed] of [
      [`drive-times?${span}`, undefined, ['planner', 'manager']],
      ['drive-times/adopt', { study: 'x', reason: 'why' }, ['planner']],
      ['drive-times/withdraw', { reason: 'why' }, ['planner']],
    ] as const) {
      for (const role of roles) {
        const isAllowed = (allowed as readonly string[]).includes(role)
        expect((await ask(role, path, body)).status !== 403, `${path} ${role}`).to.equal(isAllowed)
      }
      expect((await ask(undefined, path, body)).status, path).to.equal(401)
    }
  })

  for (const [what, path, body, code, sentence] of [
    ['a date that is none', 'drive-times?from=yesterday', undefined, 400, 'a date such as 2026-10-01'],
    ['an end before', 'drive-times?from=2026-12-01&to=2026-10-01', undefined, 400, "expected 'to' after"],
    ['an adoption without a reason', 'drive-times/adopt', { study: 'x', reason: ' ' }, 400, 'reason'],
    ['an adoption of no study', 'drive-times/adopt', { reason: 'why' }, 400, 'study'],
    ['an unseen study', 'drive-times/adopt', { study: 'x', reason: 'why' }, 409, 'made anew meanwhile'],
    ['a way back from nothing', 'drive-times/withdraw', { reason: 'why' }, 409, 'no speeds are adopted'],
  ] as const)
    it(`refuse ${what} with a sentence`, async () => {
      const { status: found, text } = await ask('planner', path, body)
      expect(found, text).to.equal(code)
      expect(JSON.parse(text).detail).to.contain(sentence)
    })

  describe('as they are measured', () => {
    /** Of those that the plan changes: two that are driven to far slower than the roads say. */
    let slow: number[]
    let study: DriveStudy
    const idOf = (cell: number) => `${reference.cells.e[cell]} ${reference.cells.n[cell]}`
    const poorBy = (name: string) => {
      const [{ bases, cells }] = study.kinds as [DriveStudy['kinds'][number]]
      const { fit } = bases.find(({ basis }) => basis === name)!.cells
      return new Set(fit.flatMap((one, i) => (one === 'poor' ? [`${cells.e[i]} ${cells.n[i]}`] : [])))
    }

    it('were never looked at before: a plan says that nobody knows how well they fit', async () => {
      const unknown = await effect()
      expect(fitWarnings(unknown).map(({ kind }) => kind)).to.include('fit-unknown')
      expect(unknown.roads).to.not.have.property('calibration')
      const changed = changedCells(unknown)
      slow = byDistance(reference, changed).slice(0, 2)
      const others = byDistance(reference).filter((cell, i) => i % 9 === 0 && !changed.includes(cell))
      await service.post(drivesTo(reference, { slow, others: others.slice(0, 12) }))
    })

    it('are counted anew after a quarter of an hour, and no file is given meanwhile', async () => {
      await studied()
      later(16)
      expect((await shown()).counting).to.be.within(0, 1)
      const early = await ask('planner', `drive-times?${span}&format=csv`)
      expect(early.status).to.equal(503)
      expect(JSON.parse(early.text).detail).to.contain('still being computed; expected the same again soon')
      ;({ study } = await studied())
      expect(study).to.include({ total: 144, used: 144 })
    })

    it('make a plan say that it rests on cells that fit badly, and how many live there', async () => {
      expect([...poorBy('assumed')]).to.include.members(slow.map(idOf))
      expect(fitWarnings(await effect())).to.deep.equal([
        { kind: 'poor-fit', service: 'ems', cells: slow.length, residents: living(slow) },
      ])
    })

    it('are a file with a row for each cell and each of the speeds', async () => {
      const csv = await ask('manager', `drive-times?${span}&format=csv`)
      expect(csv.headers.get('content-type')).to.equal('text/csv; charset=utf-8')
      expect(csv.headers.get('content-disposition')).to.contain('vaste-drive-times-2026-10-01-2026-12-01.csv')
      expect(csv.text.trim().split('\r\n')).to.have.length(1 + 2 * study.kinds[0]!.cells.e.length)
    })

    it('are adopted by name and reason: plans are reckoned by them, and still say which cells fit badly', async () => {
      const body = { study: study.id, reason: 'Ensimmäinen vuosi' }
      const answer = await ask('planner', 'drive-times/adopt', body)
      expect(answer.status, answer.text).to.equal(201)
      const inUse = driveTimesSchema.parse(JSON.parse(answer.text)).adopted!
      expect(inUse).to.include({ by: 'a-planner', reason: 'Ensimmäinen vuosi', applies: true })
      const calibration = {
        ...{ adoptedAt: inUse.at, ...period, demo: false, kinds: ['emergency'] },
        medianErrorSeconds: inUse.kinds[0]!.after.medianAbsoluteSeconds,
      }
      const after = await effect()
      expect(after.roads.calibration).to.deep.equal(calibration)
      const ground = planGroundSchema.parse(JSON.parse((await ask('planner', 'plan/ground')).text))
      expect(ground.roads.calibration).to.deep.equal(calibration)
      // Cells that change side are others by the adopted speeds: those of them that fit badly are counted.
      const doubtful = changedCells(after).filter((cell) => poorBy('fitted').has(idOf(cell)))
      expect(doubtful).to.not.deep.equal([])
      expect(fitWarnings(after)).to.deep.equal([
        { kind: 'poor-fit', service: 'ems', cells: doubtful.length, residents: living(doubtful) },
      ])
    })

    it('are withdrawn again, and the log tells who and why', async () => {
      const back = await ask('planner', 'drive-times/withdraw', { reason: 'Koe ohi' })
      expect(back.status, back.text).to.equal(201)
      const { adopted, log } = driveTimesSchema.parse(JSON.parse(back.text))
      expect(adopted).to.equal(undefined)
      expect(log.map(({ action, by, reason }) => `${action} ${by} ${reason}`)).to.deep.equal([
        ...['withdrawn a-planner Koe ohi', 'adopted a-planner Ensimmäinen vuosi'],
      ])
      expect((await effect()).roads).to.not.have.property('calibration')
    })
  })
})
