// Made-up but contract-valid problem cells, counted by the real rule from a handful of tasks.
import { cellCentre, parseCellId } from '../../geo/cell.ts'
import { toWgs84 } from '../../geo/projection.ts'
import { type ProblemCells, problemCellsSchema } from '../../src/contract/problem-cells.ts'
import type { CellTask } from '../../src/domain/cell-year.ts'
import { problemCells, type ReportedCell, readings } from '../../src/domain/problem-cells.ts'
import type { ProblemCellsQuestion } from '../../src/usecases/show-problem-cells.ts'

/** Seconds of the tasks of each year, the oldest first; undefined is a missing time. */
type Years = readonly (readonly (number | undefined)[])[]

const late = [400, 410, 420, 430]
const seeds: readonly {
  readonly cell: string
  readonly class: string
  readonly municipality: string
  readonly years: Years
}[] = [
  // Late in every year: listed by both readings.
  { cell: '1kmN6901E434', class: 'I', municipality: '179', years: [late, late, late, late] },
  // Late before, and too few yet this year: near.
  { cell: '1kmN6902E436', class: 'I', municipality: '179', years: [late, late, late, [300, 420, 480]] },
  // Late before, in time this year: held.
  { cell: '1kmN6904E431', class: 'I', municipality: '179', years: [late, late, late, [300, 310, 320, 400]] },
  // One task a year: listed over the years only.
  { cell: '1kmN6908E438', class: 'II', municipality: '179', years: [[700], [710], [720], [730]] },
  // Far away, and its missing times decide.
  {
    ...{ cell: '1kmN6907E382', class: 'I', municipality: '249' },
    years: [late, late, late, [400, 410, undefined, undefined, undefined]],
  },
  // A zone of another shape, whose place is not known any more.
  { cell: 'zone 7', class: 'I', municipality: '410', years: [late, late, late, late] },
  { cell: '1kmN6910E440', class: 'I', municipality: '179', years: [late, late, [300, 300], [300]] },
]

const limits: Readonly<Record<string, number>> = { I: 360, II: 600, III: 1200 }

/** `emptyBefore`: as of an installation that has had data since that year only. */
export function fixtureProblemCells(
  { lastYear = 2026, reading = 'each-year', minimumTasks = 4 }: ProblemCellsQuestion = {},
  options: { readonly emptyBefore?: number; readonly zones?: boolean; readonly thisYear?: number } = {},
): ProblemCells {
  const { emptyBefore = 0, zones = true, thisYear = 2026 } = options
  const years = [lastYear - 3, lastYear - 2, lastYear - 1, lastYear]
  const lastYearOver = lastYear < thisYear
  const tasks: CellTask[] = !zones
    ? []
    : seeds.flatMap((seed) =>
        seed.years.flatMap((times, i) =>
          times.map((seconds, n) => ({
            ...{ task: `${seed.cell.slice(-4)}-${years[i]}-${n}`, cell: seed.cell, class: seed.class },
            ...{ year: years[i]!, municipality: seed.municipality },
            ...(seconds === undefined ? {} : { seconds }),
          })),
        ),
      )
  const kept = tasks.filter(({ year }) => year >= emptyBefore)
  const targetOf = (task: CellTask) => ({ withinSeconds: limits[task.class]!, requiredShare: 0.5 })
  const cells = problemCells(kept, targetOf, { years, minimumTasks, minimumIn: reading, lastYearOver })
  const counts = (by: (typeof readings)[number]) => {
    const found = { listed: 0, near: 0, held: 0, clear: 0 }
    for (const cell of cells) found[cell.standings[by]]++
    return found
  }
  const missing = kept.filter(({ seconds }) => seconds === undefined).length
  return problemCellsSchema.parse({
    ...{ county: '15', service: 'rescue', years, lastYearOver, reading, minimumTasks, demo: true },
    emptyYears: years.filter((year) => !kept.some((task) => task.year === year)),
    ...{ computedAt: '2026-11-21T10:00:00.000Z', ruleVersion: 1, official: false },
    decisions: [
      {
        ...{ id: 'rescue', validFrom: '2022-01-01', source: 'Esimerkki', official: false },
        ...{ name: { fi: 'Pelastuksen päätös', sv: 'Räddningens beslut', en: 'Rescue decision' } },
        zoneSystem: 'rescue-risk',
      },
    ],
    targets: Object.entries(limits).map(([zone, withinSeconds]) => ({
      ...{ decision: 'rescue', urgency: 'A+B', zone, withinSeconds, requiredShare: 0.5, official: false },
    })),
    zones: ['I', 'II', 'III'].map((id, i) => ({
      ...{
        id,
        order: i + 1,
        name: { fi: `Riskiluokka ${id}`, sv: `Riskklass ${id}`, en: `Risk class ${id}` },
      },
    })),
    zoneVersions: zones
      ? [{ system: 'rescue-risk', version: '2026', validFrom: '2022-01-01', demo: true, source: 'test' }]
      : [],
    ...{ total: kept.length, used: kept.length - missing, missing, withoutTarget: 0 },
    excluded: missing > 0 ? { 'arrival-missing': missing } : {},
    counts: { 'each-year': counts('each-year'), 'over-the-years': counts('over-the-years') },
    cells: cells
      .filter((cell) => readings.some((one) => cell.standings[one] !== 'clear'))
      .sort((a, b) => rank(a) - rank(b))
      .map((cell) => ({ ...cell, ...centreOf(cell.cell) })),
  })
}

const rank = ({ standing }: ReportedCell) => ['listed', 'near', 'held', 'clear'].indexOf(standing)

function centreOf(cell: string) {
  const lattice = parseCellId(cell)
  if (!lattice) return {}
  const middle = cellCentre(lattice)
  return { centre: { ...toWgs84(middle), e: middle.east, n: middle.north } }
}
