// The page of stations: the address names the station, the answers come, an edit is previewed and sent.
import type { Readiness, ReadinessEdited, StationHistory } from '../../src/contract/readiness.ts'
import { latestOf, load } from '../api.ts'
import { createPage } from '../parts/page-loop.ts'
import { draftOf, emptyDraft, faultsOf, freeId, periodOf } from '../parts/period-draft.ts'
import { send } from '../parts/send.ts'
import { loadSettings } from '../settings.ts'
import { type Editor, initialState, reduce } from './state.ts'
import { editorFaults } from './views/editor.ts'
import { type StationsHandlers, stationsView } from './views/stations.ts'

const previewAfterMilliseconds = 250
const pollMilliseconds = 30_000

const stationIn = (search: string) => new URLSearchParams(search).get('station') ?? undefined

const page = createPage({
  state: initialState(loadSettings(), stationIn(location.search)),
  reduce,
  view: (state) => stationsView(state, handlers),
  title: ({ t }) => t('page.stations.title'),
})
let previewTimer: ReturnType<typeof setTimeout> | undefined

const focus = (selector: string) => () => {
  const found = page.app.querySelector<HTMLElement>(selector)
  found?.focus({ preventScroll: true })
  found?.scrollIntoView({ block: 'nearest' })
}

const handlers: StationsHandlers = {
  chooseSettings: page.choose,
  choose(station) {
    history.pushState(null, '', `?station=${encodeURIComponent(station)}`)
    show(station)
    page.afterDraw(focus('#station-title'))
  },
  search: (search) => page.dispatch({ kind: 'search', search }),
  open(mode, station, period) {
    const today = latestOf(page.state.readiness)!.today
    const taken = station.periods.map(({ id }) => id)
    const draft = period ? draftOf(period) : emptyDraft(station.services[0] ?? 'rescue', today)
    const id = period && mode !== 'new' ? period.id : freeId(station.id, draft.slot, taken)
    const begun = mode === 'new' && period ? { ...draft, validFrom: today, validTo: '' } : draft
    page.dispatch({ kind: 'open', editor: { mode, id, station: station.id, draft: begun } })
    page.afterDraw(focus('#editor-title'))
    askPreview()
  },
  fill(change) {
    if (!page.state.editor) return
    page.dispatch({ kind: 'write', change: { draft: change(page.state.editor.draft) } })
    askPreview()
  },
  say: (reason) => page.dispatch({ kind: 'write', change: { reason } }),
  close() {
    page.dispatch({ kind: 'close' })
    page.afterDraw(focus('#station-title'))
  },
  save,
}

function show(station: string | undefined): void {
  page.dispatch({ kind: 'choose', chosen: station })
  if (station !== undefined) askHistory(station)
}

async function askHistory(of: string): Promise<void> {
  const found = await load<StationHistory>(`/api/v1/stations/${encodeURIComponent(of)}/readiness`)
  page.dispatch({ kind: 'history', of, history: found })
}

async function askReadiness(): Promise<void> {
  page.dispatch({ kind: 'readiness', readiness: await load<Readiness>('/api/v1/readiness') })
}

/** A new period is named by its crew, which is known only when it is saved. */
function wanted({ mode, id, station, draft }: Editor) {
  if (mode === 'remove') return { action: 'remove' as const, period: id }
  const known = latestOf(page.state.readiness)?.stations.find((each) => each.id === station)
  const taken = known?.periods.map((period) => period.id) ?? []
  return {
    action: 'set' as const,
    period: periodOf(draft, mode === 'new' ? freeId(station, draft.slot, taken) : id),
  }
}

const pathOf = ({ station }: Editor) => `/api/v1/stations/${encodeURIComponent(station)}/readiness`

/** Once the fields rest. */
function askPreview(): void {
  clearTimeout(previewTimer)
  const { editor } = page.state
  if (!editor || (editor.mode !== 'remove' && faultsOf(editor.draft).size > 0)) return
  previewTimer = setTimeout(async () => {
    const answer = await send<ReadinessEdited>(`${pathOf(editor)}/preview`, wanted(editor))
    page.dispatch({ kind: 'preview', of: editor.draft, preview: answer })
  }, previewAfterMilliseconds)
}

async function save(): Promise<void> {
  const { editor } = page.state
  if (!editor || editor.sending) return
  page.dispatch({ kind: 'tried' })
  if (page.state.editor && editorFaults(page.state.editor).size > 0) {
    page.afterDraw(() => page.app.querySelector<HTMLElement>('.editor [aria-invalid="true"]')?.focus())
    return
  }
  page.dispatch({ kind: 'sending' })
  const seen = latestOf(page.state.readiness)?.stations.find(({ id }) => id === editor.station)?.seen
  const body = { ...wanted(editor), reason: editor.reason.trim(), seen }
  const answer = await send<ReadinessEdited>(pathOf(editor), body)
  if (answer.kind === 'failed') {
    page.dispatch({ kind: 'refused', detail: answer.detail })
    // Somebody else was quicker: what stands now is shown behind the form.
    if (answer.status === 409) await askReadiness()
    return
  }
  page.dispatch({ kind: 'saved', edited: answer.value, what: editor.draft.slot })
  page.afterDraw(focus('#station-title'))
  await Promise.all([askReadiness(), askHistory(editor.station)])
}

page.start()
addEventListener('popstate', () => show(stationIn(location.search)))
askReadiness()
setInterval(askReadiness, pollMilliseconds)
if (page.state.chosen !== undefined) askHistory(page.state.chosen)
void page.askSession()
void page.askRegion()
