// The workload page's one loop: the address asks, the answer comes, the page is drawn at most once a frame.
import { render } from 'lit-html'
import type { Workload } from '../../src/contract/workload.ts'
import { latestOf, load, type Session } from '../api.ts'
import { monthAt } from '../compliance/address.ts'
import type { CountyNames } from '../compliance/state.ts'
import { saveTable } from '../parts/table.ts'
import { applySettings, loadSettings, saveSettings } from '../settings.ts'
import { wordsFor } from '../words.ts'
import { type Address, readAddress, requestOf, writeAddress } from './address.ts'
import { periodText } from './period-text.ts'
import { initialState, reduce, sameQuestion, type WorkloadAction } from './state.ts'
import { type WorkloadHandlers, workloadView } from './views/workload.ts'

const historyPollMilliseconds = 5000

const app = document.querySelector<HTMLElement>('#app')!
const thisMonth = monthAt(Date.now())
let state = initialState(loadSettings(), readAddress(location.search, thisMonth), thisMonth)
let frameAsked = false
let asking: AbortController | undefined

function dispatch(action: WorkloadAction): void {
  state = reduce(state, action)
  if (frameAsked) return
  frameAsked = true
  requestAnimationFrame(draw)
}

function draw(): void {
  frameAsked = false
  render(workloadView(state, handlers), app)
  const words = wordsFor(state.settings.language)
  document.title = `${words.t('page.workload.title')} ${periodText(state.address.period, words)} – Vaste`
}

const handlers: WorkloadHandlers = {
  choose(settings) {
    saveSettings(settings)
    applySettings(settings)
    dispatch({ kind: 'settings', settings })
  },
  go(address) {
    history.pushState(null, '', writeAddress(address))
    show(address)
  },
  save(table) {
    const { service, period } = state.address
    const words = wordsFor(state.settings.language)
    saveTable(`vaste-workload-${service}-${period}-${table.name}.csv`, table, words)
  },
}

function show(address: Address): void {
  const before = state.address
  dispatch({ kind: 'address', address })
  if (!sameQuestion(before, address)) void ask(address)
}

/** The answer to an earlier question is not waited for: reading a half-year takes the service a moment. */
async function ask(to: Address): Promise<void> {
  asking?.abort()
  const current = new AbortController()
  asking = current
  const workload = await load<Workload>(requestOf(to), current.signal)
  if (current.signal.aborted) return
  dispatch({ kind: 'answer', to, workload })
  const historyLoading = latestOf(workload)?.historyLoading
  if (historyLoading === undefined || historyLoading >= 1) return
  setTimeout(() => {
    if (asking === current) void ask(to)
  }, historyPollMilliseconds)
}

applySettings(state.settings)
addEventListener('popstate', () => show(readAddress(location.search, thisMonth)))
draw()
void ask(state.address)
load<Session>('/api/v1/session').then((session) => dispatch({ kind: 'session', session }))
load<CountyNames>('/api/v1/region').then((county) => dispatch({ kind: 'county', county }))
