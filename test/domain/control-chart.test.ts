import { expect } from 'chai'
import { type Chart, shareChart, valueChart } from '../../src/domain/control-chart.ts'
import { findSignals, type Rule } from '../../src/domain/control-rules.ts'
import { type Random, streamOf } from '../../src/simulate/random.ts'

const name = (i: number) => `2024-${String(i + 1).padStart(3, '0')}`
const allRules: readonly Rule[] = [
  'beyond-limits',
  'two-of-three-beyond-two-sigma',
  'nine-on-one-side',
  'six-trending',
  'range-beyond-limit',
]
const shares = (hits: readonly number[], n: number) =>
  hits.map((count, i) => ({ at: name(i), hits: count, n }))
const values = (list: readonly (number | undefined)[]) =>
  list.map((value, i) => ({ at: name(i), ...(value === undefined ? {} : { value }) }))
const wobble = (count: number) =>
  Array.from({ length: count }, (_, i) => [98, 101, 100, 103, 99, 97, 102][i % 7]!)
const rulesOf = (chart: Chart) => chart.signals.map(({ rule, to }) => `${rule} ${to}`)

describe('the rules of a control chart', () => {
  for (const [rule, sigmas, expected] of [
    ['beyond-limits', [0, 3.1, -3, -3.2], ['2..2 above', '4..4 below']],
    ['two-of-three-beyond-two-sigma', [2.1, 0, 2.2, -2.1], ['1..3 above']],
    ['two-of-three-beyond-two-sigma', [2.1, 2.1], ['1..2 above']],
    ['two-of-three-beyond-two-sigma', [2.1, 2.1, 0, 1], ['1..2 above']],
    ['two-of-three-beyond-two-sigma', [2.1, 0, 0, 2.1, -2.5, 2], []],
    ['nine-on-one-side', [1, 1, 1, 1, 1, 1, 1, 1], []],
    ['nine-on-one-side', [-1, 1, 1, 1, 1, 1, 1, 1, 1, 0.1, 2], ['2..11 above']],
    ['nine-on-one-side', [1, 1, 1, 1, 0, 1, 1, 1, 1, 1], []],
    ['six-trending', [1, 2, 3, 4, 5], []],
    ['six-trending', [0, -1, -2, -3, -4, -5, -6], ['1..7 below']],
    ['six-trending', [0, 1, 2, 2, 3, 4, 5], []],
    ['six-trending', [5, 0, 1, 2, 3, 4, 5, 1], ['2..7 above']],
  ] as const) {
    it(`${rule} of ${sigmas.join(' ')}`, () => {
      const points = sigmas.map((sigmasOff, i) => ({
        ...{ at: `${i + 1}`, value: sigmasOff, sigmasOff, believed: true, isWide: false },
      }))
      const { signals } = findSignals(points, [rule])
      expect(signals.map(({ from, to, side }) => `${from}..${to} ${side}`)).to.deep.equal(expected)
    })
  }
})

