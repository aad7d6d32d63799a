// A page without a browser, for the views: happy-dom as the document, axe-core as the judge of access.
import type { AxeResults } from 'axe-core'
import { Window } from 'happy-dom'

/** What lit-html and axe-core look for as globals. */
const names = [
  'window',
  'document',
  'Node',
  'NodeList',
  'Element',
  'HTMLElement',
  'Document',
  'DocumentFragment',
  'Comment',
  'Text',
  'CSS',
  'getComputedStyle',
] as const

export interface Page {
  readonly document: Document
  readonly root: HTMLElement
  /** Rules that need layout or colours are checked in the real browser instead. */
  violations(): Promise<readonly string[]>
  close(): Promise<void>
}

/** One for all suites: lit-html and axe-core keep the document that they first found. */
let shared: Window | undefined

/** Installs the globals for one suite; `close` takes them away again. */
export async function openPage(): Promise<Page> {
  shared ??= new Window({ url: 'http://localhost/' })
  const window = shared
  const globals = globalThis as Record<string, unknown>
  const before = names.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const)
  for (const name of names) {
    const value = name === 'window' ? window : (window as unknown as Record<string, unknown>)[name]
    Object.defineProperty(globals, name, { value, configurable: true, writable: true })
  }
  const document = window.document as unknown as Document
  document.documentElement.lang = 'fi'
  document.title = 'Vaste'
  document.body.innerHTML = '<div id="app"></div>'
  const { default: axe } = await import('axe-core')
  return {
    document,
    root: document.querySelector<HTMLElement>('#app')!,
    async violations() {
      const rules = { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } }
      const result: AxeResults = await axe.run(document.documentElement, { rules })
      return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
    },
    async close() {
      for (const [name, descriptor] of before) {
        if (descriptor) Object.defineProperty(globals, name, descriptor)
        else delete globals[name]
      }
      await window.happyDOM.abort()
    },
  }
}
