// The mapping page: a file is sampled, and each choice asks the service anew.
import type { MappingQuestion } from '../../src/contract/mapping.ts'
import { createPage } from '../parts/page-loop.ts'
import { loadSettings } from '../settings.ts'
import { askPreview } from './ask.ts'
import { profileOf, shapeKey } from './form.ts'
import { sampleOf } from './sample.ts'
import { initialState, reduce } from './state.ts'
import { type MappingHandlers, mappingView } from './views/mapping.ts'

const page = createPage({
  state: initialState(loadSettings()),
  reduce,
  view: (state) => mappingView(state, handlers, addressOfProfile()),
  title: ({ t }) => t('page.mapping.title'),
})
/** Of the chosen file; kept here alone, and gone with the page. */
let bytes: string | undefined
let readShape = ''
let asking: AbortController | undefined
let profileAddress = ''
let profileText = ''

/** A file of the browser's own, so that the profile can be saved without a way over the service. */
function addressOfProfile(): string {
  const text = `${JSON.stringify(profileOf(page.state.form), null, 2)}\n`
  if (text === profileText) return profileAddress
  URL.revokeObjectURL(profileAddress)
  profileText = text
  profileAddress = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  return profileAddress
}

const handlers: MappingHandlers = {
  choose: page.choose,
  take(file) {
    void take(file)
  },
  change(change) {
    page.dispatch({ kind: 'form', change })
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
    return page.dispatch({ kind: 'file-fault', file: chosen, fault: { kind: 'too-large', size: file.size } })
  page.dispatch({ kind: 'file', file: chosen, written: sample.written })
  await ask()
}

/** The bytes go again only when the way of reading them changed; the rows of the last answer serve otherwise. */
async function ask(): Promise<void> {
  if (bytes === undefined) return
  asking?.abort()
  const current = new AbortController()
  asking = current
  page.dispatch({ kind: 'asked' })
  const shape = shapeKey(page.state.form)
  const isRead = shape === readShape && page.state.table !== undefined
  const sample = isRead ? { table: page.state.table } : { bytes }
  const question: MappingQuestion = { profile: profileOf(page.state.form), ...sample }
  const answer = await askPreview(question, current.signal)
  // A later choice has asked again, and that answer is the one to show.
  if (current.signal.aborted) return
  const before = shapeKey(page.state.form)
  const profileBefore = JSON.stringify(question.profile)
  page.dispatch({ kind: 'answer', answer })
  if (answer.kind === 'ready') readShape = before === shapeKey(page.state.form) ? shape : ''
  // A header seen for the first time brings guesses: what they make of the rows is asked at once.
  if (answer.kind === 'ready' && JSON.stringify(profileOf(page.state.form)) !== profileBefore) await ask()
}

page.start()
void page.askSession()
void page.askRegion()