describe('a p chart', () => {
  it('of the wafers in the NIST handbook (6.3.3.2)', () => {
    const defects = [
      12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7,
    ]
    const chart = shareChart(shares([...defects, 13, 9, 6], 50), { limits: 'binomial' })
    expect(chart.kind).to.equal('p')
    expect(chart.centre).to.be.closeTo(0.2313, 0.00005)
    expect(chart.points[0]!.low).to.be.closeTo(0.0524, 0.0001)
    expect(chart.points[0]!.high).to.be.closeTo(0.4102, 0.0001)
    expect(rulesOf(chart).filter((text) => text.startsWith('beyond'))).to.deep.equal([
      'beyond-limits 2024-015',
      'beyond-limits 2024-023',
    ])
  })

  it('has limits that vary with n, within 0 and 1', () => {
    const points = shares(
      wobble(24).map((value) => value - 10),
      110,
    ).map((point, i) => (i % 2 ? point : { ...point, hits: 9, n: 10 }))
    const [small, large] = shareChart(points).points
    expect(small!.high).to.equal(1)
    expect(large!.high! - large!.low!).to.be.below(small!.high! - small!.low!)
  })

  it('takes no tasks as a gap, not as 0 % or 100 % (trap 51)', () => {
    const points = shares(wobble(24), 110)
    const withGap = [...points.slice(0, 12), { at: '2024-012a', hits: 0, n: 0 }, ...points.slice(12)]
    const chart = shareChart(withGap)
    expect(chart.points[12]).to.deep.equal({ at: '2024-012a', signals: [] })
    expect(chart.centre).to.equal(shareChart(points).centre)
    expect(chart.baselinePoints).to.equal(24)
    expect(chart.signals).to.deep.equal([])
  })

  it('a run goes on over a gap', () => {
    const points = [...shares(wobble(24), 110)]
    const after = Array.from({ length: 9 }, (_, i) => ({
      at: `2025-${i}`,
      hits: i === 4 ? 0 : 104,
      n: i === 4 ? 0 : 110,
    }))
    const found = shareChart([...points, ...after, { at: '2025-9', hits: 104, n: 110 }], {
      baseline: { first: 24 },
    })
    expect(found.signals).to.deep.equal([
      { rule: 'nine-on-one-side', from: name(22), to: '2025-9', side: 'above' },
    ])
  })

  it('believes a point beyond only with the exact tail: 6 of 10 at 90 % is no alarm, 3 of 10 is', () => {
    const points = [
      ...shares(
        wobble(24).map((value) => value - 10),
        100,
      ),
      { at: '2025-1', hits: 6, n: 10 },
    ]
    const chart = shareChart(points, { baseline: { first: 24 } })
    expect(chart.points[24]!.value).to.be.below(chart.points[24]!.low!)
    expect(chart.signals).to.deep.equal([])
    const worse = shareChart([...points.slice(0, 24), { at: '2025-1', hits: 3, n: 10 }], {
      baseline: { first: 24 },
    })
    expect(rulesOf(worse)).to.deep.equal(['beyond-limits 2025-1'])
  })

  it("names Laney's limits where points differ by more than chance, and takes others when told", () => {
    const random = streamOf('laney')
    const wild = Array.from({ length: 60 }, (_, i) => drawn(random, i, 5000, 0.9 + 0.02 * gaussian(random)))
    const calm = Array.from({ length: 60 }, (_, i) => drawn(random, i, 5000, 0.9))
    expect(shareChart(wild)).to.include({ kind: 'laney', standing: 'firm' })
    expect(shareChart(wild).sigmaZ).to.be.within(3, 7)
    expect(shareChart(wild).signals.length).to.be.below(4)
    expect(shareChart(wild, { limits: 'binomial' }).signals.length).to.be.above(15)
    expect(shareChart(calm)).to.include({ kind: 'p' })
    const narrow = shareChart(calm, { limits: 'laney' })
    expect(narrow.kind).to.equal('laney')
    const { low, high } = narrow.points[0]!
    const sigma = Math.sqrt((narrow.centre! * (1 - narrow.centre!)) / calm[0]!.n)
    expect(high! - low!).to.be.closeTo(6 * sigma * narrow.sigmaZ!, 1e-12)
  })
})

describe('an XmR chart', () => {
  it('of the flow rates in the NIST handbook (6.3.2.2), told twelve times over', () => {
    const rates = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
    // A gap between the tellings: no range is taken across it, so that mean and limits are the published ones.
    const twelve = Array.from({ length: 12 }, () => [...rates, undefined]).flat()
    const chart = valueChart(values(twelve))
    expect(chart.centre).to.be.closeTo(50.81, 0.00001)
    expect(chart.points[0]!.high).to.be.closeTo(55.8041, 0.0002)
    expect(chart.points[0]!.low).to.be.closeTo(45.8159, 0.0002)
    expect(chart.rangeLimit).to.be.closeTo(3.267 * 1.8778, 0.0002)
    expect(chart.points[1]!.movingRange).to.be.closeTo(2, 1e-9)
    expect(chart.points[11]).to.not.have.property('movingRange')
  })

  for (const [baseline, count, standing] of [
    ['all', 26, 'firm'],
    [{ first: 12 }, 12, 'provisional'],
    [{ first: 11 }, 11, 'too-few-points'],
    [{ before: '2024-021' }, 20, 'firm'],
    [{ before: '2024-001' }, 0, 'too-few-points'],
  ] as const) {
    it(`limits by ${JSON.stringify(baseline)}: ${standing}`, () => {
      const chart = valueChart(values([...wobble(20), 150, 150, 150, 150, 150, 150]), { baseline })
      expect(chart).to.include({ standing, baselinePoints: count })
      const hasLimits = standing === 'firm' || standing === 'provisional'
      expect('low' in chart.points[0]!).to.equal(hasLimits)
      expect(chart.signals.length > 0).to.equal(hasLimits)
      if (count === 0) expect(chart).to.not.have.property('centre')
    })
  }

  it('a shift after the seam is seen, by the jump and by the run', () => {
    const after = Array.from({ length: 10 }, (_, i) => 106 + (i % 3))
    const chart = valueChart(values([...wobble(24), 130, ...after]), {
      baseline: { before: name(24) },
      rules: allRules,
    })
    expect(rulesOf(chart)).to.include.members([
      'beyond-limits 2024-025',
      'nine-on-one-side 2024-035',
      'range-beyond-limit 2024-026',
    ])
    expect(chart.points[24]!.signals).to.include('beyond-limits')
    expect(chart.points[0]!.signals).to.deep.equal([])
  })

  it('without any variation there is nothing to measure a wobble by', () => {
    const flat = valueChart(values([...Array<number>(24).fill(5), 6]), { baseline: { first: 24 } })
    expect(flat).to.deep.include({ standing: 'no-variation', signals: [], centre: 5 })
    const sure = shareChart([...shares(Array<number>(24).fill(10), 10), { at: '2025', hits: 9, n: 10 }], {
      baseline: { first: 24 },
    })
    expect(sure).to.deep.include({ standing: 'no-variation', signals: [], centre: 1 })
    expect(valueChart([])).to.include({ standing: 'too-few-points', baselinePoints: 0 })
  })

  it('refuses points out of order, endless values and more hits than tasks', () => {
    expect(() =>
      valueChart([
        { at: '2024-02', value: 1 },
        { at: '2024-01', value: 1 },
      ]),
    ).to.throw(/rising times/)
    expect(() => valueChart([{ at: '2024-02', value: Number.NaN }])).to.throw(/NaN/)
    expect(() => shareChart([{ at: '2024-02', hits: 2, n: 1 }])).to.throw(/2 hits in 1 tasks/)
  })
})

