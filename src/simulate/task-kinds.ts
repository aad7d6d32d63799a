/**
 * What kinds of task are there, and how common? Weights of the demo, by urgency for EMS and by type for rescue.
 * Codes are the national ones; the EMS weights are plausible guesses, the rescue ones follow the county's figures of
 * 2025 by type (583 traffic accidents, 559 alarm-system checks, 557 other checks, 77 building fires + 150 near-fires,
 * 116 terrain fires), the rest guessed.
 */

export type Urgency = 'A' | 'B' | 'C' | 'D'

export const emsUrgencyShare: Readonly<Record<Urgency, number>> = { A: 0.05, B: 0.25, C: 0.35, D: 0.35 }

/** Code and weight within the urgency. */
export const emsCodes: Readonly<Record<Urgency, ReadonlyMap<string, number>>> = {
  A: weights('700 22, 702 20, 703 20, 704 14, 706 8, 711 2, 713 1, 741 3, 745 2, 752 3, 772 4, 773 1'),
  B: weights(`702 8, 703 20, 704 23, 705 7, 706 11, 741 3, 744 1, 745 6, 746 2, 752 5, 754 1, 761 2, 771 4, 772 6,
    773 2, 774 4, 781 3, 785 2, 791 1`),
  C: weights(`703 6, 704 6, 705 6, 706 4, 744 3, 745 15, 746 3, 752 2, 762 1, 764 2, 770 6, 771 3, 774 16, 775 6,
    781 9, 782 3, 783 4, 784 3, 785 6, 786 2`),
  D: weights('744 2, 745 12, 763 2, 770 4, 774 20, 775 8, 781 6, 782 2, 783 8, 784 4, 785 8, 793 20, 794 2'),
}

function weights(text: string): Map<string, number> {
  const pairs = text.split(',').map((pair) => pair.trim().split(' '))
  return new Map(pairs.map(([code, weight]) => [code!, Number(weight)]))
}

/** Codes that do not come from the emergency centre but are ordered. */
export const orderedCodes: ReadonlySet<string> = new Set(['793', '794'])

export interface RescueKind {
  readonly code: string
  /** Tasks a year, relative. */
  readonly weight: number
  readonly urgency: Readonly<Record<Urgency, number>>
  /** Rescue units sent when urgent; a task that is not urgent gets one. */
  readonly units: number
  readonly officer: boolean
  readonly sceneMinutes: number
  /** Share that happens on roads and in the woods rather than where people live. */
  readonly open: number
  /** Share of the year's tasks by season, January to December; even when absent. */
  readonly seasonal?: readonly number[]
}

const dryGround = [0, 0, 2, 16, 25, 18, 17, 12, 6, 3, 1, 0]
const storms = [8, 6, 5, 4, 5, 10, 13, 12, 9, 10, 9, 9]
const mix = (A: number, B: number, C: number, D: number) => ({ A, B, C, D })

export const rescueKinds: readonly RescueKind[] = [
  {
    code: '103',
    weight: 559,
    urgency: mix(0, 97, 3, 0),
    units: 2,
    officer: false,
    sceneMinutes: 20,
    open: 0,
  },
  {
    code: '202',
    weight: 180,
    urgency: mix(30, 65, 5, 0),
    units: 2,
    officer: true,
    sceneMinutes: 50,
    open: 0.5,
  },
  {
    code: '203',
    weight: 403,
    urgency: mix(5, 80, 15, 0),
    units: 1,
    officer: false,
    sceneMinutes: 40,
    open: 0.4,
  },
  {
    code: '402',
    weight: 77,
    urgency: mix(60, 40, 0, 0),
    units: 3,
    officer: true,
    sceneMinutes: 150,
    open: 0.1,
  },
  {
    code: '403',
    weight: 150,
    urgency: mix(10, 85, 5, 0),
    units: 2,
    officer: true,
    sceneMinutes: 45,
    open: 0,
  },
  {
    code: '412',
    weight: 130,
    urgency: mix(10, 80, 10, 0),
    units: 1,
    officer: false,
    sceneMinutes: 45,
    open: 0.3,
  },
  {
    code: '422',
    weight: 116,
    urgency: mix(5, 85, 10, 0),
    units: 2,
    officer: false,
    sceneMinutes: 80,
    open: 0.7,
    seasonal: dryGround,
  },
  {
    code: '432',
    weight: 150,
    urgency: mix(0, 85, 15, 0),
    units: 1,
    officer: false,
    sceneMinutes: 30,
    open: 0.1,
  },
  {
    code: '442',
    weight: 10,
    urgency: mix(40, 60, 0, 0),
    units: 3,
    officer: true,
    sceneMinutes: 90,
    open: 0.1,
  },
  {
    code: '452',
    weight: 40,
    urgency: mix(10, 60, 30, 0),
    units: 2,
    officer: true,
    sceneMinutes: 80,
    open: 0.1,
  },
  {
    code: '461',
    weight: 560,
    urgency: mix(0, 32, 43, 25),
    units: 1,
    officer: false,
    sceneMinutes: 40,
    open: 0.4,
    seasonal: storms,
  },
  {
    code: '471',
    weight: 320,
    urgency: mix(0, 15, 50, 35),
    units: 1,
    officer: false,
    sceneMinutes: 45,
    open: 0.2,
  },
  {
    code: '483',
    weight: 180,
    urgency: mix(55, 40, 5, 0),
    units: 2,
    officer: false,
    sceneMinutes: 35,
    open: 0.2,
  },
  {
    code: '490',
    weight: 557,
    urgency: mix(0, 78, 22, 0),
    units: 1,
    officer: false,
    sceneMinutes: 25,
    open: 0,
  },
  {
    code: '551',
    weight: 640,
    urgency: mix(5, 60, 20, 15),
    units: 1,
    officer: false,
    sceneMinutes: 30,
    open: 0,
  },
  {
    code: '581',
    weight: 230,
    urgency: mix(0, 5, 45, 50),
    units: 1,
    officer: false,
    sceneMinutes: 35,
    open: 0.1,
  },
]

export const rescueKindOf: ReadonlyMap<string, RescueKind> = new Map(rescueKinds.map((k) => [k.code, k]))
