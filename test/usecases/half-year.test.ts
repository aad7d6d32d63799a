/**
 * The published sentence of 7-12/2024, told by the county: A and B better in urban areas and worse elsewhere, C and D
 * unchanged, about 10 % fewer tasks, of A, B and D fewer and of C more. A synthetic year built to be so must give it back.
 */
import { expect } from 'chai'
import type { Comparison } from '../../src/contract/comparison.ts'
import type { JudgedRow } from '../../src/domain/judged-row.ts'
import { createFigures } from '../../src/figures/figures.ts'
import { halfYearSentences, zoneVerdicts } from '../../src/report/half-year.ts'
import { periodReport } from '../../src/report/half-year-report.ts'
import { type Random, streamOf } from '../../src/simulate/random.ts'
import type { CountyReference } from '../../src/usecases/reference.ts'
import { showComparison } from '../../src/usecases/show-comparison.ts'
import { showCompliance } from '../../src/usecases/show-compliance.ts'
import { aDecision, aTarget, noon, smallWorld } from './small-world.ts'

const limits = { 'core-urban': [480, 660], 'other-urban': [600, 1140], rural: [1140, 1860] } as const
type Zone = keyof typeof limits
const zones = Object.keys(limits) as Zone[]

const decision = aDecision({
  validFrom: '2020-01-01',
  targets: [
    ...zones.flatMap((zone) =>
      limits[zone].map((withinSeconds, i) => aTarget({ zone, withinSeconds, requiredShare: [0.5, 0.9][i]! })),
    ),
    aTarget({ urgencies: ['C'], measure: 'ambulance', withinSeconds: 1800, requiredShare: 0.85 }),
    aTarget({ urgencies: ['D'], measure: 'ambulance', withinSeconds: 7200, requiredShare: 0.9 }),
  ],
})

/** Tasks of half a year by urgency: 17 900, then 16 100, a tenth fewer. */
const volumes = {
  '2023': { A: 900, B: 4300, C: 5900, D: 6800 },
  '2024': { A: 780, B: 3620, C: 6300, D: 5400 },
} as const
/** Chance of being in time of the limits of A+B, then of those of C and D, which stay. */
const shares: Record<'2023' | '2024', Record<Zone, readonly [number, number]>> = {
  '2023': { 'core-urban': [0.55, 0.86], 'other-urban': [0.56, 0.87], rural: [0.55, 0.88] },
  '2024': { 'core-urban': [0.63, 0.92], 'other-urban': [0.62, 0.91], rural: [0.48, 0.83] },
}
const inTimeOfOthers = { C: 0.9, D: 0.95 } as const
const zoneShares: readonly [Zone, number][] = [
  ['core-urban', 0.2],
  ['other-urban', 0.5],
  ['rural', 0.3],
]

function zoneBy(random: Random): Zone {
  let rest = random()
  for (const [zone, share] of zoneShares) {
    if (rest < share) return zone
    rest -= share
  }
  return 'rural'
}

function secondsOf(random: Random, year: '2023' | '2024', letter: string, zone: Zone): number {
  const draw = random()
  if (letter === 'C' || letter === 'D') {
    const limit = letter === 'C' ? 1800 : 7200
    return draw < inTimeOfOthers[letter] ? limit - 300 : limit + 300
  }
  const [median, ninety] = shares[year][zone]
  const [first, second] = limits[zone]
  return draw < median ? first - 60 : draw < ninety ? second - 60 : second + 120
}

function* halfYear(year: '2023' | '2024'): Generator<JudgedRow> {
  const random = streamOf(`synthetic ${year}`)
  const from = Date.parse(`${year}-07-01T03:00:00Z`)
  for (const [letter, count] of Object.entries(volumes[year]))
    for (let i = 0; i < count; i++) {
      const zone = zoneBy(random)
      const isUrgent = letter === 'A' || letter === 'B'
      yield {
        ...{
          task: `${year}-${letter}-${i}`,
          ordinal: 0,
          service: 'ems',
          decision: decision.id,
          urgency: letter,
        },
        datedAt: from + Math.floor(random() * 183 * 86_400_000),
        urgencyGroup: isUrgent ? 'A+B' : letter,
        ...{ zone, municipality: '901', measure: isUrgent ? 'first-unit' : 'ambulance', flags: 0 },
        seconds: secondsOf(random, year, letter, zone),
      }
    }
}

