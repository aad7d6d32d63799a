// The page of tasks to review: the address asks, the answers come, and what is written is previewed and sent.
import type { Anomalies, ReviewPreview, TaskDetail } from '../../src/contract/anomalies.ts'
import { latestOf, load, loading } from '../api.ts'
import { monthAt } from '../compliance/address.ts'
import { createPage } from '../parts/page-loop.ts'
import { send } from '../parts/send.ts'
import { loadSettings } from '../settings.ts'
import { wordsFor } from '../words.ts'
import { type Address, listPath, readAddress, reviewPath, taskPath, writeAddress } from './address.ts'
import { draftOf, formFaults, type ReviewForm } from './form.ts'
import { initialState, neighbour, reduce } from './state.ts'
import { type AnomaliesHandlers, anomaliesView } from './views/anomalies.ts'
import { kindsText } from './views/queue.ts'

const previewAfterMilliseconds = 250

/** Beside the page, so that it is there before anything is said in it. */
const spoken = document.createElement('div')
spoken.className = 'unseen'
spoken.setAttribute('role', 'status')
document.body.append(spoken)

const page = createPage({
  state: initialState(loadSettings(), readAddress(location.search), monthAt(Date.now())),
  reduce,
  view: (state) => anomaliesView(state, handlers),
  title: ({ t }) => t('page.anomalies.title'),
})
let previewTimer: ReturnType<typeof setTimeout> | undefined

const handlers: AnomaliesHandlers = {
  choose: page.choose,
  go,
  step(by) {
    const task = neighbour(page.state, by)
    if (task === undefined) return
    const inQueue = document.activeElement?.closest('.queue') !== null
    go({ ...page.state.address, task })
    if (inQueue)
      page.afterDraw(() =>
        page.app.querySelector<HTMLElement>(`.queue [data-task="${CSS.escape(task)}"]`)?.focus(),
      )
  },
  fill(change) {
    if (!page.state.form) return
    const form = change(page.state.form)
    page.dispatch({ kind: 'form', form })
    askPreview(form)
  },
  save,
}

function go(address: Address): void {
  const isOther = address.task !== undefined && address.task !== page.state.address.task
  history.pushState(null, '', writeAddress(address))
  show(address)
  // Where the task stands below the queue, who chooses one wants to be at it.
  if (isOther && matchMedia('(max-width: 60rem)').matches)
    page.afterDraw(() => {
      page.app.querySelector<HTMLElement>('#task-title')?.focus({ preventScroll: true })
      page.app.querySelector('.task')?.scrollIntoView()
    })
}

function show(address: Address): void {
  const before = page.state.address
  page.dispatch({ kind: 'address', address })
  if (listPath(before) !== listPath(address)) askList(address)
  if (before.task === address.task || address.task === undefined) return
  askTask(address.task)
  sayTask(address.task)
}

/** Who moves through the queue without seeing it hears which task is shown now. */
function sayTask(task: string): void {
  const words = wordsFor(page.state.settings.language)
  const found = latestOf(page.state.list)?.tasks.find((one) => one.task === task)
  spoken.textContent = words.t('review.moved', { task, what: found ? kindsText(found, words) : '' })
}

function askList(address: Address): void {
  const to = listPath(address)
  load<Anomalies>(to).then((list) => page.dispatch({ kind: 'list', to, list }))
}

async function askTask(to: string): Promise<void> {
  page.dispatch({ kind: 'task', to, task: await load<TaskDetail>(taskPath(to)) })
  if (page.state.form) askPreview(page.state.form)
}

/** Once the fields rest. */
function askPreview(form: ReviewForm): void {
  clearTimeout(previewTimer)
  const task = page.state.task && latestOf(page.state.task)
  const mayReview = latestOf(page.state.session)?.may.includes('review-tasks')
  const draft = task && draftOf(task, form)
  if (!draft || !mayReview) return page.dispatch({ kind: 'preview', of: form })
  page.dispatch({ kind: 'preview', of: form, preview: loading })
  previewTimer = setTimeout(async () => {
    const preview = await send<ReviewPreview>(`${reviewPath(task.task)}/preview`, draft)
    page.dispatch({ kind: 'preview', of: form, preview })
  }, previewAfterMilliseconds)
}

async function save(): Promise<void> {
  const task = page.state.task && latestOf(page.state.task)
  const { form, sending } = page.state
  if (!task || !form || sending) return
  if (formFaults(task, form).length > 0) {
    page.dispatch({ kind: 'tried' })
    page.afterDraw(() => page.app.querySelector<HTMLElement>('.act [aria-invalid="true"]')?.focus())
    return
  }
  page.dispatch({ kind: 'sending' })
  const body = { ...draftOf(task, form)!, reason: form.reason.trim() }
  const answer = await send<TaskDetail>(reviewPath(task.task), body)
  // Another task may have been chosen meanwhile.
  if (page.state.address.task !== task.task) return
  if (answer.kind === 'ready')
    page.dispatch({ kind: 'outcome', outcome: { kind: 'saved' }, task: answer.value })
  else if (answer.status === 409) {
    const fresh = latestOf(await load<TaskDetail>(taskPath(task.task)))
    page.dispatch({ kind: 'outcome', outcome: { kind: 'stale' }, task: fresh })
  } else page.dispatch({ kind: 'outcome', outcome: { kind: 'failed', detail: answer.detail } })
  askList(page.state.address)
  if (page.state.form) askPreview(page.state.form)
}

page.start()
addEventListener('popstate', () => show(readAddress(location.search)))
askList(page.state.address)
if (page.state.address.task !== undefined) askTask(page.state.address.task)
page.askSession().then(() => {
  if (page.state.form) askPreview(page.state.form)
})
void page.askRegion()
