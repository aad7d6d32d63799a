/** `POST /api/v1/mapping/preview`: what first rows of a foreign file would become. Nothing of it is stored or logged. */
import express, { type NextFunction, type Request, type Response, Router } from 'express'
import {
  type MappingAnswer,
  type MappingQuestion,
  mappingQuestionSchema,
  sampleBytesAtMost,
} from '../contract/mapping.ts'
import { VasteError } from '../domain/error.ts'
import { sessionOf } from './reads.ts'

export type PreviewMapping = (question: MappingQuestion) => Promise<MappingAnswer>

/** Base64 takes four bytes for three; the profile beside it takes little. */
const bodyBytesAtMost = Math.ceil((sampleBytesAtMost * 4) / 3) + 200_000

export function mappingRoutes(preview: PreviewMapping): Router {
  const router = Router()
  const body = express.json({ limit: bodyBytesAtMost, type: 'application/json' })
  router.post('/mapping/preview', mayMap, body, unreadable, async (request: Request, response: Response) => {
    response.json(await preview(questionOf(request.body)))
  })
  return router
}

/** Whoever reads the figures may see how a file would be read. */
function mayMap(_request: Request, response: Response, next: NextFunction): void {
  const { may, role } = sessionOf(response)
  if (!may.includes('see-compliance'))
    throw new VasteError('not-allowed', `found role '${role}'; expected one that may 'see-compliance'`)
  next()
}

/** Paths and expectations only: what was found may be personal data. */
function questionOf(body: unknown): MappingQuestion {
  const parsed = mappingQuestionSchema.safeParse(body)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'request'}: ${message}`)
  throw new VasteError('invalid', `the request cannot be read: ${faults.slice(0, 5).join('; ')}`)
}

/** The parser's own sentences quote what they found. */
function unreadable(fault: unknown, _request: Request, _response: Response, next: NextFunction): void {
  if (fault instanceof VasteError) return next(fault)
  const type = (fault as { type?: unknown } | null)?.type
  if (type === 'entity.too.large')
    next(
      new VasteError(
        'too-large',
        `found a file of more than ${sampleBytesAtMost / 1_000_000} MB; expected a smaller one: save a copy of the sheet with its first rows, or as CSV`,
      ),
    )
  else
    next(
      new VasteError(
        'invalid',
        'found no JSON that can be read; expected { profile, bytes } or { profile, table }',
      ),
    )
}
