// What of the board is there without the service? The page and its built files, and the county's map; never an answer
// that must be fresh. The last situation itself is kept by the page, which knows its age. Whoever is not let in any more
// leaves nothing behind. Nothing but our own origin is ever asked. It imports nothing: a worker is one classic script.

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Asked extends Waiting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Told extends Waiting {
  readonly data: { readonly kind: 'keep'; readonly urls: readonly string[] }
}
interface Scope {
  readonly location: Location
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void> }
  addEventListener(kind: 'install' | 'activate', listen: (event: Waiting) => void): void
  addEventListener(kind: 'fetch', listen: (event: Asked) => void): void
  addEventListener(kind: 'message', listen: (event: Told) => void): void
}

const scope = globalThis as unknown as Scope
const filesCache = 'vaste-files'
const page = '/'
/** Answered from what is kept when the service does not answer. The session too: it says what the reader may see. */
const keptAnswers: ReadonlySet<string> = new Set(['/api/v1/region', '/api/v1/session'])

scope.addEventListener('install', () => void scope.skipWaiting())
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()))
scope.addEventListener('message', (event) => event.waitUntil(keepAll(event.data.urls)))
scope.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== scope.location.origin || request.method !== 'GET') return
  if (pathname.startsWith('/assets/')) event.respondWith(fromCacheFirst(request))
  else if (pathname === page || keptAnswers.has(pathname) || isSmallFile(pathname))
    event.respondWith(fromServiceFirst(request, pathname))
})

function isSmallFile(pathname: string): boolean {
  return pathname === '/favicon.svg' || pathname === '/manifest.webmanifest' || pathname.startsWith('/icons/')
}

/** A built file has its hash in its name: it never changes. */
async function fromCacheFirst(request: Request): Promise<Response> {
  const cache = await caches.open(filesCache)
  const kept = await cache.match(request.url)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request.url, answer.clone())
  return answer
}

/** `?mode=wall` and the like are the same page. */
async function fromServiceFirst(request: Request, pathname: string): Promise<Response> {
  const cache = await caches.open(filesCache)
  try {
    const answer = await fetch(request)
    if (answer.status === 401 || answer.status === 403) await forgetAll()
    else if (answer.ok) await keep(cache, pathname, answer.clone())
    return answer
  } catch (fault) {
    const kept = await cache.match(pathname)
    if (kept) return kept
    throw fault
  }
}

/** Another page means other files: those of the one before go. */
async function keep(cache: Cache, pathname: string, answer: Response): Promise<void> {
  if (pathname === page) {
    const [before, after] = [await (await cache.match(page))?.text(), await answer.clone().text()]
    if (before !== undefined && before !== after)
      for (const { url } of await cache.keys())
        if (new URL(url).pathname.startsWith('/assets/') && !after.includes(new URL(url).pathname))
          await cache.delete(url)
  }
  await cache.put(pathname, answer)
}

/** What the page had loaded before there was a worker. */
async function keepAll(urls: readonly string[]): Promise<void> {
  const cache = await caches.open(filesCache)
  for (const url of urls) {
    const { origin, pathname } = new URL(url, scope.location.origin)
    if (origin !== scope.location.origin || (await cache.match(pathname))) continue
    const answer = await fetch(pathname).catch(() => undefined)
    if (answer?.ok) await cache.put(pathname, answer)
  }
}

/** The last situation, which the page keeps, with the rest. */
async function forgetAll(): Promise<void> {
  for (const name of await caches.keys()) await caches.delete(name)
}

export {}