describe('false alarms of a process in control, as a share of its points', () => {
  const charts = 400
  const length = 48
  const draws: readonly (readonly [string, (random: Random) => Chart])[] = [
    ['p, 200 tasks at 90 %', (random) => shareChart(shareSeries(random, 200, 0.9), { rules: allRules })],
    ['p, 30 tasks at 90 %', (random) => shareChart(shareSeries(random, 30, 0.9), { rules: allRules })],
    ['p, 2000 tasks at 50 %', (random) => shareChart(shareSeries(random, 2000, 0.5), { rules: allRules })],
    ['XmR, normal values', (random) => valueChart(normalSeries(random), { rules: allRules })],
  ]
  for (const [title, make] of draws) {
    it(`${title}: the usual rules on fewer than 9 points of 1000`, () => {
      const random = streamOf('in control', title)
      const share: Record<string, number> = {}
      for (let round = 0; round < charts; round++)
        for (const point of make(random).points) {
          for (const rule of point.signals) share[rule] = (share[rule] ?? 0) + 1 / (charts * length)
          const usual = point.signals.some((rule) => allRules.indexOf(rule) < 3)
          if (usual) share.usual = (share.usual ?? 0) + 1 / (charts * length)
        }
      expect(share['beyond-limits'] ?? 0).to.be.below(0.005)
      expect(share['two-of-three-beyond-two-sigma'] ?? 0).to.be.below(0.006)
      expect(share['nine-on-one-side']).to.be.within(0.0005, 0.006)
      expect(share['six-trending'] ?? 0).to.be.below(0.006)
      expect(share.usual).to.be.within(0.002, 0.009)
    })
  }

  for (const [first, most] of [
    [12, 0.045],
    [20, 0.03],
    [36, 0.02],
  ] as const) {
    it(`the twelve points after a baseline of ${first}: below ${(100 * most).toFixed(1)} %, for the limits move too`, () => {
      const random = streamOf('after the baseline', first)
      let alarms = 0
      for (let round = 0; round < 1500; round++) {
        const list = Array.from({ length: first + 12 }, () => gaussian(random))
        const { points } = valueChart(values(list), { baseline: { first } })
        alarms += points.slice(first).filter(({ signals }) => signals.length > 0).length
      }
      expect(alarms / (12 * 1500)).to.be.within(0.008, most)
    })
  }

  function shareSeries(random: Random, n: number, level: number) {
    return Array.from({ length }, (_, i) => drawn(random, i, n, level))
  }

  function normalSeries(random: Random) {
    return values(Array.from({ length }, () => gaussian(random)))
  }
})

function drawn(random: Random, i: number, n: number, level: number) {
  let hits = 0
  for (let task = 0; task < n; task++) if (random() < level) hits++
  return { at: name(i), hits, n }
}

function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
