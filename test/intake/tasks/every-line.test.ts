import { expect } from 'chai'
import fc from 'fast-check'
import { aMemory, aProfile, importText } from './trial.ts'

const profile = aProfile({
  rows: 'per-task',
  unitSeparator: '|',
  time: {
    kind: 'times-of-day',
    zone: 'Europe/Helsinki',
    format: 'H:mm',
    date: { column: 'day', format: 'd.M.yyyy' },
  },
  columns: {
    task: 'id',
    urgency: 'class',
    created: 'received',
    unit: 'unit',
    alerted: 'alerted',
    atScene: { column: 'attendance s', secondsAfter: 'alerted' },
    available: 'free',
  },
  place: { east: 'e', north: 'n', epsg: 27700 },
})
const header = 'id,class,received,unit,alerted,attendance s,free,day,e,n'
const cell = (...texts: string[]) => fc.constantFrom(...texts)
const line = fc
  .tuple(
    cell('t1', 't2', 't3', 't4', 't5', ''),
    cell('A', 'B', ''),
    cell('23:50', '10:00', '24:00', '', 'x'),
    cell('E1', 'E1|E2', 'E1|E1', 'E1||E2', ''),
    cell('23:51', '23:51|0:02', '10:00', '3:30', ''),
    cell('300', '300.5|420', '-1', ''),
    cell('1:10', '1:10|0:40', '9:59', ''),
    cell('1.7.2026', '24.10.2026', '28.3.2026', '31.2.2026', ''),
    cell('530250', '51.5', '0', ''),
    cell('179650', '-0.1', '0', ''),
  )
  .map((cells) => cells.join(','))

describe('every line of any file', () => {
  it('ends as accepted, duplicate or refused, with a sentence if refused, and brings nothing the second time', () =>
    fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
        const memory = aMemory()
        const first = await importText([header, ...lines], profile, { memory })
        expect(first.summary.rowsRead).to.equal(lines.length)
        expect(first.refused).to.have.length(first.summary.rowsRefused)
        for (const refused of first.refused) expect(refused).to.match(/^\d+,"[^"]*",".{20,}/)
        const again = await importText([header, ...lines], profile, { memory })
        expect(again.summary).to.include({ rowsRead: lines.length, rowsAccepted: 0 })
        expect(again.summary.events.accepted).to.equal(0)
        expect(again.summary.rowsRefused).to.equal(first.summary.rowsRefused)
      }),
      { numRuns: 150 },
    ))
})
