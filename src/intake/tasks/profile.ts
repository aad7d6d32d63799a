/**
 * What does a foreign task file mean? An import profile is data: which column is which of our fields, how times, places
 * and numbers are written, and what the source's own words stand for.
 */
import { IANAZone } from 'luxon'
import { z } from 'zod'
import { VasteError } from '../../domain/error.ts'
import { services, unitTypes } from '../../domain/vocabulary.ts'

const column = z.string().trim().min(1).describe('Column name as the header has it')

/** The source's text to ours. A text that is not listed gets `default`; without a default its row is refused. */
const valueMap = <T extends z.ZodType>(value: T) =>
  z.strictObject({ values: z.record(z.string(), value), default: value.optional() })

/** As above, for fields of free letters: `keepOthers` passes unlisted texts on as they are. */
const openValueMap = z.strictObject({
  values: z.record(z.string(), z.string()),
  default: z.string().optional(),
  keepOthers: z.boolean().optional(),
})

/** Columns with a time of one unit on the task, in the order a unit passes them. */
const unitTimeColumns = {
  alerted: column.optional(),
  enRoute: column.optional(),
  atScene: column.optional(),
  atPatient: column.optional(),
  transporting: column.optional(),
  atHospital: column.optional(),
  available: column.optional(),
}

const columnsSchema = z.strictObject({
  task: column.describe('Id of the task, the same on all of its rows'),
  code: column.optional(),
  urgency: column.optional().describe('Dispatch urgency, never the transport urgency'),
  created: column.optional().describe('Time received or entered at the centre'),
  unit: z
    .union([column, z.strictObject({ constant: z.string().trim().min(1) })])
    .optional()
    .describe('Column with the unit, or a constant name where the file tells only one implicit unit'),
  unitType: column.optional(),
  ...unitTimeColumns,
  closed: column.optional().describe('Time; without it a task closes at its last known time'),
  cancelled: column.optional().describe('Time at which the whole task was cancelled'),
  outcome: column.optional(),
  municipality: column.optional().describe('Three-digit code, or a text listed in valueMaps.municipality'),
})

const placeSchema = z.union(
  [
    z.strictObject({ lon: column, lat: column }),
    z.strictObject({
      text: column,
      pattern: z
        .string()
        .min(1)
        .describe('"lat-lon-parentheses", or a regular expression with groups (?<lat>…) and (?<lon>…)'),
    }),
    z.strictObject({ east: column, north: column, epsg: z.int() }),
  ],
  { error: 'expected { lon, lat }, { text, pattern } or { east, north, epsg }' },
)

/** How times are written. `kind` leaves room for times of day that wrap past midnight and for seconds after the alert. */
const timeSchema = z.strictObject({
  kind: z.literal('timestamps').default('timestamps'),
  zone: z.string().describe('IANA zone of times without an offset, such as Europe/Helsinki'),
  format: z.string().describe('Luxon tokens, or "iso". A time with its own offset wins over the zone'),
  resolutionSeconds: z.number().positive().default(1).describe('60 where the source writes whole minutes'),
})

export const importProfileSchema = z
  .strictObject({
    $schema: z.string().optional(),
    name: z.string().trim().min(1),
    description: z.string().optional(),
    source: z.string().trim().min(1).max(60).describe('Source name of the events made from this file'),
    /** Room for 'xlsx'. */
    format: z.literal('csv').default('csv'),
    service: z.union(
      [
        z.enum(services),
        z.strictObject({
          column,
          values: z.record(z.string(), z.enum(services)),
          default: z.enum(services).optional(),
        }),
      ],
      { error: 'expected "ems", "rescue" or { column, values, default? }' },
    ),
    /** Room for units packed in a cell. */
    rows: z.enum(['per-unit', 'per-task']),
    encoding: z.enum(['utf-8', 'windows-1252', 'latin1']).default('utf-8'),
    delimiter: z.string().length(1).default(','),
    quote: z.string().length(1).nullable().default('"').describe('null: the file knows no quotes'),
    decimalSign: z.enum(['.', ',']).default('.'),
    emptyTexts: z
      .array(z.string())
      .default(['', 'NULL'])
      .describe('Texts that mean "no value"; the empty cell always does'),
    time: timeSchema,
    createdWhenMissing: z
      .enum(['refuse', 'earliest-time'])
      .default('refuse')
      .describe(
        'earliest-time: a task without a created time starts at its first known time, and is counted',
      ),
    columns: columnsSchema,
    place: placeSchema.optional(),
    valueMaps: z
      .strictObject({
        urgency: openValueMap.optional(),
        outcome: openValueMap.optional(),
        unitType: valueMap(z.enum(unitTypes)).optional(),
        municipality: valueMap(z.string()).optional(),
      })
      .default({}),
  })
  .check((context) => {
    for (const [path, message] of faultsOf(context.value))
      context.issues.push({ code: 'custom', path, message, input: context.value })
  })
