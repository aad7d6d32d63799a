// The compliance page's one loop: the address asks, the answers come, the page is drawn at most once a frame.
import { render } from 'lit-html'
import type { Compliance, Distribution, Revision, Trend } from '../../src/contract/compliance.ts'
import { latestOf, load, type Session } from '../api.ts'
import type { ChartIsland } from '../parts/chart.ts'
import { themeOnScreen } from '../parts/colours.ts'
import { applySettings, loadSettings, saveSettings } from '../settings.ts'
import { wordsFor } from '../words.ts'
import { type Address, monthAt, readAddress, requests, writeAddress } from './address.ts'
import type { DistributionModel, TrendModel } from './labels.ts'
import { chosen, distributionKey, distributionModels, trendModel } from './models.ts'
import { type ComplianceAction, type CountyNames, initialState, reduce } from './state.ts'
import { type ComplianceHandlers, complianceView } from './views/compliance.ts'

const historyPollMilliseconds = 5000

type ChartParts = typeof import('./charts.ts')

const app = document.querySelector<HTMLElement>('#app')!
const thisMonth = monthAt(Date.now())
let state = initialState(loadSettings(), readAddress(location.search, thisMonth), thisMonth)
let frameAsked = false
let parts: ChartParts | undefined
const islands = new Map<HTMLCanvasElement, { island: ChartIsland<never>; drawn: string }>()

function dispatch(action: ComplianceAction): void {
  state = reduce(state, action)
  if (frameAsked) return
  frameAsked = true
  requestAnimationFrame(draw)
}

function draw(): void {
  frameAsked = false
  render(complianceView(state, handlers), app)
  const { t, month } = wordsFor(state.settings.language)
  document.title = `${t('page.compliance.title')} ${month(state.address.month)} – Vaste`
  if (parts) drawCharts(parts)
}

/** A chart is drawn again only when its numbers, language or theme changed. */
function drawOn<T>(
  canvas: HTMLCanvasElement | null,
  mount: (canvas: HTMLCanvasElement) => ChartIsland<T>,
  model: T,
) {
  if (!canvas) return
  const known = islands.get(canvas)
  const island = (known?.island as ChartIsland<T> | undefined) ?? mount(canvas)
  const drawn = JSON.stringify([model, themeOnScreen()])
  if (known?.drawn !== drawn) island.update(model)
  islands.set(canvas, { island: island as ChartIsland<never>, drawn })
}

function forgetGoneCanvases(): void {
  for (const [canvas, { island }] of islands) {
    if (canvas.isConnected) continue
    island.remove()
    islands.delete(canvas)
  }
}

function drawCharts({ mountDistribution, mountTrend }: ChartParts): void {
  forgetGoneCanvases()
  const compliance = latestOf(state.compliance)
  const choice = compliance && chosen(compliance, state.address)
  if (!choice) return
  const context = { zones: compliance.zones, words: wordsFor(state.settings.language) }
  for (const model of distributionModels(latestOf(state.distribution), choice, context)) {
    const canvas = app.querySelector<HTMLCanvasElement>(
      `canvas[data-distribution="${CSS.escape(distributionKey(model))}"]`,
    )
    drawOn<DistributionModel>(canvas, mountDistribution, model)
  }
  const trend = trendModel(latestOf(state.trend), choice, context)
  if (trend) drawOn<TrendModel>(app.querySelector<HTMLCanvasElement>('canvas[data-trend]'), mountTrend, trend)
}

const handlers: ComplianceHandlers = {
  choose(settings) {
    saveSettings(settings)
    applySettings(settings)
    dispatch({ kind: 'settings', settings })
  },
  go(address) {
    history.pushState(null, '', writeAddress(address))
    show(address)
  },
}

function show(address: Address): void {
  const before = state.address
  dispatch({ kind: 'address', address })
  if (before.service !== address.service || before.month !== address.month) ask(address)
}

/** Each answer is drawn as it comes: the table does not wait for the trend of twelve months. */
function ask(to: Address): void {
  const paths = requests(to, state.settings.language)
  load<Compliance>(paths.compliance).then((compliance) => {
    dispatch({ kind: 'answer', to, answer: { compliance } })
    askAgainWhileHistoryLoads(to, latestOf(compliance)?.historyLoading)
  })
  load<Distribution>(paths.distribution).then((distribution) =>
    dispatch({ kind: 'answer', to, answer: { distribution } }),
  )
  load<Trend>(paths.trend).then((trend) => dispatch({ kind: 'answer', to, answer: { trend } }))
  load<{ revisions: Revision[] }>(paths.revisions).then((revisions) =>
    dispatch({ kind: 'answer', to, answer: { revisions } }),
  )
}

function askAgainWhileHistoryLoads(to: Address, historyLoading: number | undefined): void {
  if (historyLoading === undefined || historyLoading >= 1) return
  setTimeout(() => {
    if (to.month === state.address.month && to.service === state.address.service) ask(to)
  }, historyPollMilliseconds)
}

applySettings(state.settings)
addEventListener('popstate', () => show(readAddress(location.search, thisMonth)))
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw)
draw()
ask(state.address)
load<Session>('/api/v1/session').then((session) => dispatch({ kind: 'session', session }))
load<CountyNames>('/api/v1/region').then((county) => dispatch({ kind: 'county', county }))
import('./charts.ts').then((loaded) => {
  parts = loaded
  draw()
})
