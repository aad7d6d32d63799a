// The loop of the planning page: the link holds the plan, every change asks anew, drawn at most once a frame.
import { latestOf } from '../api.ts'
import { copyText } from '../parts/copy.ts'
import { createPage } from '../parts/page-loop.ts'
import { saveFile, saveTable } from '../parts/table.ts'
import { loadSettings } from '../settings.ts'
import type { Language } from '../vocabulary.ts'
import { wordsFor } from '../words.ts'
import { type Address, readAddress, writeAddress } from './address.ts'
import { emptyPlan } from './bench.ts'
import { changeOf, formFaults } from './change-form.ts'
import { withChange } from './edit.ts'
import type { PlanningHandlers } from './handlers.ts'
import { lay, stationsOf } from './laid.ts'
import { fromLink, isPlanLink, linkOf } from './link.ts'
import { createMapActs } from './map-acts.ts'
import { createDuelAsker, createEffectAsker, createSuggestionAsker } from './requests.ts'
import { initialState, type Notice, type PlanningAction, type PlanningState, reduce } from './state.ts'
import { planningView } from './views/planning.ts'

const settings = loadSettings()
const unnamed = (language: Language) => emptyPlan(wordsFor(language).t('plan.default-name'))
const page = createPage<PlanningState, PlanningAction>({
  state: initialState(settings, readAddress(location.search), unnamed(settings.language)),
  reduce,
  view: (state) => planningView(state, handlers),
  title: ({ t }, { bench }) => bench.plan.name || t('page.planning'),
})
const { dispatch, afterDraw } = page

function focusNext(selector: string): void {
  afterDraw(() => {
    const found = page.app.querySelector<HTMLElement>(selector)
    found?.focus({ preventScroll: true })
    found?.scrollIntoView({ block: 'nearest' })
  })
}
function scrollNext(selector: string): void {
  afterDraw(() => page.app.querySelector(selector)?.scrollIntoView({ block: 'nearest' }))
}
const notify = (notice: Notice) => dispatch({ kind: 'notice', notice })

const { askEffect, askGround, keepMeasure } = createEffectAsker(page)

/** After every change of the bench or of what is looked at: the link is renewed and the effect asked for. */
function changed(action: PlanningAction): void {
  const { on } = page.state.bench.plan
  dispatch(action)
  writeLink()
  if (page.state.bench.plan.on !== on) void askGround()
  else askEffect()
}

function writeLink(): void {
  const { plan } = page.state.bench
  const fragment = plan.changes.length > 0 || plan.on !== undefined ? linkOf(plan) : ''
  history.replaceState(null, '', `${location.pathname}${writeAddress(page.state.address)}${fragment}`)
}

/** A plan from a link or a file is put on the bench only when it is whole. */
async function open(value: unknown, from: 'link' | 'file'): Promise<void> {
  const { checkPlan } = await import('./check-plan.ts')
  const checked = checkPlan(value)
  if (checked.kind === 'refused')
    return notify({ key: `plan.${from}.refused`, values: { detail: checked.detail }, isFault: true })
  changed({ kind: 'open', plan: checked.plan })
  if (from === 'file')
    notify({ key: 'plan.file.opened', values: { name: checked.plan.name }, isFault: false })
}

async function openLink(): Promise<void> {
  const found = fromLink(location.hash)
  if (found.kind === 'broken') return notify({ key: 'plan.link.broken', isFault: true })
  if (found.kind === 'found') await open(found.value, 'link')
}

function go(change: Partial<Address>): void {
  dispatch({ kind: 'address', address: { ...page.state.address, ...change } })
  keepMeasure()
  writeLink()
  askEffect()
}