describe('the half-year report', () => {
  let comparison: Comparison
  let report: string

  before(async function () {
    this.timeout(60_000)
    const { reference } = await smallWorld({ decisions: [decision] })
    const figures = createFigures(reference.calendar)
    figures.update(halfYear('2023'))
    figures.update(halfYear('2024'))
    const context = {
      figures,
      reference: reference as CountyReference,
      now: noon,
      demo: false,
      upTo: { seq: 0 },
    }
    const question = { service: 'ems' as const, from: '2024-07-01', to: '2025-01-01' }
    const against = { from: '2023-07-01', to: '2024-01-01' }
    comparison = showComparison({ ...question, against }, context)
    report = periodReport('2024H2', showCompliance(question, context), comparison, 'fi')
  })

  it('says what the year was built to be', () => {
    const verdicts = (urgency: string) =>
      Object.fromEntries(zoneVerdicts(urgency, comparison).map(({ zone, verdict }) => [zone, verdict]))
    expect(verdicts('A+B')).to.deep.equal({ 'core-urban': 'better', 'other-urban': 'better', rural: 'worse' })
    for (const urgency of ['C', 'D'])
      expect(new Set(Object.values(verdicts(urgency))), urgency).to.deep.equal(new Set(['no-change-shown']))
    const words = Object.fromEntries(comparison.volumes.map(({ urgency, word }) => [urgency, word]))
    expect(words).to.include({ all: 'fewer', 'A+B': 'fewer', C: 'more', D: 'fewer' })
  })

  it('recovers the shifts it was built with, mix and performance apart', () => {
    for (const [i, requiredShare] of [0.5, 0.9].entries()) {
      const family = comparison.shares.find(
        (share) => share.urgency === 'A+B' && share.requiredShare === requiredShare,
      )!
      expect(family.mix + family.performance).to.be.closeTo(family.change, 1e-12)
      for (const { zone, difference, interval } of family.zones) {
        const shift = shares['2024'][zone as Zone][i]! - shares['2023'][zone as Zone][i]!
        const side = shift < difference! ? difference! - interval!.low! : interval!.high! - difference!
        // One in twenty lies outside its 95 % interval, and six are asked: 1.7 times as wide all six hold it.
        expect(Math.abs(shift - difference!), `${zone} ${requiredShare}`).to.be.below(1.7 * side)
      }
    }
    const all = comparison.volumes.find(({ urgency }) => urgency === 'all')!
    expect(all).to.include({ before: 17_900, after: 16_100 })
    // Both halves have 184 days.
    expect(all.ratio).to.be.closeTo(16_100 / 17_900, 1e-12)
  })

  for (const [language, words] of [
    [
      'fi',
      [/^A\+B parani: Ydintaajama \(.*Muu taajama \(.*; heikkeni: \S+ \(/, /^C muutosta ei voida osoittaa/],
    ],
    ['sv', [/^A\+B bättre: .*; sämre: /, /^C ingen förändring kan påvisas/]],
    ['en', [/^A\+B better: Core urban .*; worse: \S+ /, /^Tasks 17,900 → 16,100 \(-10\.1%/]],
  ] as const)
    it(`is a sentence with numbers and intervals (${language})`, () => {
      const sentences = halfYearSentences(comparison, language)
      for (const word of words)
        expect(
          sentences.some((sentence) => word.test(sentence)),
          `${word}`,
        ).to.equal(true)
      expect(sentences[0]).to.match(/8:00 \/ 50\D*%.*n \d/)
      expect(sentences.join(' ')).to.not.include('undefined')
    })

  it('says that there is nothing to compare with, where there is nothing', () => {
    const volumes = comparison.volumes.map((volume) => ({ ...volume, before: 0, ratio: undefined }))
    const sentences = halfYearSentences({ ...comparison, shares: [], volumes }, 'en')
    expect(sentences).to.include('The period compared with has no task: no change can be counted.')
    expect(sentences.join(' ')).to.not.include('0 →')
  })

  it('stands above the figures that it comes from', () => {
    expect(report).to.match(/^# Ensihoito: tavoittamisajat 2024H2/)
    expect(report).to.include('Tasks 16100 = used 16100 + excluded 0')
  })
})
