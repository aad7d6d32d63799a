// The loop of the page of tasks to review: the address asks, the answers come, the page is drawn at most once a frame.
import { render } from 'lit-html'
import type { Anomalies, ReviewPreview, TaskDetail } from '../../src/contract/anomalies.ts'
import { latestOf, load, loading, type Session } from '../api.ts'
import { monthAt } from '../compliance/address.ts'
import { send } from '../parts/send.ts'
import { applySettings, loadSettings, saveSettings } from '../settings.ts'
import { wordsFor } from '../words.ts'
import { type Address, listPath, readAddress, reviewPath, taskPath, writeAddress } from './address.ts'
import { draftOf, formFaults, type ReviewForm } from './form.ts'
import { type AnomaliesAction, initialState, type Names, neighbour, reduce } from './state.ts'
import { type AnomaliesHandlers, anomaliesView } from './views/anomalies.ts'
import { kindsText } from './views/queue.ts'

const previewAfterMilliseconds = 250

const app = document.querySelector<HTMLElement>('#app')!
/** Beside the page, so that it is there before anything is said in it. */
const spoken = document.createElement('div')
spoken.className = 'unseen'
spoken.setAttribute('role', 'status')
document.body.append(spoken)

let state = initialState(loadSettings(), readAddress(location.search), monthAt(Date.now()))
let frameAsked = false
let afterDraw: (() => void) | undefined
let previewTimer: ReturnType<typeof setTimeout> | undefined

function dispatch(action: AnomaliesAction): void {
  state = reduce(state, action)
  if (frameAsked) return
  frameAsked = true
  requestAnimationFrame(draw)
}

function draw(): void {
  frameAsked = false
  render(anomaliesView(state, handlers), app)
  document.title = `${wordsFor(state.settings.language).t('page.anomalies.title')} – Vaste`
  const work = afterDraw
  afterDraw = undefined
  work?.()
}

const handlers: AnomaliesHandlers = {
  choose(settings) {
    saveSettings(settings)
    applySettings(settings)
    dispatch({ kind: 'settings', settings })
  },
  go,
  step(by) {
    const task = neighbour(state, by)
    if (task === undefined) return
    const inQueue = document.activeElement?.closest('.queue') !== null
    go({ ...state.address, task })
    if (inQueue)
      afterDraw = () => app.querySelector<HTMLElement>(`.queue [data-task="${CSS.escape(task)}"]`)?.focus()
  },
  fill(change) {
    if (!state.form) return
    const form = change(state.form)
    dispatch({ kind: 'form', form })
    askPreview(form)
  },
  save,
}

function go(address: Address): void {
  const isOther = address.task !== undefined && address.task !== state.address.task
  history.pushState(null, '', writeAddress(address))
  show(address)
  // Where the task stands below the queue, who chooses one wants to be at it.
  if (isOther && matchMedia('(max-width: 60rem)').matches)
    afterDraw = () => {
      app.querySelector<HTMLElement>('#task-title')?.focus({ preventScroll: true })
      app.querySelector('.task')?.scrollIntoView()
    }
}

function show(address: Address): void {
  const before = state.address
  dispatch({ kind: 'address', address })
  if (listPath(before) !== listPath(address)) askList(address)
  if (before.task === address.task || address.task === undefined) return
  askTask(address.task)
  sayTask(address.task)
}

/** Who moves through the queue without seeing it hears which task is shown now. */
function sayTask(task: string): void {
  const words = wordsFor(state.settings.language)
  const found = latestOf(state.list)?.tasks.find((one) => one.task === task)
  spoken.textContent = words.t('review.moved', { task, what: found ? kindsText(found, words) : '' })
}

function askList(address: Address): void {
  const to = listPath(address)
  load<Anomalies>(to).then((list) => dispatch({ kind: 'list', to, list }))
}

async function askTask(to: string): Promise<void> {
  dispatch({ kind: 'task', to, task: await load<TaskDetail>(taskPath(to)) })
  if (state.form) askPreview(state.form)
}

/** Once the fields rest. */
function askPreview(form: ReviewForm): void {
  clearTimeout(previewTimer)
  const task = state.task && latestOf(state.task)
  const mayReview = latestOf(state.session)?.may.includes('review-tasks')
  const draft = task && draftOf(task, form)
  if (!draft || !mayReview) return dispatch({ kind: 'preview', of: form })
  dispatch({ kind: 'preview', of: form, preview: loading })
  previewTimer = setTimeout(async () => {
    const preview = await send<ReviewPreview>(`${reviewPath(task.task)}/preview`, draft)
    dispatch({ kind: 'preview', of: form, preview })
  }, previewAfterMilliseconds)
}

async function save(): Promise<void> {
  const task = state.task && latestOf(state.task)
  const { form, sending } = state
  if (!task || !form || sending) return
  if (formFaults(task, form).length > 0) {
    dispatch({ kind: 'tried' })
    afterDraw = () => app.querySelector<HTMLElement>('.act [aria-invalid="true"]')?.focus()
    return
  }
  dispatch({ kind: 'sending' })
  const body = { ...draftOf(task, form)!, reason: form.reason.trim() }
  const answer = await send<TaskDetail>(reviewPath(task.task), body)
  // Another task may have been chosen meanwhile.
  if (state.address.task !== task.task) return
  if (answer.kind === 'ready') dispatch({ kind: 'outcome', outcome: { kind: 'saved' }, task: answer.value })
  else if (answer.status === 409) {
    const fresh = latestOf(await load<TaskDetail>(taskPath(task.task)))
    dispatch({ kind: 'outcome', outcome: { kind: 'stale' }, task: fresh })
  } else dispatch({ kind: 'outcome', outcome: { kind: 'failed', detail: answer.detail } })
  askList(state.address)
  if (state.form) askPreview(state.form)
}

applySettings(state.settings)
addEventListener('popstate', () => show(readAddress(location.search)))
draw()
askList(state.address)
if (state.address.task !== undefined) askTask(state.address.task)
load<Session>('/api/v1/session').then((session) => {
  dispatch({ kind: 'session', session })
  if (state.form) askPreview(state.form)
})
load<Names>('/api/v1/region').then((names) => dispatch({ kind: 'names', names }))
