// The mapping page's one loop: a file is sampled, each choice asks the service anew, the page is drawn once a frame.
import { render } from 'lit-html'
import type { MappingQuestion } from '../../src/contract/mapping.ts'
import { load, type Session } from '../api.ts'
import { applySettings, loadSettings, saveSettings } from '../settings.ts'
import { wordsFor } from '../words.ts'
import { askPreview } from './ask.ts'
import { profileOf, shapeKey } from './form.ts'
import { sampleOf } from './sample.ts'
import { type CountyNames, initialState, type MappingAction, reduce } from './state.ts'
import { type MappingHandlers, mappingView } from './views/mapping.ts'

const app = document.querySelector<HTMLElement>('#app')!
let state = initialState(loadSettings())
let frameAsked = false
/** Of the chosen file; kept here alone, and gone with the page. */
let bytes: string | undefined
let readShape = ''
let asking: AbortController | undefined
let profileAddress = ''
let profileText = ''

function dispatch(action: MappingAction): void {
  state = reduce(state, action)
  if (frameAsked) return
  frameAsked = true
  requestAnimationFrame(draw)
}

function draw(): void {
  frameAsked = false
  render(mappingView(state, handlers, addressOfProfile()), app)
  document.title = `${wordsFor(state.settings.language).t('page.mapping.title')} – Vaste`
}

/** A file of the browser's own, so that the profile can be saved without a way over the service. */
function addressOfProfile(): string {
  const text = `${JSON.stringify(profileOf(state.form), null, 2)}\n`
  if (text === profileText) return profileAddress
  URL.revokeObjectURL(profileAddress)
  profileText = text
  profileAddress = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  return profileAddress
}

const handlers: MappingHandlers = {
  choose(settings) {
    saveSettings(settings)
    applySettings(settings)
    dispatch({ kind: 'settings', settings })
  },
  take(file) {
    void take(file)
  },
  change(change) {
    dispatch({ kind: 'form', change })
    void ask()
  },
}

async function take(file: File): Promise<void> {
  const chosen = { name: file.name, size: file.size }
  asking?.abort()
  const sample = await sampleOf(file)
  bytes = sample?.base64
  readShape = ''
  if (!sample)
    return dispatch({ kind: 'file-fault', file: chosen, fault: { kind: 'too-large', size: file.size } })
  dispatch({ kind: 'file', file: chosen, written: sample.written })
  await ask()
}

/** The bytes go again only when the way of reading them changed; the rows of the last answer serve otherwise. */
async function ask(): Promise<void> {
  if (bytes === undefined) return
  asking?.abort()
  const current = new AbortController()
  asking = current
  dispatch({ kind: 'asked' })
  const shape = shapeKey(state.form)
  const isRead = shape === readShape && state.table !== undefined
  const sample = isRead ? { table: state.table } : { bytes }
  const question: MappingQuestion = { profile: profileOf(state.form), ...sample }
  const answer = await askPreview(question, current.signal)
  // A later choice has asked again, and that answer is the one to show.
  if (current.signal.aborted) return
  const before = shapeKey(state.form)
  const profileBefore = JSON.stringify(question.profile)
  dispatch({ kind: 'answer', answer })
  if (answer.kind === 'ready') readShape = before === shapeKey(state.form) ? shape : ''
  // A header seen for the first time brings guesses: what they make of the rows is asked at once.
  if (answer.kind === 'ready' && JSON.stringify(profileOf(state.form)) !== profileBefore) await ask()
}

applySettings(state.settings)
draw()
load<Session>('/api/v1/session').then((session) => dispatch({ kind: 'session', session }))
load<CountyNames>('/api/v1/region').then((county) => dispatch({ kind: 'county', county }))
