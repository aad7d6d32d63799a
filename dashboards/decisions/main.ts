// The page of decisions: what the reader does, and what the service answers.
import type { DecisionBody, DecisionList } from '../../src/contract/decision-list.ts'
import { latestOf, load } from '../api.ts'
import { createPage } from '../parts/page-loop.ts'
import { loadSettings } from '../settings.ts'
import type { Service } from '../vocabulary.ts'
import { besideFault, howFor } from './beside.ts'
import { adopt, preview } from './client.ts'
import { bodyOf, draftFrom, emptyDraft } from './draft.ts'
import { faultsOf } from './faults.ts'
import { adoptionOf, type DecisionsState, freeId, initialState, reduce } from './state.ts'
import { type DecisionsHandlers, decisionsView } from './views/decisions.ts'

const pollMilliseconds = 1000

const page = createPage({
  state: initialState(loadSettings()),
  reduce,
  view: (state) => decisionsView(state, handlers),
  title: ({ t }) => t('page.decisions.title'),
  drawn: showDialog,
  // The fields on screen make the next draft from the one they show: two changes in one frame must both be in it.
  isUrgent: ({ kind }) => kind === 'change',
})
let previewing: AbortController | undefined

function showDialog(state: DecisionsState): void {
  const dialog = page.app.querySelector<HTMLDialogElement>('dialog')
  const isAsked = state.editor !== undefined && state.editor.adopting !== 'no'
  if (isAsked && !dialog?.open) dialog?.showModal()
  if (!isAsked && dialog?.open) dialog.close()
}

/** Where the reader has to look next, once it is drawn. */
function focusOn(selector: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => page.app.querySelector<HTMLElement>(selector)?.focus()),
  )
}

async function ask(): Promise<void> {
  const list = await load<DecisionList>('/api/v1/decisions')
  page.dispatch({ kind: 'list', list })
  if (latestOf(list)?.judging) setTimeout(ask, pollMilliseconds)
}

function taken(): string[] {
  return latestOf(page.state.list)?.decisions.map(({ id }) => id) ?? []
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
  if (answer.kind === 'failed') page.dispatch({ kind: 'list', list: answer })
  return latestOf(answer)?.decision
}

async function startPreview(): Promise<void> {
  page.dispatch({ kind: 'asked' })
  const { editor } = page.state
  if (!editor) return
  if (faultsOf(editor.draft).size > 0) return focusOn('#fault-summary')
  if (besideFault(latestOf(page.state.list)?.decisions ?? [], editor.draft, editor.how))
    return focusOn('#beside-fault')
  previewing?.abort()
  const mine = new AbortController()
  previewing = mine
  const adoption = adoptionOf(editor)
  page.dispatch({ kind: 'preview', preview: { kind: 'running', done: 0, total: 0 } })
  const onProgress = (done: number, total: number) => {
    if (previewing === mine) page.dispatch({ kind: 'preview', preview: { kind: 'running', done, total } })
  }
  const answer = await preview(adoption, onProgress, mine.signal)
  if (previewing !== mine) return
  if (answer.kind === 'ready')
    page.dispatch({ kind: 'preview', preview: { ...answer, of: JSON.stringify(adoption) } })
  else page.dispatch({ kind: 'preview', preview: answer })
  focusOn('#preview-title')
}

async function confirmAdoption(): Promise<void> {
  const { editor } = page.state
  if (!editor || editor.adopting === 'sending') return
  page.dispatch({ kind: 'adopting', adopting: 'sending' })
  const answer = await adopt(adoptionOf(editor))
  if (answer.kind === 'failed') page.dispatch({ kind: 'refused', detail: answer.detail })
  else {
    page.dispatch({ kind: 'adopted', adopted: answer.value })
    focusOn('#adopted')
    void ask()
  }
}

const handlers: DecisionsHandlers = {
  choose: page.choose,
  async open(id) {
    const body = await stored(id)
    if (!body) return
    page.dispatch({ kind: 'open', draft: draftFrom(body), stored: id })
    focusOn('#editor-title')
  },
  async copy(id) {
    const body = await stored(id)
    if (!body) return
    const today = latestOf(page.state.list)?.today ?? body.validFrom
    const validFrom = today > body.validFrom ? today : body.validFrom
    const draft = draftFrom({ ...body, id: freeId(id, taken()), validFrom, validTo: undefined })
    const how = howFor(latestOf(page.state.list)?.decisions ?? [], body.service, validFrom)
    page.dispatch({ kind: 'open', draft, how })
    focusOn('#editor-title')
  },
  make(service: Service) {
    page.dispatch({ kind: 'open', draft: emptyDraft(service, latestOf(page.state.list)?.today ?? '') })
    focusOn('#editor-title')
  },
  async readFile(file) {
    try {
      const draft = draftFrom(JSON.parse((await file.text()).replace(/^\uFEFF/, '')))
      page.dispatch({ kind: 'open', draft })
      page.dispatch({ kind: 'asked' })
      focusOn('#editor-title')
    } catch {
      page.dispatch({ kind: 'file-unread', name: file.name })
    }
  },
  close() {
    previewing?.abort()
    previewing = undefined
    page.dispatch({ kind: 'close' })
    focusOn('#content')
  },
  change: (draft) => page.dispatch({ kind: 'change', draft }),
  chooseHow: (how) => page.dispatch({ kind: 'how', how }),
  preview: () => void startPreview(),
  download() {
    page.dispatch({ kind: 'asked' })
    const { editor } = page.state
    if (!editor) return
    if (faultsOf(editor.draft).size > 0) focusOn('#fault-summary')
    else download(bodyOf(editor.draft))
  },
  askToAdopt: () => page.dispatch({ kind: 'adopting', adopting: 'asking' }),
  cancelAdoption: () => page.dispatch({ kind: 'adopting', adopting: 'no' }),
  confirmAdoption: () => void confirmAdoption(),
}

page.start()
void ask()
void page.askSession()
void page.askRegion()
