// The one loop of the page of problem cells: the address asks, the answer comes, list and map follow each other.
import { render } from 'lit-html'
import type { ProblemCells } from '../../src/contract/problem-cells.ts'
import { latestOf, load, type Session } from '../api.ts'
import { monthAt } from '../compliance/address.ts'
import type { Region } from '../region.ts'
import { applySettings, loadSettings, saveSettings } from '../settings.ts'
import { wordsFor } from '../words.ts'
import { type Address, readAddress, requests, writeAddress } from './address.ts'
import { initialState, type ProblemCellsAction, reduce, sameQuestion } from './state.ts'
import { type ProblemCellsHandlers, problemCellsView } from './views/problem-cells.ts'

const pollMilliseconds = 5000

const app = document.querySelector<HTMLElement>('#app')!
const thisYear = Number(monthAt(Date.now()).slice(0, 4))
let state = initialState(loadSettings(), readAddress(location.search, thisYear), thisYear)
let frameAsked = false
let asking: AbortController | undefined
/** Where the reader looks next, once it is drawn. */
let afterDrawing: (() => void) | undefined

function dispatch(action: ProblemCellsAction): void {
  state = reduce(state, action)
  if (frameAsked) return
  frameAsked = true
  requestAnimationFrame(draw)
}

function draw(): void {
  frameAsked = false
  render(problemCellsView(state, handlers), app)
  document.title = `${wordsFor(state.settings.language).t('page.problem-cells.title')} – Vaste`
  afterDrawing?.()
  afterDrawing = undefined
}

/** From the map the list's row comes into view without taking the focus; from the list the map follows by itself. */
function follow(cell: string, from: 'map' | 'list'): void {
  const id = CSS.escape(cell)
  if (from === 'list') return
  app.querySelector<SVGElement>(`[data-map-cell="${id}"]`)?.focus({ preventScroll: true })
  const row = app.querySelector<HTMLElement>(`tr[data-cell="${id}"]`)
  const group = row?.closest<HTMLElement>('.scroll')
  if (row && group) group.scrollTop = row.offsetTop - group.clientHeight / 3
}

const handlers: ProblemCellsHandlers = {
  choose(settings) {
    saveSettings(settings)
    applySettings(settings)
    dispatch({ kind: 'settings', settings })
  },
  go(address) {
    history.pushState(null, '', writeAddress(address))
    show(address)
  },
  pick(cell, from) {
    const address = { ...state.address, cell }
    history.replaceState(null, '', writeAddress(address))
    afterDrawing = () => follow(cell, from)
    show(address)
  },
  look(view) {
    dispatch({ kind: 'view', view })
  },
}

function show(address: Address): void {
  const before = state.address
  dispatch({ kind: 'address', address })
  if (!sameQuestion(before, address)) void ask(address)
}

async function ask(to: Address): Promise<void> {
  asking?.abort()
  const current = new AbortController()
  asking = current
  const found = await load<ProblemCells>(requests(to, state.settings.language).cells, current.signal)
  if (current.signal.aborted) return
  dispatch({ kind: 'answer', to, found })
  const { historyLoading = 1, judgingAnew = 1 } = latestOf(found) ?? {}
  if (historyLoading >= 1 && judgingAnew >= 1) return
  setTimeout(() => {
    if (asking === current) void ask(to)
  }, pollMilliseconds)
}

applySettings(state.settings)
addEventListener('popstate', () => show(readAddress(location.search, thisYear)))
draw()
void ask(state.address)
load<Session>('/api/v1/session').then((session) => dispatch({ kind: 'session', session }))
load<Region>('/api/v1/region').then((region) => dispatch({ kind: 'region', region }))
