/**
 * What does a foreign task file mean? An import profile is data: which column is which of our fields, how times, places
 * and numbers are written, and what the source's own words stand for.
 */
import { z } from 'zod'
import { VasteError } from '../../domain/error.ts'
import { services, taskOrigins, unitTypes } from '../../domain/vocabulary.ts'
import { faultsOf } from './profile-faults.ts'
import { unitTimeFields } from './time-fields.ts'

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

/** A column with a written time, or one that counts seconds from a time of the same row. */
const timeColumn = <T extends string>(bases: readonly T[]) =>
  z.union(
    [
      column,
      z.strictObject({
        column,
        secondsAfter: z.enum(bases).describe('Field from whose time the column counts, in seconds'),
      }),
    ],
    { error: 'expected a column, or { column, secondsAfter } with the field that the seconds count from' },
  )
const unitTime = timeColumn(['created', ...unitTimeFields]).optional()
const taskTime = timeColumn(['created']).optional()

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
  mobile: column.optional().describe('Whether the unit was alerted away from its station'),
  crew: column.optional().describe('Persons on the unit, its leader among them: 1 to 30'),
  alerted: unitTime,
  enRoute: unitTime,
  atScene: unitTime,
  atPatient: unitTime,
  transporting: unitTime,
  atHospital: unitTime,
  available: unitTime,
  closed: taskTime.describe('Time; without it a task closes at its last known time'),
  cancelled: taskTime.describe('Time at which the whole task was cancelled'),
  outcome: column.optional(),
  municipality: column.optional().describe('Three-digit code, or a text listed in valueMaps.municipality'),
  origin: column.optional().describe('Who gave the task; a text listed in valueMaps.origin'),
  zoneClass: column
    .optional()
    .describe('Class of the place as the file has it: only compared with ours and counted, never judged by'),
})

const boundsSchema = z
  .strictObject({ west: z.number(), south: z.number(), east: z.number(), north: z.number() })
  .optional()
  .describe(
    'Degrees of WGS84. A place outside refuses its row, as do latitude and longitude the wrong way round',
  )

const placeSchema = z.union(
  [
    z.strictObject({ lon: column, lat: column, bounds: boundsSchema }),
    z.strictObject({
      text: column,
      pattern: z
        .string()
        .min(1)
        .describe('"lat-lon-parentheses", or a regular expression with groups (?<lat>…) and (?<lon>…)'),
      bounds: boundsSchema,
    }),
    z.strictObject({
      east: column,
      north: column,
      epsg: z.int().min(1),
      definition: z
        .string()
        .optional()
        .describe('The system as a proj4 string "+proj=…", where the code is not one of those known'),
      bounds: boundsSchema,
    }),
  ],
  { error: 'expected { lon, lat }, { text, pattern } or { east, north, epsg }' },
)

const timeSchema = z.strictObject({
  kind: z
    .enum(['timestamps', 'times-of-day'])
    .default('timestamps')
    .describe('times-of-day: hours and minutes after the date column, which may pass midnight'),
  zone: z.string().describe('IANA zone of times without an offset, such as Europe/Helsinki'),
  format: z
    .string()
    .describe(
      'Luxon tokens, or "iso". A time with its own offset wins over the zone. Times of day: such as H:mm. Cells of a sheet that are dates or times need none',
    ),
  date: z
    .strictObject({ column, format: z.string().describe('Luxon tokens, such as d.M.yyyy') })
    .optional()
    .describe('For times of day: the day of the first time of the row'),
  resolutionSeconds: z
    .int()
    .min(1)
    .max(3600)
    .default(1)
    .describe('60 where the source writes whole minutes; told with the events when more than 1'),
})

/** How the file is written, before anything is known of its columns. */
const tableFields = {
  format: z
    .enum(['csv', 'xlsx', 'auto'])
    .default('csv')
    .describe('auto: as the first bytes of the file tell. XLSX is held in memory, CSV streams'),
  sheet: z
    .union([z.string().min(1), z.int().min(1)], {
      error: 'expected the name of a sheet or its number from 1',
    })
    .default(1)
    .describe('Of an XLSX workbook: name, or number from 1'),
  headerRow: z
    .int()
    .min(1)
    .max(1000)
    .default(1)
    .describe('Line or row with the column names; what stands above it is not read'),
  encoding: z
    .enum(['utf-8', 'windows-1252', 'latin1', 'auto'])
    .default('utf-8')
    .describe('auto: utf-8 where the whole file is, else windows-1252; the file is read twice'),
  delimiter: z.string().length(1).default(','),
  quote: z.string().length(1).nullable().default('"').describe('null: the file knows no quotes'),
  decimalSign: z.enum(['.', ',']).default('.'),
}
export const tableShapeSchema = z.object(tableFields)

export const importProfileSchema = z
  .strictObject({
    $schema: z.string().optional(),
    name: z.string().trim().min(1),
    description: z.string().optional(),
    source: z.string().trim().min(1).max(60).describe('Source name of the events made from this file'),
    ...tableFields,
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
    rows: z.enum(['per-unit', 'per-task']),
    unitSeparator: z
      .string()
      .min(1)
      .max(5)
      .optional()
      .describe('For rows per task: units of a cell are parted by this, and so may be their types and times'),
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
        origin: valueMap(z.enum(taskOrigins)).optional(),
        mobile: valueMap(z.boolean()).optional(),
        zoneClass: valueMap(z.string()).optional(),
      })
      .default({}),
  })
  .check((context) => {
    for (const [path, message] of faultsOf(context.value))
      context.issues.push({ code: 'custom', path, message, input: context.value })
  })
export type ImportProfile = z.output<typeof importProfileSchema>
export type PlaceMapping = NonNullable<ImportProfile['place']>
export type Bounds = NonNullable<PlaceMapping['bounds']>
export type TimeColumn = z.output<typeof unitTime>

export const importProfileJsonSchema = z.toJSONSchema(importProfileSchema, { io: 'input' })

/** The profile, or all that is wrong with it, a sentence each. */
export function checkProfile(json: unknown): ImportProfile | { readonly faults: readonly string[] } {
  const parsed = importProfileSchema.safeParse(json)
  if (parsed.success) return parsed.data
  return {
    faults: parsed.error.issues.map((issue) => `${issue.path.join('.') || 'profile'}: ${issue.message}`),
  }
}

/** As above; `from` names the profile in the sentence. Throws `invalid` with all faults at once. */
export function readProfile(json: unknown, from = 'the import profile'): ImportProfile {
  const checked = checkProfile(json)
  if (!('faults' in checked)) return checked
  throw new VasteError('invalid', `${from}: ${checked.faults.join('; ')}`)
}
