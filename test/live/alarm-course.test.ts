/** A simulated day of the pilot on the board: few alarms, each about something, and all of them in their time. */
import { expect } from 'chai'
import { alarmLimits } from '../../src/domain/alarm.ts'
import { pilotContent, pilotCounty } from '../../src/pilot.ts'
import { installCounty } from '../../src/usecases/install-county.ts'
import { loadReference } from '../../src/usecases/reference.ts'
import { type AlarmCourse, alarmCourse } from '../bench/alarm-course.ts'
import { emptyTables, testDatabase } from '../database.ts'

const from = Date.parse('2026-11-02T06:00:00Z')
const hours = 12

describe('alarms of a simulated day', function () {
  this.timeout(120_000)
  let course: AlarmCourse

  before(async () => {
    const db = await testDatabase()
    await emptyTables(db)
    await installCounty(db, pilotContent({ demo: true }), from)
    const reference = await loadReference(db, pilotCounty)
    course = await alarmCourse({
      ...{ reference, seed: 'vaste', from, to: from + hours * 3_600_000, stepSeconds: 30 },
    })
  })

  it('are at most one in ten minutes on average, and some', () => {
    const news = course.raised.filter(({ grouped }) => !grouped)
    expect(news.length).to.be.within(2, hours * 6)
  })

  it('blame no source and no station of a day on which all are heard', () => {
    const kinds = new Set(course.raised.map(({ kind }) => kind))
    expect([...kinds]).not.to.include.members(['source-silent'])
    expect([...kinds]).not.to.include.members(['station-lost'])
    expect([...kinds]).to.include('missed')
  })

  it('stand no shorter than they take to clear', () => {
    for (const { kind, raisedAt, clearedAt } of course.raised.filter((one) => one.kind === 'zone-bare'))
      if (clearedAt !== undefined)
        expect((clearedAt - raisedAt) / 1000, kind).to.be.at.least(alarmLimits.rules[kind].clearAfter)
  })
})
