import { expect } from 'chai'
import fc from 'fast-check'
import { cellFit, cellFits, medianInterval } from '../../src/domain/cell-fit.ts'
import { calibrate, errorsOf, foldsByCell } from '../../src/domain/cross-validation.ts'
import { assumedFactors, type DriveFactors, expectedSeconds, isWinter } from '../../src/domain/drive-model.ts'
import { fitDrives } from '../../src/domain/fit-drives.ts'
import { drivesOf, finished, normal, seeded } from './drives.ts'

const truthOf = (draw: () => number): DriveFactors => {
  const around = (middle: number, spread: number) => middle + (draw() - 0.5) * spread
  return {
    ...assumedFactors,
    classes: {
      ...assumedFactors.classes,
      primary: around(1.05, 0.4),
      tertiary: around(1.15, 0.4),
      residential: around(1.25, 0.4),
      'off-network': around(1.1, 0.4),
    },
    winter: around(1.1, 0.15),
    fixedSeconds: around(60, 60),
  }
}

describe('fit of drives', () => {
  it('recovers the factors of a synthetic world: classes within 8 %, winter within 5 %, fixed seconds within 20 s', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const truth = truthOf(seeded(seed))
        const found = finished(fitDrives(drivesOf(truth, { seed, n: 4000 }), 'by-season'))
        for (const one of ['primary', 'tertiary', 'residential', 'off-network'] as const)
          expect(found.classes[one] / truth.classes[one], one).to.be.closeTo(1, 0.08)
        expect(found.winter / truth.winter).to.be.closeTo(1, 0.05)
        expect(found.fixedSeconds).to.be.closeTo(truth.fixedSeconds, 20)
      }),
      { numRuns: 12, seed: 3 },
    )
  })

  it('is not pulled by one drive in fifteen with a time of nonsense', () => {
    const truth = truthOf(seeded(5))
    const rows = drivesOf(truth, { seed: 5, n: 3000, wildEvery: 15 })
    const found = finished(fitDrives(rows, 'by-season'))
    const ratios = rows.map((row) => expectedSeconds(row, found) / expectedSeconds(row, truth)).sort()
    expect(ratios[1500]).to.be.closeTo(1, 0.05)
  })

  it('recovers factors and seconds of zones', () => {
    const zones = {
      1: { factor: 1.2, fixedSeconds: 140 },
      2: { factor: 1, fixedSeconds: 60 },
      3: { factor: 0.9, fixedSeconds: 50 },
    }
    const truth = { ...truthOf(seeded(8)), zones }
    const rows = drivesOf(truth, { seed: 8, n: 6000, cells: 300 })
    const found = finished(fitDrives(rows, 'by-zone'))
    for (const zone of ['1', '2', '3'] as const) {
      const own = rows.filter((row) => row.zone === zone)
      const ratios = own.map((row) => expectedSeconds(row, found) / expectedSeconds(row, truth)).sort()
      expect(ratios[own.length >> 1], zone).to.be.closeTo(1, 0.03)
    }
  })

  it('shrinks what little was seen of to 1, and never below 0 seconds at the ends', () => {
    const rows = drivesOf({ ...assumedFactors, winter: 1.6 }, { seed: 2, n: 6 })
    const { winter, fixedSeconds } = finished(fitDrives(rows, 'by-season'))
    expect(winter).to.be.within(0.95, 1.55)
    expect(fixedSeconds).to.be.at.least(0)
    expect(finished(fitDrives([], 'by-zone'))).to.deep.equal(assumedFactors)
  })

  it('gives a class of which nothing was seen the factor that all share', () => {
    const truth = { ...assumedFactors, fixedSeconds: 0 }
    const rows = drivesOf(truth, { seed: 4, n: 500, noise: 0.05 }).map((row) => ({
      ...row,
      measuredSeconds: row.measuredSeconds * 1.3,
    }))
    const { classes } = finished(fitDrives(rows, 'by-class'))
    expect(classes.motorway).to.be.closeTo(1.25, 0.12)
  })
})

