/** What an auditor adds up: every figure of a random year through the real store, split and merged in every way. */
import { expect } from 'chai'
import type { Compliance, ComplianceRow } from '../../src/contract/compliance.ts'
import type { EventMessage } from '../../src/contract/events.ts'
import { percentile } from '../../src/domain/statistics.ts'
import { exclusionReasons } from '../../src/domain/vocabulary.ts'
import { type Dimension, dimensions } from '../../src/figures/figures.ts'
import { complianceCsv } from '../../src/report/compliance-csv.ts'
import { complianceTable } from '../../src/report/compliance-table.ts'
import { type Random, streamOf } from '../../src/simulate/random.ts'
import { periodOfMonth } from '../../src/usecases/periods.ts'
import {
  type ComplianceContext,
  showCompliance,
  showDistribution,
  showTrend,
} from '../../src/usecases/show-compliance.ts'
import {
  aDecision,
  aTarget,
  contextOf,
  created,
  iso,
  places,
  type SmallWorld,
  smallWorld,
  status,
} from './small-world.ts'

/** A new decision within the year; A and B two targets in both, in the second two measures. */
const decisions = [
  aDecision({
    validTo: '2026-04-15',
    targets: [
      aTarget(),
      aTarget({ withinSeconds: 660, requiredShare: 0.9 }),
      aTarget({ urgencies: ['C'], measure: 'ambulance', withinSeconds: 1800 }),
    ],
  }),
  aDecision({
    ...{ id: 'second', validFrom: '2026-04-15', excludedCodes: ['793'] },
    targets: [
      aTarget({ withinSeconds: 600 }),
      aTarget({ measure: 'ambulance', withinSeconds: 900, requiredShare: 0.9 }),
      aTarget({ urgencies: ['C'], measure: 'ambulance', withinSeconds: 1800 }),
    ],
  }),
]
const firstMonth = '2025-11'
const months = 12
const yearFrom = Date.parse('2025-10-31T22:00:00Z')
const yearTo = Date.parse('2026-10-31T22:00:00Z')

const pick = <T>(random: Random, values: readonly T[]): T => values[Math.floor(random() * values.length)]!

/** Reached, missing, cancelled, open, outside or without a place: whatever a year may bring. */
function randomTask(seed: number, i: number): EventMessage[] {
  const random = streamOf(seed, 'task', i)
  const task = `r${i}`
  const createdAt = yearFrom + Math.floor(random() * (yearTo - yearFrom))
  const at = createdAt + 60_000
  const place = pick(random, [
    places.core,
    places.other,
    places.rural,
    places.rural,
    places.outside,
    undefined,
  ])
  const urgency = pick(random, ['A', 'B', 'B', 'C', 'C', 'E'])
  const code = pick(random, ['704', '704', '704', '793'])
  const events: EventMessage[] = [created(task, createdAt, { place, urgency, code })]
  if (random() < 0.95)
    events.push(status(`E${task}`, 'alerted', at, task, pick(random, ['als', 'first-response'])))
  const arrives = random() < 0.85
  if (arrives) {
    const seconds = Math.floor(random() ** 2 * 2400) - (random() < 0.03 ? 60 : 0)
    events.push(
      status(`E${task}`, 'at-scene', at + seconds * 1000, task, pick(random, ['als', 'first-response'])),
    )
  }
  const end = { source: 'cad', at: iso(at + 3_600_000), task }
  if (random() < 0.1) events.push({ ...end, id: `x${i}`, kind: 'task.cancelled' })
  else if (random() < 0.95) events.push({ ...end, id: `x${i}`, kind: 'task.closed' })
  return events
}

type Counts = Record<string, number>
const keyOf = ({
  decision,
  urgency,
  zone,
  measure,
}: Pick<ComplianceRow, 'decision' | 'urgency' | 'zone' | 'measure'>) =>
  [decision ?? '', urgency, zone, measure ?? ''].join(' ')

