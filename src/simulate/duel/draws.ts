/**
 * Which chance befalls this crew on this task? Common random numbers: every draw is a function of (seed, task, who, what
 * for) and never of the order of events, so that two plans differ by the plan alone.
 */

/** What a draw is for; the number is part of the draw. */
export const purposes = {
  turnout: 1,
  drive: 2,
  door: 3,
  attendance: 4,
  scene: 5,
  transports: 6,
  transport: 7,
  hospital: 8,
  hospitalStay: 9,
  turnedBack: 10,
  wayHome: 11,
  extraScene: 12,
} as const
export type Purpose = keyof typeof purposes

/** Multiply-and-xor over the code units, then an avalanche. */
export function keyOfText(text: string): number {
  let h = 0x9e3779b9
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return mixed(h)
}

export function mixed(from: number): number {
  let h = from | 0
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad)
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97)
  return (h ^ (h >>> 15)) | 0
}

/** Of what hangs on the task alone: keys are those of `keyOfText`. */
export const nobody = 0

export interface Draws {
  /** In (0, 1). */
  uniform(task: number, who: number, purpose: Purpose): number
  /** Right-skewed around `median`; `spread` is the standard deviation of the logarithm. 0 stays 0. */
  skewed(task: number, who: number, purpose: Purpose, median: number, spread: number): number
}

export function createDraws(seed: number, replication: number): Draws {
  const base = mixed(mixed(seed) ^ Math.imul(replication + 1, 0x9e3779b9))
  const bits = (task: number, who: number, what: number) =>
    mixed(mixed(mixed(base ^ task) + who) ^ Math.imul(what, 0x85ebca6b)) >>> 0
  const at = (task: number, who: number, what: number) => (bits(task, who, what) + 0.5) / 4294967296
  return {
    uniform: (task, who, purpose) => at(task, who, purposes[purpose]),
    skewed(task, who, purpose, median, spread) {
      if (median <= 0 || spread === 0) return Math.max(0, median)
      const what = purposes[purpose]
      const radius = Math.sqrt(-2 * Math.log(at(task, who, what)))
      return median * Math.exp(spread * radius * Math.cos(2 * Math.PI * at(task, who, what + 100)))
    },
  }
}
