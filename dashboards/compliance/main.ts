// The compliance page: the address asks, each answer is drawn as it comes, open sections ask for themselves.
import type { Compliance, Distribution, Revision, Trend } from '../../src/contract/compliance.ts'
import { latestOf, load } from '../api.ts'
import { createAddressBar } from '../parts/address-bar.ts'
import { isStillCounted } from '../parts/asking.ts'
import { copyText } from '../parts/copy.ts'
import { createPage } from '../parts/page-loop.ts'
import { loadSettings } from '../settings.ts'
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
import { initialState, reduce } from './state.ts'
import { type ComplianceHandlers, complianceView } from './views/compliance.ts'

const pollMilliseconds = 5000

const thisMonth = monthAt(Date.now())
const page = createPage({
  state: initialState(loadSettings(), readAddress(location.search, thisMonth), thisMonth),
  reduce,
  view: (state) => complianceView(state, handlers),
  title: (words, { address }) =>
    `${words.t('page.compliance.title')} ${periodName(chosenPeriod(address), words)}`,
  drawn(state) {
    showDialog()
    askForOpenSections()
    drawCharts?.(page.app, state)
  },
})
let drawCharts: typeof import('./draw-charts.ts').drawCharts | undefined

/** The browser keeps the focus inside, gives it back, and closes on Esc. */
function showDialog(): void {
  const dialog = page.app.querySelector('dialog')
  if (dialog && !dialog.open && page.state.sections.passport.path !== undefined) dialog.showModal()
}

function askForOpenSections(): void {
  const compliance = latestOf(page.state.compliance)
  if (!compliance) return
  const choice = chosen(compliance, page.state.address)
  for (const name of sectionNames) {
    const path = sectionPath(name, { address: page.state.address, thisMonth, choice })
    if (path !== undefined && path !== page.state.sections[name].path) askSection(name, path)
  }
}

function askSection(name: AnswerName, path: string): void {
  page.dispatch({ kind: 'ask', name, path })
  load<never>(path).then((answer) => page.dispatch({ kind: 'told', name, asked: { path, answer } }))
}

const bar = createAddressBar(page, {
  read: () => readAddress(location.search, thisMonth),
  write: writeAddress,
  isSame: sameQuestion,
  ask,
})

const handlers: ComplianceHandlers = {
  choose: page.choose,
  go: bar.go,
  replace: bar.replace,
  toggleRow: (row) => page.dispatch({ kind: 'toggle-row', row }),
  showPassport(row) {
    const compliance = latestOf(page.state.compliance)
    const path = compliance && passportPath(compliance, row)
    if (path) askSection('passport', path)
  },
  closePassport: () => page.dispatch({ kind: 'ask', name: 'passport' }),
  copy: (what, text) => copyText(text).then((done) => done && page.dispatch({ kind: 'copied', what })),
  print: () => window.print(),
}

/** Each answer is drawn as it comes: the table does not wait for the trend of twelve months. */
function ask(to: Address): void {
  const paths = requests(to, page.state.settings.language)
  load<Compliance>(paths.compliance).then((compliance) => {
    page.dispatch({ kind: 'answer', to, answer: { compliance } })
    askAgainWhileChanging(to, latestOf(compliance))
  })
  load<Distribution>(paths.distribution).then((distribution) =>
    page.dispatch({ kind: 'answer', to, answer: { distribution } }),
  )
  load<Trend>(paths.trend).then((trend) => page.dispatch({ kind: 'answer', to, answer: { trend } }))
  if (paths.revisions === undefined) return
  load<{ revisions: Revision[] }>(paths.revisions).then((revisions) =>
    page.dispatch({ kind: 'answer', to, answer: { revisions } }),
  )
}

/** While history is written or tasks are judged anew, the open sections are asked again with the figures. */
function askAgainWhileChanging(to: Address, compliance: Compliance | undefined): void {
  if (!compliance || !isStillCounted(compliance)) return
  setTimeout(() => {
    if (!sameQuestion(to, page.state.address)) return
    ask(page.state.address)
    for (const name of sectionNames) {
      const { path } = page.state.sections[name]
      if (path !== undefined) askSection(name, path)
    }
  }, pollMilliseconds)
}

page.start()
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', page.draw)
ask(page.state.address)
void page.askSession()
void page.askRegion()
import('./draw-charts.ts').then((loaded) => {
  drawCharts = loaded.drawCharts
  page.draw()
})