function saveForm(): void {
  const [ground, region] = [latestOf(page.state.ground), latestOf(page.state.region)]
  if (!page.state.form || !ground || !region) return
  const laid = lay(ground, page.state.bench.plan.changes)
  const around = {
    ...{ region, on: ground.on },
    stations: stationsOf(ground, laid).map(({ station }) => station.station),
    periods: [...ground.periods, ...laid.standing.periods],
  }
  if (formFaults(page.state.form, around).size > 0) {
    dispatch({ kind: 'tried' })
    return focusNext('.editor [aria-invalid="true"]')
  }
  const change = changeOf(page.state.form, around)
  changed({ kind: 'step', plan: withChange(page.state.bench.plan, change) })
  dispatch({ kind: 'form', form: undefined })
  if (change.kind === 'add-station') dispatch({ kind: 'station', station: change.station.station })
  notify({ key: 'plan.change-saved', isFault: false })
  focusNext('#bench-title')
}

const plainName = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9åäö]+/g, '-')
    .replace(/^-|-$/g, '') || 'plan'

const handlers: PlanningHandlers = {
  choose: page.choose,
  go,
  step: (plan) => changed({ kind: 'step', plan }),
  rename(name) {
    dispatch({ kind: 'name', name })
    writeLink()
  },
  date(on) {
    const { on: _on, ...rest } = page.state.bench.plan
    changed({ kind: 'step', plan: on === '' ? rest : { ...rest, on } })
  },
  undo: () => changed({ kind: 'undo' }),
  redo: () => changed({ kind: 'redo' }),
  async copyLink() {
    writeLink()
    const isCopied = await copyText(location.href)
    notify({ key: isCopied ? 'plan.link.copied' : 'plan.link.not-copied', isFault: !isCopied })
  },
  saveFile() {
    const { plan } = page.state.bench
    const blob = new Blob([`${JSON.stringify(plan, null, 2)}\n`], { type: 'application/json' })
    saveFile(`vaste-${plainName(plan.name)}.json`, blob)
  },
  async openFile(file) {
    const value = await file
      .text()
      .then((text) => JSON.parse(text))
      .catch(() => undefined)
    if (value === undefined)
      return notify({ key: 'plan.file.broken', values: { name: file.name }, isFault: true })
    await open(value, 'file')
  },
  clear() {
    changed({ kind: 'open', plan: unnamed(page.state.settings.language) })
    focusNext('#bench-title')
  },
  station: (station) => dispatch({ kind: 'station', station }),
  reach: (station) => dispatch({ kind: 'reach', station }),
  search: (search) => dispatch({ kind: 'search', search }),
  open(form) {
    dispatch({ kind: 'form', form })
    focusNext('#form-title')
  },
  write: (change) => dispatch({ kind: 'write', change }),
  saveForm,
  closeForm() {
    dispatch({ kind: 'form', form: undefined })
    focusNext('#bench-title')
  },
  save(table) {
    const { service, measure } = page.state.address
    const name = `vaste-${plainName(page.state.bench.plan.name)}-${service}-${measure}-${table.name}.csv`
    saveTable(name, table, wordsFor(page.state.settings.language))
  },
  order: (order) => dispatch({ kind: 'order', order }),
  unfold(table, isOpen) {
    if (page.state.opened.has(table) !== isOpen) dispatch({ kind: 'unfold', table, isOpen })
  },
  cell: (cell) => dispatch({ kind: 'cell', cell }),
  ...createMapActs({ page, changed, focusNext, scrollNext }),
  duel: (change) => dispatch({ kind: 'duel', change }),
  ...createDuelAsker(page),
  suggest: (change) => dispatch({ kind: 'suggest', change }),
  askSuggestion: createSuggestionAsker(page),
}

page.start()
void page.askSession()
void page.askRegion()
// A skip link has a fragment of its own: the plan's is put back, and the focus has moved.
addEventListener('hashchange', () => {
  if (isPlanLink(location.hash)) void openLink()
  else writeLink()
})
addEventListener('keydown', (event) => {
  const isTyping = (event.target as Element | null)?.closest('input, select, textarea')
  if (isTyping || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
  event.preventDefault()
  if (event.shiftKey) handlers.redo()
  else handlers.undo()
})
// A date in the link has its ground asked for by the opening itself.
await openLink()
if (page.state.bench.plan.on === undefined) await askGround()
