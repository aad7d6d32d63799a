/** Invented drives of a world whose factors are known. */
import { roadClasses } from '../../geo/roads/road-graph.ts'
import { type DriveFactors, type DriveRow, expectedSeconds } from '../../src/domain/drive-model.ts'

/** Park and Miller's generator: 0 to 1, the same on every machine. */
export function seeded(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return (state - 1) / 2_147_483_646
  }
}

/** Standard normal, by Box and Muller. */
export function normal(draw: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw())
}

export interface WorldOptions {
  readonly seed: number
  readonly n: number
  readonly cells?: number
  /** Standard deviation of the logarithm of measured against true. */
  readonly noise?: number
  /** One in so many is nonsense: a button pressed an hour late. */
  readonly wildEvery?: number
}

const classes = ['primary', 'tertiary', 'residential', 'off-network'] as const

/** Each cell lies some way off on a mixture of roads of its own, as from one station. */
export function drivesOf(truth: DriveFactors, options: WorldOptions): DriveRow[] {
  const { seed, n, cells = 120, noise = 0.2, wildEvery } = options
  const draw = seeded(seed)
  const places = Array.from({ length: cells }, (_, i) => {
    const classSeconds = new Float64Array(roadClasses.length)
    for (const one of classes)
      classSeconds[roadClasses.indexOf(one)] = draw() < 0.3 ? 0 : Math.round(20 + 500 * draw() ** 2)
    classSeconds[roadClasses.indexOf('residential')]! += 30
    return { cell: `1kmN${6900 + i}E434`, classSeconds, zone: String(1 + Math.floor(draw() * 3)) }
  })
  return Array.from({ length: n }, (_, i) => {
    const row = { ...places[Math.floor(draw() * cells)]!, winter: draw() < 0.4 }
    const seconds = expectedSeconds(row, truth) * Math.exp(noise * normal(draw))
    const isWild = wildEvery !== undefined && i % wildEvery === 0
    return { ...row, measuredSeconds: Math.round(isWild ? seconds + 3600 * draw() : seconds) }
  })
}

/** Runs a generator to its end. */
export function finished<T>(work: Generator<unknown, T>): T {
  let step = work.next()
  while (!step.done) step = work.next()
  return step.value
}
