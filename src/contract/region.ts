/** The county as the map draws it: 1 km cells, borders, municipalities and hospitals. */
import { z } from 'zod'
import { languages } from '../domain/vocabulary.ts'

const text3 = z.record(z.enum(languages), z.string())
const place = z.object({ lon: z.number(), lat: z.number() })

const zoneClass = z.object({ id: z.string(), order: z.int(), name: text3 })

export const regionSchema = z.object({
  county: z.string(),
  name: text3,
  municipalities: z.array(
    z.object({
      code: z.string(),
      name: z.object({ fi: z.string(), sv: z.string() }),
      place,
      residents: z.number(),
    }),
  ),
  areaClasses: z.array(zoneClass),
  zoneClasses: z.array(zoneClass).describe('Of every zone system, for the names of the zones of tasks'),
  cells: z
    .object({
      e: z.array(z.int()),
      n: z.array(z.int()),
      areaClass: z.array(z.int()).describe('Index in areaClasses, -1 where the cell has none'),
      municipality: z.array(z.int()).describe('Index in municipalities'),
      residents: z.array(z.number()),
    })
    .describe('South-west corners in whole kilometres of EPSG:3067'),
  borders: z.array(z.object({ code: z.string(), polygons: z.array(z.array(z.array(z.array(z.number())))) })),
  hospitals: z.array(z.object({ name: z.string(), place })),
  attribution: z.array(z.string()),
  residentsEstimated: z.boolean(),
})
export type RegionView = z.infer<typeof regionSchema>