describe('cross-validation of drives', () => {
  it('changes nothing, to the last digit, when rows come in another order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (seed) => {
        const rows = drivesOf(truthOf(seeded(seed)), { seed, n: 300, cells: 40 })
        const draw = seeded(seed + 1)
        const order = rows.map((_, i) => ({ i, at: draw() })).sort((a, b) => a.at - b.at)
        const [first, second] = [
          finished(calibrate(rows)),
          finished(calibrate(order.map(({ i }) => rows[i]!))),
        ]
        if (first.kind !== 'calibrated' || second.kind !== 'calibrated') throw new Error('not calibrated')
        expect(second.factors).to.deep.equal(first.factors)
        expect(second.trials).to.deep.equal(first.trials)
        expect([...second.unseen]).to.deep.equal(order.map(({ i }) => first.unseen[i]))
      }),
      { numRuns: 5, seed: 1 },
    )
  })

  it('mends a misfit by the model that made it, and tells by how much', () => {
    const rows = drivesOf(truthOf(seeded(31)), { seed: 31, n: 3000 })
    const found = finished(calibrate(rows))
    if (found.kind !== 'calibrated') throw new Error('not calibrated')
    const [none, , , bySeason] = found.trials
    expect(found.factors.model).to.equal('by-season')
    expect(bySeason!.errors.medianAbsoluteSeconds).to.be.below(none!.errors.medianAbsoluteSeconds * 0.75)
    expect(Math.abs(bySeason!.errors.medianSeconds)).to.be.below(10)
    expect(errorsOf(rows, found.unseen)).to.deep.equal(bySeason!.errors)
  })

  it('keeps the assumed speeds where no model is better', () => {
    const rows = drivesOf(assumedFactors, { seed: 12, n: 2000 })
    const found = finished(calibrate(rows))
    expect(found.kind === 'calibrated' && found.factors).to.deep.equal(assumedFactors)
  })

  it('never learns from a cell what it is tried on: noise of whole cells is not foretold', () => {
    const draw = seeded(77)
    const own = new Map<string, number>()
    const rows = drivesOf(assumedFactors, { seed: 77, n: 2000, noise: 0.02 }).map((row) => {
      if (!own.has(row.cell)) own.set(row.cell, Math.exp(0.3 * normal(draw)))
      return { ...row, measuredSeconds: row.measuredSeconds * own.get(row.cell)! }
    })
    const found = finished(calibrate(rows))
    if (found.kind !== 'calibrated') throw new Error('not calibrated')
    const relative = rows.map((row, i) => Math.abs(Math.log(row.measuredSeconds / found.unseen[i]!))).sort()
    expect(relative[1000]).to.be.above(0.12)
  })

  it('says that nothing is calibrated with too little to learn from', () => {
    const truth = truthOf(seeded(1))
    for (const [rows, reason] of [
      [[], 'too-few-drives'],
      [drivesOf(truth, { seed: 1, n: 99 }), 'too-few-drives'],
      [drivesOf(truth, { seed: 1, n: 400, cells: 9 }), 'too-few-cells'],
    ] as const)
      expect(finished(calibrate(rows))).to.include({ kind: 'not-calibrated', reason, drives: rows.length })
  })

  it('parts the cells evenly', () => {
    const rows = drivesOf(assumedFactors, { seed: 6, n: 5000, cells: 200 })
    const sizes = Array<number>(5).fill(0)
    const foldOf = foldsByCell(rows)
    for (const { cell } of rows) sizes[foldOf.get(cell)!]!++
    for (const size of sizes) expect(size).to.be.closeTo(1000, 30)
  })
})

describe('fit of a cell', () => {
  const around = (middle: number, n: number, spread = 30) => {
    const draw = seeded(n)
    return Array.from({ length: n }, () => middle + spread * normal(draw))
  }

  it('is told by what its drives surely show', () => {
    for (const [errors, fit] of [
      [around(0, 40), 'good'],
      [around(50, 40), 'good'],
      [around(110, 40), 'poor'],
      [around(-110, 40), 'poor'],
      [around(0, 40, 250), 'poor'],
      [around(300, 9), 'too-few'],
      [around(300, 10), 'poor'],
    ] as const)
      expect(cellFit(errors).fit, `${errors.length} around ${errors[0]}`).to.equal(fit)
  })

  it('counts each cell by itself', () => {
    const found = cellFits(['a', 'b', 'a'], [10, -200, 30])
    expect(found.get('a')).to.deep.include({ n: 2, medianSeconds: 20, farOff: 0 })
    expect(found.get('b')).to.deep.include({ n: 1, medianSeconds: -200, farOff: 1 })
  })

  it('bounds the median as the sign test does: ranks 2 of 10, 10 of 30, 40 of 100; nothing below six', () => {
    const ranks = (n: number) => medianInterval(Array.from({ length: n }, (_, i) => i + 1))
    expect(ranks(10)).to.deep.equal({ low: 2, high: 9 })
    expect(ranks(30)).to.deep.equal({ low: 10, high: 21 })
    expect(ranks(100)).to.deep.equal({ low: 40, high: 61 })
    expect(ranks(6)).to.deep.equal({ low: 1, high: 6 })
    expect(ranks(5)).to.equal(undefined)
  })

  it('holds the true median in at least 95 % of samples', () => {
    const draw = seeded(9)
    let held = 0
    for (let run = 0; run < 2000; run++) {
      const sample = Float64Array.from({ length: 25 }, () => Math.exp(normal(draw))).sort()
      const { low, high } = medianInterval(sample)!
      if (low <= 1 && 1 <= high) held++
    }
    expect(held / 2000).to.be.at.least(0.945)
  })
})

describe('winter', () => {
  it('is November to March', () => {
    const months = Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`)
    expect(months.filter(isWinter).map((month) => month.slice(5))).to.deep.equal([
      '01',
      '02',
      '03',
      '11',
      '12',
    ])
  })
})
