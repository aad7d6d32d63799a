/** A tab that can be put to sleep. Playwright keeps its own pages in view and awake: this one is spoken to past it. */
import { setTimeout as wait } from 'node:timers/promises'
import { sharedBrowser } from './browser.ts'

type Answer = { readonly result?: Record<string, unknown>; readonly error?: { readonly message: string } }

export interface SleepyTab {
  /** Runs in the page, also while it sleeps. */
  evaluate<T, A = undefined>(work: (given: A) => T, given?: A): Promise<T>
  /** Throws when the page does not say so within the time. */
  until<A = undefined>(what: string, work: (given: A) => boolean, withinMs: number, given?: A): Promise<void>
  sleep(): Promise<void>
  /** As when the reader comes back to it: in view, and in the focus. */
  wake(): Promise<void>
  close(): Promise<void>
}

/** `before` runs in the page ahead of its own scripts. */
export async function openSleepyTab(url: string, before: readonly (() => void)[]): Promise<SleepyTab> {
  const root = await (await sharedBrowser()).newBrowserCDPSession()
  const { browserContextId } = await root.send('Target.createBrowserContext')
  const { targetId } = await root.send('Target.createTarget', { url: 'about:blank', browserContextId })
  const { sessionId } = await root.send('Target.attachToTarget', { targetId, flatten: false })
  const waiting = new Map<number, (answer: Answer) => void>()
  root.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, ...answer } = JSON.parse(message) as Answer & { id: number }
    waiting.get(id)?.(answer)
  })
  let sent = 0
  const send = async (method: string, params: object = {}) => {
    sent += 1
    const message = JSON.stringify({ id: sent, method, params })
    const answered = new Promise<Answer>((resolve) => waiting.set(sent, resolve))
    await root.send('Target.sendMessageToTarget', { sessionId, message })
    const { result, error } = await answered
    if (error) throw new Error(`${method}: ${error.message}`)
    return result!
  }
  const evaluate = async (expression: string) => {
    const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, returnByValue: true })
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails))
    return (result as { value: unknown }).value
  }
  const run = <A>(work: (given: A) => unknown, given?: A) =>
    evaluate(`(${work})(${given === undefined ? '' : JSON.stringify(given)})`)
  const turn = (state: 'frozen' | 'active') => send('Page.setWebLifecycleState', { state })

  await send('Page.enable')
  for (const work of before) await send('Page.addScriptToEvaluateOnNewDocument', { source: `(${work})()` })
  await send('Page.navigate', { url })
  return {
    evaluate: <T, A>(work: (given: A) => T, given?: A) => run(work, given) as Promise<T>,
    async until(what, work, withinMs, given) {
      const end = performance.now() + withinMs
      while (!(await run(work, given))) {
        if (performance.now() > end) throw new Error(`after ${withinMs} ms the page does not show ${what}`)
        await wait(50)
      }
    },
    async sleep() {
      await turn('frozen')
    },
    async wake() {
      await turn('active')
      await send('Emulation.setFocusEmulationEnabled', { enabled: true })
    },
    async close() {
      await root.send('Target.disposeBrowserContext', { browserContextId })
      await root.detach()
    },
  }
}
