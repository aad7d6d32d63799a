import { expect } from 'chai'
import fc from 'fast-check'
import { linesAtMost, shareRoom, sheetOf } from '../../dashboards/handover/sheet.ts'
import { aFlood, anAlarm } from './fixture-alarms.ts'
import { fixturePlans } from './fixture-asked.ts'
import { fixtureSituation } from './fixture-situation.ts'

const now = Date.UTC(2026, 10, 21, 12)
const { timelines } = fixturePlans(now)

describe('the handover sheet', () => {
  it('tells open alarms, feeds that are not fresh, holes and what will be missed, as of one moment', () => {
    const sheet = sheetOf({ ...fixtureSituation(now), alarms: aFlood(now) }, timelines)
    expect(sheet.asOf).to.equal(now)
    expect(sheet.alarms.shown.map(({ alarms }) => alarms.length)).to.deep.equal([5])
    expect(sheet.feeds.shown.map(({ source }) => source.source)).to.deep.equal(['crew', 'avl'])
    expect(sheet.holes?.shown).to.have.length(6)
    expect(sheet.tasks.shown.map(({ task }) => task.id)).to.deep.equal(['703-b', '745-c'])
    expect(sheet.tasks.shown.length + sheet.otherTasks).to.equal(fixtureSituation(now).tasks.length)
  })

  it('does not call an unasked plan one without holes', () => {
    expect(sheetOf(fixtureSituation(now), undefined)).not.to.have.property('holes')
  })

  it('counts what does not fit: shown and left out are all there is (property)', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (alarms, sources) => {
        const situation = {
          ...fixtureSituation(now),
          alarms: Array.from({ length: alarms }, (_, i) => anAlarm('station-lost', `s-${i}`, now)),
          sources: Array.from({ length: sources }, (_, i) => ({
            ...{ source: `feed-${i}`, demo: false, lastReceivedAt: new Date(now - 9e6).toISOString() },
          })),
        }
        const sheet = sheetOf(situation, timelines)
        const parts = [sheet.alarms, sheet.feeds, sheet.holes!, sheet.tasks]
        expect(parts.map(({ shown, rest }) => shown.length + rest)).to.deep.equal([alarms, sources, 6, 2])
        expect(parts.reduce((sum, { shown }) => sum + shown.length, 0)).to.be.at.most(linesAtMost)
      }),
    )
  })

  it('gives the room that one list does not need to the others', () => {
    expect(shareRoom(26, [1, 50, 2, 50])).to.deep.equal([1, 11, 2, 12])
    expect(shareRoom(26, [3, 2, 4, 5])).to.deep.equal([3, 2, 4, 5])
  })
})
