// What does the service answer to something sent? Never throws: a refusal is a value with a sentence and its status.

export type Sent<T> =
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly status: number; readonly detail: string }

export async function send<T>(path: string, body: object, signal?: AbortSignal): Promise<Sent<T>> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      signal,
    })
    const answer = await response.json().catch(() => undefined)
    if (response.ok) return { kind: 'ready', value: answer as T }
    const detail = answer?.detail ?? answer?.title ?? `${response.status} ${response.statusText}`
    return { kind: 'failed', status: response.status, detail }
  } catch (error) {
    return { kind: 'failed', status: 0, detail: error instanceof Error ? error.message : String(error) }
  }
}
