// What does the service answer? Reads JSON; a refusal becomes the sentence of its problem document.
import type { Language } from './vocabulary.ts'

export interface Session {
  readonly role: string
  readonly name: string
  readonly may: readonly string[]
  readonly languages: readonly Language[]
}

/** What is known of something asked: an earlier value stays on screen while a new one is on its way. */
export type Loaded<T> =
  | { readonly kind: 'loading'; readonly value?: T }
  | { readonly kind: 'ready'; readonly value: T }
  /** `refused`: the service does not let the reader in, or not to this. */
  | { readonly kind: 'failed'; readonly detail: string; readonly refused?: boolean }

export const loading = { kind: 'loading' } as const

export function latestOf<T>(loaded: Loaded<T>): T | undefined {
  return loaded.kind === 'failed' ? undefined : loaded.value
}

async function refusal(response: Response): Promise<string> {
  const problem = await response.json().catch(() => undefined)
  return problem?.detail ?? problem?.title ?? `${response.status} ${response.statusText}`
}

/** Never throws: a refusal or a broken connection is a value with a sentence. */
export async function load<T>(path: string, signal?: AbortSignal): Promise<Loaded<T>> {
  try {
    const response = await fetch(path, { headers: { accept: 'application/json' }, signal })
    if (!response.ok) {
      const refused = response.status === 401 || response.status === 403
      return { kind: 'failed', detail: await refusal(response), ...(refused && { refused }) }
    }
    return { kind: 'ready', value: (await response.json()) as T }
  } catch (error) {
    return { kind: 'failed', detail: error instanceof Error ? error.message : String(error) }
  }
}
