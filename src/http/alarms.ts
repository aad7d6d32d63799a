/** The routes of alarms: what stands and what has been, and a commander's word on one. */
import { Router } from 'express'
import { acknowledgementSchema, shelvingSchema } from '../contract/alarms.ts'
import type { AlarmDesk } from '../usecases/acknowledge-alarm.ts'
import { change, sent } from './changes.ts'
import { need, sessionOf } from './reads.ts'

export function alarmRoutes(desk: AlarmDesk): Router {
  const router = Router()
  router.get('/alarms', need('see-situation'), async (_request, response) => {
    response.json(await desk.list())
  })
  router.post('/alarms/:id/acknowledge', ...change('acknowledge-alarms'), async (request, response) => {
    sent(acknowledgementSchema, request, 'the acknowledgement')
    const { name } = sessionOf(response)
    response.json({ alarms: await desk.acknowledge(request.params.id as string, name) })
  })
  router.post('/alarms/:id/shelve', ...change('acknowledge-alarms'), async (request, response) => {
    const { until } = sent(shelvingSchema, request, 'the shelving')
    const end = until === null ? undefined : Date.parse(until)
    response.json({
      alarms: await desk.shelve(request.params.id as string, end, sessionOf(response).name),
    })
  })
  return router
}
