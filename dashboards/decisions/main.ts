// The loop of the page of decisions: what the reader does, what the service answers, drawn at most once a frame.
import { render } from 'lit-html'
import type { DecisionBody, DecisionList } from '../../src/contract/decision-list.ts'
import { latestOf, load, type Session } from '../api.ts'
import type { CountyNames } from '../compliance/state.ts'
import { applySettings, loadSettings, saveSettings } from '../settings.ts'
import type { Service } from '../vocabulary.ts'
import { wordsFor } from '../words.ts'
import { besideFault, howFor } from './beside.ts'
import { adopt, preview } from './client.ts'
import { bodyOf, draftFrom, emptyDraft } from './draft.ts'
import { faultsOf } from './faults.ts'
import { adoptionOf, type DecisionsAction, freeId, initialState, reduce } from './state.ts'
import { type DecisionsHandlers, decisionsView } from './views/decisions.ts'

const pollMilliseconds = 1000

const app = document.querySelector<HTMLElement>('#app')!
let state = initialState(loadSettings())
let frameAsked = false
let previewing: AbortController | undefined

function dispatch(action: DecisionsAction): void {
  state = reduce(state, action)
  // The fields on screen make the next draft from the one they show: two changes in one frame must both be in it.
  if (action.kind === 'change') return draw()
  if (frameAsked) return
  frameAsked = true
  requestAnimationFrame(draw)
}

function draw(): void {
  frameAsked = false
  render(decisionsView(state, handlers), app)
  document.title = `${wordsFor(state.settings.language).t('page.decisions.title')} – Vaste`
  const dialog = app.querySelector<HTMLDialogElement>('dialog')
  const isAsked = state.editor !== undefined && state.editor.adopting !== 'no'
  if (isAsked && !dialog?.open) dialog?.showModal()
  if (!isAsked && dialog?.open) dialog.close()
}

/** Where the reader has to look next, once it is drawn. */
function focusOn(selector: string): void {
  requestAnimationFrame(() => requestAnimationFrame(() => app.querySelector<HTMLElement>(selector)?.focus()))
}

async function ask(): Promise<void> {
  const list = await load<DecisionList>('/api/v1/decisions')
  dispatch({ kind: 'list', list })
  if (latestOf(list)?.judging) setTimeout(ask, pollMilliseconds)
}

function taken(): string[] {
  return latestOf(state.list)?.decisions.map(({ id }) => id) ?? []
}

function download(body: DecisionBody): void {
  const document_ = { $schema: './decision.schema.json', ...body }
  const address = URL.createObjectURL(
    new Blob([`${JSON.stringify(document_, null, 2)}\n`], { type: 'application/json' }),
  )
  const link = Object.assign(document.createElement('a'), { href: address, download: `${body.id}.json` })
  link.click()
  URL.revokeObjectURL(address)
}

async function stored(id: string): Promise<DecisionBody | undefined> {
  const answer = await load<{ decision: DecisionBody }>(`/api/v1/decisions/${encodeURIComponent(id)}`)
  if (answer.kind === 'failed') dispatch({ kind: 'list', list: answer })
  return latestOf(answer)?.decision
}

async function startPreview(): Promise<void> {
  dispatch({ kind: 'asked' })
  const { editor } = state
  if (!editor) return
  if (faultsOf(editor.draft).size > 0) return focusOn('#fault-summary')
  if (besideFault(latestOf(state.list)?.decisions ?? [], editor.draft, editor.how))
    return focusOn('#beside-fault')
  previewing?.abort()
  const mine = new AbortController()
  previewing = mine
  const adoption = adoptionOf(editor)
  dispatch({ kind: 'preview', preview: { kind: 'running', done: 0, total: 0 } })
  const onProgress = (done: number, total: number) => {
    if (previewing === mine) dispatch({ kind: 'preview', preview: { kind: 'running', done, total } })
  }
  const answer = await preview(adoption, onProgress, mine.signal)
  if (previewing !== mine) return
  if (answer.kind === 'ready')
    dispatch({ kind: 'preview', preview: { ...answer, of: JSON.stringify(adoption) } })
  else dispatch({ kind: 'preview', preview: answer })
  focusOn('#preview-title')
}

async function confirmAdoption(): Promise<void> {
  const { editor } = state
  if (!editor || editor.adopting === 'sending') return
  dispatch({ kind: 'adopting', adopting: 'sending' })
  const answer = await adopt(adoptionOf(editor))
  if (answer.kind === 'failed') dispatch({ kind: 'refused', detail: answer.detail })
  else {
    dispatch({ kind: 'adopted', adopted: answer.value })
    focusOn('#adopted')
    void ask()
  }
}

const handlers: DecisionsHandlers = {
  choose(settings) {
    saveSettings(settings)
    applySettings(settings)
    dispatch({ kind: 'settings', settings })
  },
  async open(id) {
    const body = await stored(id)
    if (!body) return
    dispatch({ kind: 'open', draft: draftFrom(body), stored: id })
    focusOn('#editor-title')
  },
  async copy(id) {
    const body = await stored(id)
    if (!body) return
    const today = latestOf(state.list)?.today ?? body.validFrom
    const validFrom = today > body.validFrom ? today : body.validFrom
    const draft = draftFrom({ ...body, id: freeId(id, taken()), validFrom, validTo: undefined })
    const how = howFor(latestOf(state.list)?.decisions ?? [], body.service, validFrom)
    dispatch({ kind: 'open', draft, how })
    focusOn('#editor-title')
  },
  make(service: Service) {
    dispatch({ kind: 'open', draft: emptyDraft(service, latestOf(state.list)?.today ?? '') })
    focusOn('#editor-title')
  },
  async readFile(file) {
    try {
      const draft = draftFrom(JSON.parse((await file.text()).replace(/^\uFEFF/, '')))
      dispatch({ kind: 'open', draft })
      dispatch({ kind: 'asked' })
      focusOn('#editor-title')
    } catch {
      dispatch({ kind: 'file-unread', name: file.name })
    }
  },
  close() {
    previewing?.abort()
    previewing = undefined
    dispatch({ kind: 'close' })
    focusOn('#content')
  },
  change: (draft) => dispatch({ kind: 'change', draft }),
  chooseHow: (how) => dispatch({ kind: 'how', how }),
  preview: () => void startPreview(),
  download() {
    dispatch({ kind: 'asked' })
    const { editor } = state
    if (!editor) return
    if (faultsOf(editor.draft).size > 0) focusOn('#fault-summary')
    else download(bodyOf(editor.draft))
  },
  askToAdopt: () => dispatch({ kind: 'adopting', adopting: 'asking' }),
  cancelAdoption: () => dispatch({ kind: 'adopting', adopting: 'no' }),
  confirmAdoption: () => void confirmAdoption(),
}

applySettings(state.settings)
draw()
void ask()
load<Session>('/api/v1/session').then((session) => dispatch({ kind: 'session', session }))
load<CountyNames>('/api/v1/region').then((county) => dispatch({ kind: 'county', county }))
