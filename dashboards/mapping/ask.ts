// What does the service say to a sample and a profile? A refusal becomes the sentence of its problem document.
import type { MappingAnswer, MappingQuestion } from '../../src/contract/mapping.ts'
import type { Loaded } from '../api.ts'

/** Never throws: a refusal or a broken connection is a value with a sentence. */
export async function askPreview(
  question: MappingQuestion,
  signal: AbortSignal,
): Promise<Loaded<MappingAnswer>> {
  try {
    const response = await fetch('/api/v1/mapping/preview', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(question),
      signal,
    })
    const answer = await response.json()
    if (response.ok) return { kind: 'ready', value: answer as MappingAnswer }
    return { kind: 'failed', detail: answer?.detail ?? `${response.status} ${response.statusText}` }
  } catch (error) {
    return { kind: 'failed', detail: error instanceof Error ? error.message : String(error) }
  }
}
