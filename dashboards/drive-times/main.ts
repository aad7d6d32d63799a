// The one loop of the page of drive times: the address asks, the answer comes, and while it is counted it is asked again.
import { render } from 'lit-html'
import type { DriveTimesView } from '../../src/contract/drive-times.ts'
import { latestOf, load, type Session } from '../api.ts'
import type { ChartIsland } from '../parts/chart.ts'
import { themeOnScreen } from '../parts/colours.ts'
import { send } from '../parts/send.ts'
import { saveTable } from '../parts/table.ts'
import type { Region } from '../region.ts'
import { applySettings, loadSettings, saveSettings } from '../settings.ts'
import { wordsFor } from '../words.ts'
import { type Address, readAddress, requests, writeAddress } from './address.ts'
import { shownOf } from './cells.ts'
import type { QuantileModel } from './chart.ts'
import { type Change, type DriveTimesAction, initialState, reduce, sameQuestion } from './state.ts'
import { type DriveTimesHandlers, driveTimesView } from './views/drive-times.ts'

const pollMilliseconds = 1000

const app = document.querySelector<HTMLElement>('#app')!
let state = initialState(loadSettings(), readAddress(location.search))
let frameAsked = false
let asking: AbortController | undefined
let mountQuantiles: typeof import('./chart.ts').mountQuantiles | undefined
let chart: { canvas: HTMLCanvasElement; island: ChartIsland<QuantileModel>; drawn: string } | undefined
/** Where the reader looks next, once it is drawn. */
let afterDrawing: (() => void) | undefined

function dispatch(action: DriveTimesAction): void {
  state = reduce(state, action)
  if (frameAsked) return
  frameAsked = true
  requestAnimationFrame(draw)
}

function draw(): void {
  frameAsked = false
  render(driveTimesView(state, handlers), app)
  document.title = `${wordsFor(state.settings.language).t('page.drive-times.title')} – Vaste`
  drawChart()
  afterDrawing?.()
  afterDrawing = undefined
}

/** Drawn again only when its numbers, language or theme changed. */
function drawChart(): void {
  const canvas = app.querySelector<HTMLCanvasElement>('canvas[data-quantiles]')
  const study = latestOf(state.found)?.study
  const basis = study && shownOf(study, state.address).basis
  if (chart && chart.canvas !== canvas) {
    chart.island.remove()
    chart = undefined
  }
  if (!canvas || !basis || !mountQuantiles) return
  const model = { bins: basis.bins, language: state.settings.language }
  const drawn = JSON.stringify([model, themeOnScreen()])
  chart ??= { canvas, island: mountQuantiles(canvas), drawn: '' }
  if (chart.drawn !== drawn) chart.island.update(model)
  chart.drawn = drawn
}

function bringIntoView(cell: string | undefined): void {
  const row = cell && app.querySelector<HTMLElement>(`tr[data-cell="${CSS.escape(cell)}"]`)
  const group = row ? row.closest<HTMLElement>('.scroll') : undefined
  if (row && group) group.scrollTop = row.offsetTop - group.clientHeight / 3
}

const handlers: DriveTimesHandlers = {
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
    if (from === 'map') afterDrawing = () => bringIntoView(cell)
    show(address)
  },
  write: (reason) => dispatch({ kind: 'reason', reason }),
  send: (change) => void carryOut(change),
  save: (table) => saveTable(table.name, table, wordsFor(state.settings.language)),
}

async function carryOut(change: Change): Promise<void> {
  const reason = state.reason.trim()
  const study = latestOf(state.found)?.study?.id
  dispatch({ kind: 'send', change })
  const body = change === 'adopt' ? { study, reason } : { reason }
  const answer = await send<DriveTimesView>(`/api/v1/drive-times/${change}`, body)
  if (answer.kind === 'failed') return dispatch({ kind: 'refused', detail: answer.detail })
  dispatch({ kind: 'sent', change, found: answer.value })
  void ask(state.address)
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
  const found = await load<DriveTimesView>(requests(to, state.settings.language).study, current.signal)
  if (current.signal.aborted) return
  dispatch({ kind: 'answer', to, found })
  if (latestOf(found)?.counting === undefined) return
  setTimeout(() => {
    if (asking === current) void ask(state.address)
  }, pollMilliseconds)
}

applySettings(state.settings)
addEventListener('popstate', () => show(readAddress(location.search)))
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw)
draw()
void ask(state.address)
load<Session>('/api/v1/session').then((session) => dispatch({ kind: 'session', session }))
load<Region>('/api/v1/region').then((region) => dispatch({ kind: 'region', region }))
import('./chart.ts').then((loaded) => {
  mountQuantiles = loaded.mountQuantiles
  draw()
})
