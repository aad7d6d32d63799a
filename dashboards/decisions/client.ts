// What does the page send to the service? Previews are read line by line, so that the reader sees how far they are.
import type { AdoptedView, DecisionBody } from '../../src/contract/decision-list.ts'
import type { DecisionPreview, PreviewLine } from '../../src/contract/decision-preview.ts'

export interface Adoption {
  readonly decision: DecisionBody
  readonly ends?: string
  readonly replaces?: string
}

export type Answer<T> =
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly detail: string }

async function post(path: string, body: unknown, accept: string, signal?: AbortSignal): Promise<Response> {
  const headers = { accept, 'content-type': 'application/json' }
  return fetch(path, { method: 'POST', headers, body: JSON.stringify(body), signal })
}

async function refusal(response: Response): Promise<string> {
  const problem = await response.json().catch(() => undefined)
  return problem?.detail ?? `${response.status} ${response.statusText}`
}

const failed = (fault: unknown) => ({
  kind: 'failed' as const,
  detail: fault instanceof Error ? fault.message : String(fault),
})

export async function adopt(adoption: Adoption): Promise<Answer<AdoptedView>> {
  try {
    const response = await post('/api/v1/decisions', adoption, 'application/json')
    if (!response.ok) return { kind: 'failed', detail: await refusal(response) }
    return { kind: 'ready', value: (await response.json()) as AdoptedView }
  } catch (fault) {
    return failed(fault)
  }
}

export async function preview(
  adoption: Adoption,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<Answer<DecisionPreview>> {
  try {
    const response = await post('/api/v1/decisions/preview', adoption, 'application/x-ndjson', signal)
    if (!response.ok) return { kind: 'failed', detail: await refusal(response) }
    for await (const line of linesOf(response)) {
      const told = JSON.parse(line) as PreviewLine
      if ('preview' in told) return { kind: 'ready', value: told.preview }
      if ('problem' in told) return { kind: 'failed', detail: told.problem.detail }
      onProgress(told.done, told.total)
    }
    return { kind: 'failed', detail: 'the answer ended early' }
  } catch (fault) {
    return failed(fault)
  }
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    const lines = (rest + (value ?? '')).split('\n')
    rest = lines.pop()!
    yield* lines.filter((line) => line !== '')
    if (done) break
  }
  if (rest !== '') yield rest
}
