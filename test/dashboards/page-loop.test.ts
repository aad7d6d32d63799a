import { expect } from 'chai'
import { createAddressBar } from '../../dashboards/parts/address-bar.ts'
import { createAsking, isStillCounted } from '../../dashboards/parts/asking.ts'
import {
  nothingTold,
  type PageAction,
  type PageState,
  reducePage,
} from '../../dashboards/parts/page-state.ts'
import { defaultSettings } from '../../dashboards/settings.ts'
import { texts, type Words, wordsFor } from '../../dashboards/words.ts'
import { openPage, type Page } from './dom.ts'

interface State extends PageState {
  readonly address: number
}
type Action = PageAction | { readonly kind: 'address'; readonly address: number }

const reduce = (state: State, action: Action): State =>
  action.kind === 'address' ? { ...state, address: action.address } : reducePage(state, action)

/** Globals that stand in for the browser's, until `restore`. */
function standIns(values: Record<string, unknown>) {
  const before = Object.keys(values).map(
    (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  )
  for (const [name, value] of Object.entries(values))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  return function restore() {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor)
      else delete (globalThis as Record<string, unknown>)[name]
    }
  }
}

describe('the loop of a page', () => {
  let dom: Page
  let html: typeof import('lit-html')['html']
  let createPage: typeof import('../../dashboards/parts/page-loop.ts')['createPage']
  let restore: () => void
  let frames: (() => void)[]
  let gone: string[]
  let back: () => void
  let asked: { readonly path: string; readonly signal: AbortSignal; answer(body: object): Promise<void> }[]

  beforeEach(async () => {
    dom = await openPage()
    ;({ html } = await import('lit-html'))
    ;({ createPage } = await import('../../dashboards/parts/page-loop.ts'))
    ;[frames, gone, asked] = [[], [], []]
    restore = standIns({
      requestAnimationFrame: (frame: () => void) => frames.push(frame),
      addEventListener: (_kind: string, listener: () => void) => {
        back = listener
      },
      history: {
        pushState: (_state: null, _title: string, to: string) => gone.push(`push ${to}`),
        replaceState: (_state: null, _title: string, to: string) => gone.push(`replace ${to}`),
      },
      fetch: (path: string, { signal }: RequestInit) =>
        new Promise<Response>((resolve, reject) => {
          signal?.addEventListener('abort', () => reject(new Error('aborted')))
          asked.push({
            path,
            signal: signal!,
            async answer(body) {
              resolve(Response.json(body))
              await new Promise(setImmediate)
            },
          })
        }),
    })
  })
  afterEach(async () => {
    restore()
    await dom.close()
  })

  const start = (isUrgent?: (action: Action) => boolean) => {
    const drawn: number[] = []
    const page = createPage({
      state: { settings: defaultSettings, ...nothingTold, address: 0 } as State,
      reduce,
      view: ({ address, settings }) => html`<p>${settings.language} ${address}</p>`,
      title: (_words, { address }) => `Sivu ${address}`,
      drawn: ({ address }) => drawn.push(address),
      isUrgent,
    })
    page.start()
    return { page, drawn }
  }
  const nextFrame = () => {
    for (const frame of frames.splice(0)) frame()
  }

  it('draws many actions of one frame once, with the title of the tab', () => {
    const { page, drawn } = start()
    for (const address of [1, 2, 3]) page.dispatch({ kind: 'address', address })
    expect(dom.root.textContent).to.equal('fi 0')
    nextFrame()
    expect(dom.root.textContent).to.equal('fi 3')
    expect(document.title).to.equal('Sivu 3 – Vaste')
    expect(drawn).to.deep.equal([0, 3])
  })

  it('draws what cannot wait at once', () => {
    const { page, drawn } = start(({ kind }) => kind === 'address')
    page.dispatch({ kind: 'address', address: 1 })
    page.dispatch({ kind: 'address', address: 2 })
    expect(drawn).to.deep.equal([0, 1, 2])
  })

  it('does what comes after the next drawing once, and not before it', () => {
    const { page } = start()
    const seen: (string | null)[] = []
    page.afterDraw(() => seen.push(dom.root.textContent))
    page.dispatch({ kind: 'address', address: 1 })
    expect(seen).to.deep.equal([])
    nextFrame()
    page.draw()
    expect(seen).to.deep.equal(['fi 1'])
  })

  it('takes the reader’s choice to the page and to the document', () => {
    const { page } = start()
    page.choose({ language: 'sv', theme: 'night' })
    nextFrame()
    expect(dom.root.textContent).to.equal('sv 0')
    expect(document.documentElement.lang).to.equal('sv')
    expect(document.documentElement.getAttribute('data-theme')).to.equal('night')
  })

  it('goes on where the service tells what only a newer page has words for, and says so at once', async () => {
    const { newerService } = await import('../../dashboards/parts/page.ts')
    const { createSaid } = await import('../../dashboards/texts/said.ts')
    const { text, lacking } = createSaid(texts.fi)
    const words = { ...wordsFor('fi'), t: text, lacking } as Words
    const { drawWhole } = await import('../../dashboards/parts/page-loop.ts')
    const told = ['available', 'on-foot', 'at-scene']
    const view = () =>
      html`${newerService(words)}<ul>${told.map((status) => html`<li>${text(`status.${status}`)}</li>`)}</ul>`
    drawWhole(dom.root, words, view)
    expect([...dom.root.querySelectorAll('li')].map((each) => each.textContent)).to.deep.equal([
      texts.fi['status.available'],
      'on foot',
      texts.fi['status.at-scene'],
    ])
    expect(dom.root.querySelector('[role=status]')?.textContent).to.contain(texts.fi['notice.newer'])
    expect(dom.root.querySelector('[role=status] button')).not.to.equal(null)
  })

  it('asks anew only when the address asks something else, also on the way back', () => {
    const { page } = start()
    const questions: number[] = []
    const bar = createAddressBar(page, {
      read: () => 10,
      write: (address) => `?${address}`,
      isSame: (before, after) => Math.floor(before / 10) === Math.floor(after / 10),
      ask: (address) => questions.push(address),
    })
    bar.go(20)
    bar.replace(21)
    back()
    expect(gone).to.deep.equal(['push ?20', 'replace ?21'])
    expect(questions).to.deep.equal([20, 10])
    expect(page.state.address).to.equal(10)
  })

  describe('asking', () => {
    const asking = () => {
      const told: unknown[] = []
      const ask = createAsking<number | undefined, { readonly historyLoading?: number }>({
        path: (question) => (question === undefined ? undefined : `/${question}`),
        told: (question, found) => told.push([question, found.kind]),
        isChanging: isStillCounted,
        againMilliseconds: 0,
      })
      return { ask, told }
    }
    const paths = () => asked.map(({ path }) => path)
    const nextTurn = () => new Promise((resolve) => setTimeout(resolve, 1))

    it('ends the question before, whose answer is not told', async () => {
      const { ask, told } = asking()
      void ask(1)
      void ask(2)
      expect(asked[0]!.signal.aborted).to.equal(true)
      await asked[1]!.answer({})
      await nextTurn()
      expect(told).to.deep.equal([[2, 'ready']])
      expect(paths()).to.deep.equal(['/1', '/2'])
    })

    it('asks again while the answer changes, until it stands', async () => {
      const { ask, told } = asking()
      void ask(1)
      await asked[0]!.answer({ historyLoading: 0.5 })
      await nextTurn()
      await asked[1]!.answer({ historyLoading: 1 })
      await nextTurn()
      expect(told).to.deep.equal([
        [1, 'ready'],
        [1, 'ready'],
      ])
      expect(paths()).to.deep.equal(['/1', '/1'])
    })

    it('forgets a changing answer when nothing is asked any more', async () => {
      // The clock of a busy machine may strike before the page thinks better of it: here it strikes after.
      const struck: (() => void)[] = []
      const restoreClock = standIns({ setTimeout: (work: () => void) => struck.push(work) })
      try {
        const { ask } = asking()
        void ask(1)
        await asked[0]!.answer({ historyLoading: 0.5 })
        void ask(undefined)
        expect(struck).to.have.length(1)
        struck[0]!()
        expect(paths()).to.deep.equal(['/1'])
      } finally {
        restoreClock()
      }
    })
  })

  for (const [answer, isStill] of [
    [{}, false],
    [{ historyLoading: 1 }, false],
    [{ historyLoading: 0.2 }, true],
    [{ judgingAnew: 0.9 }, true],
    [{ historyLoading: 1, judgingAnew: 1 }, false],
  ] as const)
    it(`${isStill ? 'waits' : 'does not wait'} for ${JSON.stringify(answer)}`, () => {
      expect(isStillCounted(answer)).to.equal(isStill)
    })
})