export type ImportProfile = z.output<typeof importProfileSchema>
export type PlaceMapping = NonNullable<ImportProfile['place']>

export const importProfileJsonSchema = z.toJSONSchema(importProfileSchema, { io: 'input' })

/** Checks a profile; `from` names it in the sentence. Throws `invalid` with all faults at once. */
export function readProfile(json: unknown, from = 'the import profile'): ImportProfile {
  const parsed = importProfileSchema.safeParse(json)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'profile'}: ${issue.message}`)
  throw new VasteError('invalid', `${from}: ${faults.join('; ')}`)
}

type Fault = readonly [path: string[], message: string]

function faultsOf(profile: ImportProfile): Fault[] {
  return [
    ...timeFaults(profile.time),
    ...unitFaults(profile),
    ...placeFaults(profile.place),
    ...signFaults(profile),
  ]
}

function timeFaults(time: ImportProfile['time']): Fault[] {
  const faults: Fault[] = []
  if (!IANAZone.isValidZone(time.zone))
    faults.push([['time', 'zone'], `found '${time.zone}'; expected an IANA zone such as Europe/Helsinki`])
  if (time.format === 'iso') return faults
  const tokens = time.format.replaceAll(/'[^']*'/g, '')
  const complete = [/y/, /[ML]/, /d/, /[Hh]/].every((token) => token.test(tokens))
  if (!complete)
    faults.push([
      ['time', 'format'],
      `found '${time.format}'; expected tokens for year, month, day and hour, or iso`,
    ])
  if (/h/.test(tokens) && !/a/.test(tokens))
    faults.push([
      ['time', 'format'],
      `found '${time.format}'; the 12-hour token h needs a for AM and PM, or use H`,
    ])
  return faults
}

function unitFaults({ rows, columns, createdWhenMissing, valueMaps }: ImportProfile): Fault[] {
  const faults: Fault[] = []
  const timed = Object.keys(unitTimeColumns).some((key) => columns[key as keyof typeof unitTimeColumns])
  if (rows === 'per-unit' && typeof columns.unit !== 'string')
    faults.push([['columns', 'unit'], 'expected the column that names the unit, because rows is per-unit'])
  else if (timed && columns.unit === undefined)
    faults.push([
      ['columns', 'unit'],
      'expected a column or { "constant": "…" }, because unit times are mapped',
    ])
  if (columns.unitType !== undefined && valueMaps.unitType === undefined)
    faults.push([
      ['valueMaps', 'unitType'],
      'expected a map of the texts in columns.unitType to our unit types',
    ])
  if (columns.created === undefined && createdWhenMissing === 'refuse')
    faults.push([['columns', 'created'], 'expected a column, or createdWhenMissing: "earliest-time"'])
  return faults
}

function placeFaults(place: PlaceMapping | undefined): Fault[] {
  if (place === undefined) return []
  if ('epsg' in place && place.epsg !== 3067 && place.epsg !== 4326)
    return [[['place', 'epsg'], `found ${place.epsg}; only 3067 (ETRS-TM35FIN) and 4326 (WGS84) are known`]]
  if (!('pattern' in place) || place.pattern === 'lat-lon-parentheses') return []
  const named = place.pattern.includes('(?<lat>') && place.pattern.includes('(?<lon>')
  if (named && isRegularExpression(place.pattern)) return []
  const expected = 'expected lat-lon-parentheses or a regular expression with groups (?<lat>…) and (?<lon>…)'
  return [[['place', 'pattern'], `found '${place.pattern}'; ${expected}`]]
}

function signFaults({ delimiter, quote, decimalSign }: ImportProfile): Fault[] {
  if (delimiter === quote) return [[['quote'], 'the delimiter and the quote are the same sign']]
  if (delimiter === decimalSign && quote === null)
    return [
      [['decimalSign'], 'the delimiter is also the decimal sign, and there are no quotes to tell them apart'],
    ]
  return []
}

function isRegularExpression(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u')
    return true
  } catch {
    return false
  }
}