/** Every count of the rows, by the names of what they belong to. Rows of nothing count for nothing. */
function countsOf(rows: readonly ComplianceRow[]): Counts {
  const counts: Counts = {}
  const add = (name: string, n: number) => {
    if (n > 0) counts[name] = (counts[name] ?? 0) + n
  }
  for (const row of rows) {
    add(`${keyOf(row)} total`, row.total)
    add(`${keyOf(row)} used`, row.used)
    for (const reason of exclusionReasons) add(`${keyOf(row)} ${reason}`, row.excluded[reason] ?? 0)
    for (const { withinSeconds, requiredShare, inTime } of row.targets)
      add(`${keyOf(row)} in ${withinSeconds} of ${requiredShare}`, inTime)
  }
  return counts
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
const excludedOf = ({ excluded }: Pick<ComplianceRow, 'excluded'>) => sum(Object.values(excluded))

describe('the figures of a random year add up', () => {
  const seed = Math.floor(Math.random() * 1e9)
  let world: SmallWorld
  let context: ComplianceContext
  let year: Compliance
  let byMonth: Compliance[]

  const show = (from: string, to: string, by: readonly Dimension[] = []) =>
    showCompliance({ service: 'ems', from, to, by }, context)
  const showMonth = (month: string) => {
    const { from, to } = periodOfMonth(world.reference, month)
    return show(from, to)
  }
  const monthNames = () =>
    Array.from({ length: months }, (_, i) => world.reference.calendar.addMonths(firstMonth, i))

  before(async function () {
    this.timeout(60_000)
    world = await smallWorld({ decisions })
    const { accepted, received } = await world.recorder.record(
      Array.from({ length: 900 }, (_, i) => randomTask(seed, i)).flat(),
    )
    expect(accepted).to.equal(received)
    context = await contextOf(world)
    year = show('2025-11-01', '2026-11-01')
    byMonth = monthNames().map(showMonth)
  })

  it(`used and excluded by reason are the total, on every row and on top (seed ${seed})`, () => {
    expect(year.total).to.equal(900)
    expect(Object.keys(year.excluded)).to.have.length.above(5)
    for (const each of [year, ...byMonth])
      for (const counted of [each, ...each.rows])
        expect(counted.used + excludedOf(counted)).to.equal(counted.total)
  })

  it('the rows of one measure are the tasks: a second measure shows the same tasks again, and adds none', () => {
    for (const each of [year, ...byMonth]) {
      const totals = new Map<string, Map<string, number>>()
      for (const { decision, urgency, measure, total } of each.rows) {
        const group = `${decision} ${urgency}`
        const ofGroup = totals.get(group) ?? new Map<string, number>()
        totals.set(group, ofGroup.set(measure ?? '', (ofGroup.get(measure ?? '') ?? 0) + total))
      }
      expect(totals.get('second A+B')?.size ?? 2, 'both measures').to.equal(2)
      for (const [group, ofGroup] of totals) expect(new Set(ofGroup.values()).size, group).to.equal(1)
      expect(sum([...totals.values()].map((ofGroup) => [...ofGroup.values()][0]!))).to.equal(each.total)
    }
  })

  it('the months are the year (trap 18): every count of every row', () => {
    expect(countsOf(byMonth.flatMap(({ rows }) => rows))).to.deep.equal(countsOf(year.rows))
    for (const count of ['total', 'used'] as const)
      expect(sum(byMonth.map((month) => month[count]))).to.equal(year[count])
  })

  it('each way to split is the unsplit rows, and the letters are A+B (trap 24)', () => {
    for (const by of [
      ...dimensions.map((one) => [one]),
      ['municipality', 'hour'],
      ['month', 'urgency'],
    ] as Dimension[][]) {
      const split = show('2025-11-01', '2026-11-01', by)
      expect(countsOf(split.rows), by.join()).to.deep.equal(countsOf(year.rows))
      expect([split.total, split.used, split.excluded]).to.deep.equal([year.total, year.used, year.excluded])
    }
    const letters = show('2025-11-01', '2026-11-01', ['urgency']).rows.filter(
      ({ urgency }) => urgency === 'A+B',
    )
    expect(new Set(letters.map(({ group }) => group!.urgency))).to.deep.equal(new Set(['A', 'B']))
  })

  it('the split by month is the months by themselves', () => {
    const split = show('2025-11-01', '2026-11-01', ['month'])
    for (const [i, month] of monthNames().entries()) {
      const own = split.rows.filter(({ group }) => group!.month === month)
      expect(countsOf(own), month).to.deep.equal(countsOf(byMonth[i]!.rows))
    }
  })

  it('the trend is the rows of its months', () => {
    const trend = showTrend({ service: 'ems', month: '2026-10', months }, context)
    expect(trend.months).to.deep.equal(monthNames().map((month, i) => ({ month, rows: byMonth[i]!.rows })))
  })

  it('the distribution is the used tasks, in its bars and within its targets', () => {
    for (const { from, to, rows } of byMonth) {
      const { series } = showDistribution({ service: 'ems', from, to }, context)
      const drawn = rows.filter(({ used, measure }) => used > 0 && measure !== undefined)
      expect(sum(series.map(({ minutes }) => sum(minutes)))).to.equal(sum(drawn.map(({ used }) => used)))
      for (const row of drawn) {
        const own = series.find((each) => keyOf(each) === keyOf(row))!
        expect(own).to.include({ medianSeconds: row.medianSeconds, p90Seconds: row.p90Seconds })
        for (const { withinSeconds, inTime } of row.targets)
          expect(sum(own.minutes.slice(0, withinSeconds / 60))).to.equal(inTime)
      }
    }
  })

  it('a median of the year is counted from its tasks, not from the months (trap 48)', () => {
    const ofMonths = monthNames().flatMap((month) =>
      context.figures.groups({ service: 'ems', ...world.reference.calendar.monthSpan(month) }),
    )
    for (const row of year.rows.filter(({ used }) => used >= 30)) {
      const own = ofMonths.filter(
        ({ urgencyGroup: urgency, zone = 'unknown', ...group }) =>
          keyOf({ ...group, urgency, zone }) === keyOf(row),
      )
      const seconds = own.flatMap((group) => [...group.seconds]).sort((one, other) => one - other)
      expect(seconds).to.have.length(row.used)
      expect(row.medianSeconds).to.be.closeTo(percentile(seconds, 0.5)!, 1e-6)
      expect(row.p90Seconds).to.be.closeTo(percentile(seconds, 0.9)!, 1e-6)
    }
    const tenths = year.rows.flatMap(({ medianSeconds, p90Seconds }) => [medianSeconds, p90Seconds])
    for (const value of tenths)
      if (value !== undefined)
        expect(Number(value.toFixed(1)), 'no crumb of a binary fraction').to.equal(value)
  })

  it('the file says what the answer says, in each language, and so does the terminal', () => {
    for (const each of [year, byMonth[0]!, show('2025-11-01', '2026-11-01', ['municipality'])]) {
      for (const language of ['fi', 'sv', 'en'] as const)
        expect(rowsOfCsv(complianceCsv(each, language))).to.deep.equal(linesOf(each))
      const table = complianceTable(each)
      expect(table).to.include(`Tasks ${each.total} = used ${each.used} + excluded ${each.total - each.used}`)
    }
  })

  it('a share stands beside its counts, and never for all classes together (traps 49 and 52)', () => {
    expect(year).to.not.have.any.keys('share', 'light', 'medianSeconds', 'p90Seconds')
    for (const { zone, used, targets } of year.rows)
      for (const { inTime, share, shareLow, light } of targets) {
        expect(zone).to.not.equal('all')
        expect(share).to.equal(used === 0 ? undefined : inTime / used)
        if (used < 10) expect(light).to.equal('cannot-tell')
        if (used === 0) expect(shareLow).to.equal(undefined)
      }
  })
})

type Line = Record<string, string | number>

/** The cells of the answer as the file names them; what is absent is an empty cell. */
function linesOf({ service, from, to, zones, rows }: Compliance): Line[] {
  const names = new Set(zones.map(({ id }) => id))
  return rows.flatMap((row): Line[] => {
    const { decision = '', urgency, zone, measure = '', total, used, excluded } = row
    const facts = {
      ...{
        service,
        from,
        to,
        data: 'real',
        decision,
        urgency,
        zone,
        named: names.has(zone) ? 1 : 0,
        measure,
      },
      ...{ ...row.group, total, used },
      ...Object.fromEntries(exclusionReasons.map((reason) => [`excluded_${reason}`, excluded[reason] ?? 0])),
      ...{ missing: row.missing, urgency_changed: row.flagged.urgencyChanged },
      ...{ coarse_times: row.flagged.coarseTimes, corrected: row.flagged.corrected },
      ...{ median_seconds: row.medianSeconds ?? '', p90_seconds: row.p90Seconds ?? '' },
      mean_seconds: row.meanSeconds ?? '',
      median_turnout_seconds: row.parts?.medianTurnoutSeconds ?? '',
      median_drive_seconds: row.parts?.medianDriveSeconds ?? '',
      median_cancelled_seconds: row.cancelled?.medianSeconds ?? '',
    }
    const none = { target_seconds: '', required_share: '', official: '', in_time: '', share: '' }
    const noShare = { share_low: '', share_high: '', share_at_least: '', share_at_most: '', light: '' }
    if (row.targets.length === 0) return [{ ...facts, ...none, ...noShare }]
    return row.targets.map((target) => ({
      ...{ ...facts, target_seconds: target.withinSeconds, required_share: target.requiredShare },
      ...{
        official: target.official ? 'official' : 'placeholder',
        in_time: target.inTime,
        light: target.light,
      },
      ...{ share: target.share ?? '', share_low: target.shareLow ?? '', share_high: target.shareHigh ?? '' },
      ...{ share_at_least: target.shareAtLeast ?? '', share_at_most: target.shareAtMost ?? '' },
    }))
  })
}

const texts = new Set([
  'service',
  'from',
  'to',
  'data',
  'decision',
  'urgency',
  'zone',
  'measure',
  'municipality',
  'official',
  'light',
])

function rowsOfCsv(csv: string): Line[] {
  const [header, ...lines] = csv.replace('\uFEFF', '').trimEnd().split('\r\n')
  const names = header!.split(';')
  return lines.map((line) => {
    const cells = line.split(';').map((text, i): [string, string | number] => {
      const name = names[i]!
      if (name === 'zone_name') return ['named', text === '' ? 0 : 1]
      return [name, texts.has(name) || text === '' ? text : Number(text.replace(',', '.'))]
    })
    return Object.fromEntries(cells)
  })
}
