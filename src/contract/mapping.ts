/**
 * The shape of `POST /api/v1/mapping/preview`: the first rows of a foreign file and a profile that may be unfinished, to
 * what the rows would become. Nothing of it is kept.
 */
import { z } from 'zod'
import { services, taskOrigins, unitStatuses, unitTypes } from '../domain/vocabulary.ts'

/** Of a file, packed as it is; a CSV file's beginning is enough. */
export const sampleBytesAtMost = 10_000_000
export const sampleRowsAtMost = 200
export const previewRowsAtMost = 25

const sampleRowSchema = z.object({
  line: z.int().min(1),
  cells: z.array(z.string().max(5000)).max(1000),
  faults: z.array(z.object({ cell: z.int().min(0), reason: z.string().max(300) })).optional(),
})

export const sampleTableSchema = z.object({
  format: z.enum(['csv', 'xlsx']),
  encoding: z.string().max(20),
  header: z.array(z.string().max(5000)).max(1000),
  rows: z.array(sampleRowSchema).max(sampleRowsAtMost),
})
export type SampleTable = z.infer<typeof sampleTableSchema>

export const mappingQuestionSchema = z
  .object({
    profile: z.record(z.string(), z.unknown()).describe('An import profile, which may still be unfinished'),
    bytes: z
      .base64({ error: 'expected the bytes of the file as base64' })
      .optional()
      .describe('The file, or the beginning of a CSV file up to a line end'),
    table: sampleTableSchema.optional().describe('The rows as an earlier answer gave them, instead of bytes'),
  })
  .refine(({ bytes, table }) => (bytes === undefined) !== (table === undefined), {
    error: 'expected either bytes or table',
  })
export type MappingQuestion = z.infer<typeof mappingQuestionSchema>

const unitSchema = z.object({
  unit: z.string().optional(),
  unitType: z.enum(unitTypes).optional(),
  mobile: z.boolean().optional(),
  crew: z.int().optional(),
  times: z.array(z.object({ status: z.enum(unitStatuses), at: z.iso.datetime() })),
})

export const previewRowSchema = z.object({
  line: z.int(),
  task: z.string().optional(),
  refused: z.string().optional().describe('Why the row would be refused; without it the row is accepted'),
  service: z.enum(services).optional(),
  origin: z.enum(taskOrigins).optional(),
  code: z.string().optional(),
  urgency: z.string().optional(),
  municipality: z.string().optional(),
  outcome: z.string().optional(),
  createdAt: z.iso.datetime().optional(),
  cell: z
    .object({ e: z.int(), n: z.int() })
    .optional()
    .describe('Kilometres of the south-west corner, EPSG:3067'),
  zoneClass: z.string().optional().describe('EMS area class of the cell'),
  notices: z.array(z.string()),
  units: z.array(unitSchema),
})
export type PreviewRow = z.infer<typeof previewRowSchema>

export const mappingAnswerSchema = z.object({
  table: sampleTableSchema.optional().describe('Where bytes were given and could be read'),
  tableFault: z.string().optional().describe('Why the file cannot be read, or where it breaks'),
  profileFaults: z
    .array(z.string())
    .describe('What is still wrong with the profile; empty when it is usable'),
  rows: z.array(previewRowSchema),
})
export type MappingAnswer = z.infer<typeof mappingAnswerSchema>
