/** The routes of the flight recorder: a moment, what followed it, its marks, a task's moments, and who has looked. */
import { Router } from 'express'
import { z } from 'zod'
import type { FlightRecorder } from '../live/flight-recorder.ts'
import type { Permission } from './access.ts'
import { answerable, need, sessionOf } from './reads.ts'

const instant = z.iso
  .datetime({ offset: true, error: 'expected a time with an offset such as 2026-11-21T10:00:00Z' })
  .transform((text) => Date.parse(text))

export const momentQuestion = z.object({ at: instant })
export const spanQuestion = z.object({ from: instant, to: instant })

const see: Permission = 'see-recording'

export function recordingRoutes(recorder: FlightRecorder): Router {
  const router = Router()
  router.get('/recording', need(see), async (request, response) => {
    const { at } = answerable(momentQuestion, request)
    response.json(await recorder.moment(at, sessionOf(response).name))
  })
  router.get('/recording/changes', need(see), async (request, response) => {
    response.json(await recorder.changes(answerable(spanQuestion, request), sessionOf(response).name))
  })
  router.get('/recording/marks', need(see), async (request, response) => {
    response.json(await recorder.marks(answerable(spanQuestion, request)))
  })
  router.get('/recording/tasks/:task', need(see), async (request, response) => {
    response.json(await recorder.task(request.params.task as string, sessionOf(response).name))
  })
  router.get('/recording/accesses', need('see-recording-log'), async (_request, response) => {
    response.json(await recorder.accesses())
  })
  return router
}
