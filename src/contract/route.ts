/** The way of one unit to one task. */
import { z } from 'zod'
import { arrivalSchema } from './outlook.ts'

export const routeSchema = arrivalSchema.extend({
  task: z.string(),
  at: z.string().describe('ISO 8601 in UTC: when it was asked'),
  metres: z.int().describe('Off the roads, too; of a straight line its length'),
  seconds: z.int().describe('Behind the wheel'),
  leavesAt: z.string().describe('When it leaves, or was, where the way begins'),
  roads: z.object({ name: z.string(), date: z.string(), attribution: z.string() }).optional(),
  geometry: z
    .object({
      type: z.literal('LineString'),
      coordinates: z.array(z.tuple([z.number(), z.number()])).describe('Longitude and latitude in degrees'),
    })
    .describe('GeoJSON'),
})
export type RouteView = z.infer<typeof routeSchema>
