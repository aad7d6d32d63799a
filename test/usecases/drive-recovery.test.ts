/** Invented drives of known factors over real streets: are the factors found again? Truth is reckoned along single routes. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { createDriveParts } from '../../geo/coverage/drive-parts.ts'
import { coverageRoads } from '../../geo/coverage/drive-times.ts'
import { type RoadClass, roadClasses } from '../../geo/roads/road-graph.ts'
import { findRoute } from '../../geo/roads/route.ts'
import { createRoadSearch } from '../../geo/roads/search.ts'
import { emergencyDrive, offNetworkDeciseconds } from '../../geo/roads/speeds.ts'
import { calibrate } from '../../src/domain/cross-validation.ts'
import type { DriveRow } from '../../src/domain/drive-model.ts'
import { importOsm } from '../../src/intake/roads/import-osm.ts'
import { finished, normal, seeded } from '../domain/drives.ts'

const extract = fileURLToPath(new URL('../../../shared/data/osm/tampere.osm.pbf', import.meta.url))
const truth: Partial<Record<RoadClass, number>> = {
  ...{ primary: 0.95, secondary: 1.05, tertiary: 1.2, residential: 1.4, unclassified: 1.15, service: 1.3 },
}
const [fixedSeconds, winterFactor] = [80, 1.12]

describe('drives over the streets of Tampere (in ../shared/data/osm)', () => {
  it('give back the factors that made them', async function () {
    if (!existsSync(extract)) return this.skip()
    this.timeout(120_000)
    const { graph } = await importOsm(extract, { fileDate: '2026-01-01' })
    const roads = coverageRoads(graph, emergencyDrive)
    const search = createRoadSearch(graph, roads.weights)
    const partsFrom = createDriveParts(roads)
    const draw = seeded(41)
    const anywhere = () => ({ lon: 23.65 + 0.25 * draw(), lat: 61.45 + 0.08 * draw() })
    const rows: DriveRow[] = []
    const exact: number[] = []
    for (let station = 0; station < 5; station++) {
      const from = anywhere()
      const parts = partsFrom(from)!
      for (let i = 0; i < 300; i++) {
        const to = anywhere()
        const [start, end] = [roads.index.nearest(from)!, roads.index.nearest(to)!]
        if (start.metresOff + end.metresOff > 800) continue
        const route = findRoute({ ...roads, search }, start, end)!
        const onRoads = route.stretches.reduce((sum, { arc, share }) => {
          const { roadClass } = graph.kinds[graph.kind[arc]!]!
          return sum + ((roads.weights[arc]! * share) / 10) * (truth[roadClass] ?? 1)
        }, 0)
        const legs = [start, end].map(
          ({ metresOff }) => offNetworkDeciseconds(metresOff, emergencyDrive) / 10,
        )
        const winter = draw() < 0.45
        const seconds = (onRoads + legs[0]! + legs[1]!) * (winter ? winterFactor : 1) + fixedSeconds
        const classSeconds = parts.to(to)!.map((deciseconds) => deciseconds / 10)
        const cell = `${Math.floor(to.lon * 50)} ${Math.floor(to.lat * 100)}`
        exact.push(seconds)
        rows.push({
          cell,
          classSeconds,
          winter,
          zone: '',
          measuredSeconds: seconds * Math.exp(0.15 * normal(draw)),
        })
      }
    }
    const found = finished(calibrate(rows))
    if (found.kind !== 'calibrated') throw new Error(found.reason)
    const { factors, trials } = found
    const share = (one: RoadClass) => {
      const i = roadClasses.indexOf(one)
      const whole = rows.reduce((sum, { classSeconds }) => sum + classSeconds.reduce((a, b) => a + b, 0), 0)
      return rows.reduce((sum, { classSeconds }) => sum + classSeconds[i]!, 0) / whole
    }
    const big = (Object.keys(truth) as RoadClass[]).filter((one) => share(one) > 0.08)
    const off = Object.fromEntries(big.map((one) => [one, factors.classes[one] / truth[one]! - 1]))
    const byUnseen = [...found.unseen]
      .map((seconds, i) => Math.abs(seconds / exact[i]! - 1))
      .sort((a, b) => a - b)
    expect(rows.length).to.be.above(800)
    expect(big.length).to.be.at.least(3)
    for (const one of big) expect(off[one], one).to.be.within(-0.1, 0.1)
    expect(factors.winter).to.be.closeTo(winterFactor, 0.03)
    expect(factors.fixedSeconds).to.be.closeTo(fixedSeconds, 20)
    // Without the noise, of cells that were not seen.
    expect(byUnseen[rows.length >> 1]).to.be.below(0.025)
    expect(trials.find(({ model }) => model === factors.model)!.errors.medianAbsoluteSeconds).to.be.below(
      trials[0]!.errors.medianAbsoluteSeconds / 2,
    )
  })
})
