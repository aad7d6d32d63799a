// The one loop of the page of before and after: the register names the changes, the address asks, the answer is drawn.
import { render } from 'lit-html'
import type { BeforeAfter, ChangeList } from '../../src/contract/before-after.ts'
import { latestOf, load, type Session } from '../api.ts'
import { saveTable } from '../parts/table.ts'
import type { Region } from '../region.ts'
import { applySettings, loadSettings, saveSettings } from '../settings.ts'
import { wordsFor } from '../words.ts'
import { type Address, readAddress, requestOf, settled, writeAddress } from './address.ts'
import { type BeforeAfterAction, initialState, reduce, sameQuestion } from './state.ts'
import { type BeforeAfterHandlers, beforeAfterView } from './views/before-after.ts'

const pollMilliseconds = 5000

const app = document.querySelector<HTMLElement>('#app')!
let state = initialState(loadSettings(), readAddress(location.search))
let frameAsked = false
let asking: AbortController | undefined

function dispatch(action: BeforeAfterAction): void {
  state = reduce(state, action)
  if (frameAsked) return
  frameAsked = true
  requestAnimationFrame(draw)
}

function draw(): void {
  frameAsked = false
  render(beforeAfterView(state, handlers), app)
  document.title = `${wordsFor(state.settings.language).t('page.before-after.title')} – Vaste`
}

const handlers: BeforeAfterHandlers = {
  choose(settings) {
    saveSettings(settings)
    applySettings(settings)
    dispatch({ kind: 'settings', settings })
  },
  go(address) {
    history.pushState(null, '', writeAddress(address))
    show(address)
  },
  chooseOwn: (own) => dispatch({ kind: 'own', own }),
  save(table) {
    const { station, on } = state.address
    saveTable(
      `vaste-before-after-${station}-${on}-${table.name}.csv`,
      table,
      wordsFor(state.settings.language),
    )
  },
}

function show(address: Address): void {
  const before = state.address
  dispatch({ kind: 'address', address })
  if (!sameQuestion(before, address)) void ask(address)
}

async function ask(to: Address): Promise<void> {
  asking?.abort()
  const request = requestOf(to)
  if (!request) return
  const current = new AbortController()
  asking = current
  const found = await load<BeforeAfter>(request, current.signal)
  if (current.signal.aborted) return
  dispatch({ kind: 'answer', to, found })
  const { historyLoading = 1, judgingAnew = 1 } = latestOf(found) ?? {}
  if (historyLoading >= 1 && judgingAnew >= 1) return
  setTimeout(() => {
    if (asking === current) void ask(to)
  }, pollMilliseconds)
}

applySettings(state.settings)
addEventListener('popstate', () => show(settled(readAddress(location.search), latestOf(state.list))))
draw()
void ask(state.address)
load<ChangeList>('/api/v1/before-after/changes').then((list) => {
  dispatch({ kind: 'list', list })
  show(settled(state.address, latestOf(list)))
})
load<Session>('/api/v1/session').then((session) => dispatch({ kind: 'session', session }))
load<Region>('/api/v1/region').then((region) => dispatch({ kind: 'region', region }))
