// The compliance page's one loop: the address asks, the answers come, the page is drawn at most once a frame.
import { render } from 'lit-html'
import type { Compliance, Distribution, Revision, Trend } from '../../src/contract/compliance.ts'
import { latestOf, load, type Session } from '../api.ts'
import { copyText } from '../parts/copy.ts'
import { applySettings, loadSettings, saveSettings } from '../settings.ts'
import { wordsFor } from '../words.ts'
import {
  type Address,
  chosenPeriod,
  monthAt,
  readAddress,
  requests,
  sameQuestion,
  sectionNames,
  writeAddress,
} from './address.ts'
import { chosen } from './models.ts'
import { periodName } from './period.ts'
import { type AnswerName, passportPath, sectionPath } from './sections.ts'
import { type ComplianceAction, type CountyNames, initialState, reduce } from './state.ts'
import { type ComplianceHandlers, complianceView } from './views/compliance.ts'

const pollMilliseconds = 5000

const app = document.querySelector<HTMLElement>('#app')!
const thisMonth = monthAt(Date.now())
let state = initialState(loadSettings(), readAddress(location.search, thisMonth), thisMonth)
let frameAsked = false
let drawCharts: typeof import('./draw-charts.ts').drawCharts | undefined

function dispatch(action: ComplianceAction): void {
  state = reduce(state, action)
  if (frameAsked) return
  frameAsked = true
  requestAnimationFrame(draw)
}

function draw(): void {
  frameAsked = false
  render(complianceView(state, handlers), app)
  const words = wordsFor(state.settings.language)
  document.title = `${words.t('page.compliance.title')} ${periodName(chosenPeriod(state.address), words)} – Vaste`
  showDialog()
  askForOpenSections()
  drawCharts?.(app, state)
}

/** The browser keeps the focus inside, gives it back, and closes on Esc. */
function showDialog(): void {
  const dialog = app.querySelector('dialog')
  if (dialog && !dialog.open && state.sections.passport.path !== undefined) dialog.showModal()
}

function askForOpenSections(): void {
  const compliance = latestOf(state.compliance)
  if (!compliance) return
  const choice = chosen(compliance, state.address)
  for (const name of sectionNames) {
    const path = sectionPath(name, { address: state.address, thisMonth, choice })
    if (path !== undefined && path !== state.sections[name].path) askSection(name, path)
  }
}

function askSection(name: AnswerName, path: string): void {
  dispatch({ kind: 'ask', name, path })
  load<never>(path).then((answer) => dispatch({ kind: 'told', name, asked: { path, answer } }))
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
  replace(address) {
    history.replaceState(null, '', writeAddress(address))
    show(address)
  },
  toggleRow: (row) => dispatch({ kind: 'toggle-row', row }),
  showPassport(row) {
    const compliance = latestOf(state.compliance)
    const path = compliance && passportPath(compliance, row)
    if (path) askSection('passport', path)
  },
  closePassport: () => dispatch({ kind: 'ask', name: 'passport' }),
  copy: (what, text) => copyText(text).then((done) => done && dispatch({ kind: 'copied', what })),
  print: () => window.print(),
}

function show(address: Address): void {
  const before = state.address
  dispatch({ kind: 'address', address })
  if (!sameQuestion(before, address)) ask(address)
}

/** Each answer is drawn as it comes: the table does not wait for the trend of twelve months. */
function ask(to: Address): void {
  const paths = requests(to, state.settings.language)
  load<Compliance>(paths.compliance).then((compliance) => {
    dispatch({ kind: 'answer', to, answer: { compliance } })
    askAgainWhileChanging(to, latestOf(compliance))
  })
  load<Distribution>(paths.distribution).then((distribution) =>
    dispatch({ kind: 'answer', to, answer: { distribution } }),
  )
  load<Trend>(paths.trend).then((trend) => dispatch({ kind: 'answer', to, answer: { trend } }))
  if (paths.revisions === undefined) return
  load<{ revisions: Revision[] }>(paths.revisions).then((revisions) =>
    dispatch({ kind: 'answer', to, answer: { revisions } }),
  )
}

/** While history is written or tasks are judged anew, the open sections are asked again with the figures. */
function askAgainWhileChanging(to: Address, compliance: Compliance | undefined): void {
  const { historyLoading = 1, judgingAnew = 1 } = compliance ?? {}
  if (historyLoading >= 1 && judgingAnew >= 1) return
  setTimeout(() => {
    if (!sameQuestion(to, state.address)) return
    ask(state.address)
    for (const name of sectionNames) {
      const { path } = state.sections[name]
      if (path !== undefined) askSection(name, path)
    }
  }, pollMilliseconds)
}

applySettings(state.settings)
addEventListener('popstate', () => show(readAddress(location.search, thisMonth)))
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw)
draw()
ask(state.address)
load<Session>('/api/v1/session').then((session) => dispatch({ kind: 'session', session }))
load<CountyNames>('/api/v1/region').then((county) => dispatch({ kind: 'county', county }))
import('./draw-charts.ts').then((loaded) => {
  drawCharts = loaded.drawCharts
  draw()
})
