/** The routes of service-level decisions: list and read, preview what one would change, adopt it. */
import { type Response, Router } from 'express'
import { adoptionSchema, type PreviewLine, previewQuestionSchema } from '../contract/decision-preview.ts'
import type { Log } from '../log.ts'
import type { DecisionDesk } from '../usecases/decision-desk.ts'
import { change, sent } from './changes.ts'
import { problemOf } from './problem.ts'
import { need, sessionOf } from './reads.ts'

export const linesType = 'application/x-ndjson'

export function decisionRoutes(desk: DecisionDesk, log: Log): Router {
  const router = Router()
  router.get('/decisions', need('see-compliance'), async (_request, response) => {
    response.json(await desk.list())
  })
  router.get('/decisions/:id', need('see-compliance'), (request, response) => {
    response.json({ decision: desk.body(request.params.id as string) })
  })
  router.post('/decisions/preview', ...change('edit-decisions'), async (request, response) => {
    const question = asked(sent(previewQuestionSchema, request, 'the preview'))
    if (!(request.headers.accept ?? '').includes(linesType)) {
      const signal = goneSignal(response)
      return void response.json(await desk.preview(question, { signal, onProgress: () => {} }))
    }
    await tellLines(desk, question, response, log)
  })
  router.post('/decisions', ...change('edit-decisions'), async (request, response) => {
    const adoption = asked(sent(adoptionSchema, request, 'the adoption'))
    response.status(201).json(await desk.adopt(adoption, sessionOf(response).name))
  })
  return router
}

function asked<T extends { readonly decision: { readonly $schema?: string } }>(given: T) {
  const { $schema: _schema, ...decision } = given.decision
  return { ...given, decision } as T
}

/** A preview of many tasks takes seconds: how far it has come is told line by line. */
async function tellLines(
  desk: DecisionDesk,
  question: Parameters<DecisionDesk['preview']>[0],
  response: Response,
  log: Log,
): Promise<void> {
  const signal = goneSignal(response)
  const tell = (line: PreviewLine) => response.write(`${JSON.stringify(line)}\n`)
  const onProgress = (done: number, total: number) => {
    // The first line comes with the first page: what is refused before that is an answer of its own status.
    if (!response.headersSent) response.type(linesType)
    tell({ done, total })
  }
  try {
    const preview = await desk.preview(question, { signal, onProgress })
    if (!response.headersSent) response.type(linesType)
    tell({ preview })
  } catch (fault) {
    if (!response.headersSent) throw fault
    const { status, title, detail } = problemOf(fault, log)
    tell({ problem: { status, title, detail } })
  }
  response.end()
}

/** Aborted when whoever asked has gone. */
function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController()
  response.on('close', () => gone.abort(new Error('the reader has gone')))
  return gone.signal
}
