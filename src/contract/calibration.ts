/** By which speeds are minutes reckoned, where measured drives were taken into use: said wherever such a minute is shown. */
import { z } from 'zod'
import { driveKinds } from '../domain/measured-drive.ts'

export const calibrationSchema = z
  .object({
    adoptedAt: z.string().describe('ISO 8601 in UTC'),
    from: z.string().describe('Local date: learnt from the tasks since then'),
    to: z.string().describe('Local date, not included'),
    demo: z.boolean().describe('true: learnt from invented tasks'),
    medianErrorSeconds: z
      .number()
      .describe('Of drives to cells the factors had not seen: half of them are less far off'),
    kinds: z.array(z.enum(driveKinds)).describe('Kinds of drive that are calibrated; the others are assumed'),
  })
  .describe('Speeds fitted to measured drives and adopted. Absent: assumed speeds, not calibrated; say so')
export type CalibrationView = z.infer<typeof calibrationSchema>
