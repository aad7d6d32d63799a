// What does the page of decisions know? The list, the draft that is being written, and what came of it.
import type { AdoptedView, DecisionList } from '../../src/contract/decision-list.ts'
import type { DecisionPreview } from '../../src/contract/decision-preview.ts'
import { type Loaded, latestOf, loading } from '../api.ts'
import { nothingTold, type PageAction, type PageState, reducePage } from '../parts/page-state.ts'
import type { Settings } from '../settings.ts'
import type { Adoption } from './client.ts'
import { bodyOf, type Draft } from './draft.ts'
import { type Faults, faultsOf } from './faults.ts'

export interface How {
  readonly kind: 'alone' | 'ends' | 'replaces'
  readonly id: string
}

export type Preview =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly done: number; readonly total: number }
  /** `of`: what was previewed, so that a change since then is seen. */
  | { readonly kind: 'ready'; readonly value: DecisionPreview; readonly of: string }
  | { readonly kind: 'failed'; readonly detail: string }

export interface Editor {
  readonly draft: Draft
  /** Id of the stored decision that is looked at; absent for a draft. */
  readonly stored?: string
  readonly how: How
  /** Faults are said once the writer has asked for something. */
  readonly asked: boolean
  readonly preview: Preview
  readonly adopting: 'no' | 'asking' | 'sending'
  readonly refusal?: string
}

export interface DecisionsState extends PageState {
  readonly list: Loaded<DecisionList>
  readonly editor?: Editor
  readonly adopted?: AdoptedView
  readonly fileFault?: string
}

export type DecisionsAction =
  | PageAction
  | { readonly kind: 'list'; readonly list: Loaded<DecisionList> }
  | { readonly kind: 'open'; readonly draft: Draft; readonly stored?: string; readonly how?: How }
  | { readonly kind: 'close' }
  | { readonly kind: 'file-unread'; readonly name: string }
  | { readonly kind: 'change'; readonly draft: Draft }
  | { readonly kind: 'how'; readonly how: How }
  | { readonly kind: 'asked' }
  | { readonly kind: 'preview'; readonly preview: Preview }
  | { readonly kind: 'adopting'; readonly adopting: Editor['adopting'] }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'adopted'; readonly adopted: AdoptedView }

export function initialState(settings: Settings): DecisionsState {
  return { settings, ...nothingTold, list: loading }
}

const onItsOwn: How = { kind: 'alone', id: '' }

function edited(state: DecisionsState, change: Partial<Editor>): DecisionsState {
  return state.editor ? { ...state, editor: { ...state.editor, ...change } } : state
}

export function reduce(state: DecisionsState, action: DecisionsAction): DecisionsState {
  switch (action.kind) {
    case 'list':
      return { ...state, list: action.list }
    case 'open': {
      const { draft, stored, how = onItsOwn } = action
      const editor: Editor = { draft, stored, how, asked: false, preview: { kind: 'none' }, adopting: 'no' }
      return { ...state, editor, fileFault: undefined, adopted: undefined }
    }
    case 'close':
      return { ...state, editor: undefined }
    case 'file-unread':
      return { ...state, fileFault: action.name }
    case 'change':
      return edited(state, { draft: action.draft, refusal: undefined })
    case 'how':
      return edited(state, { how: action.how, refusal: undefined })
    case 'asked':
      return edited(state, { asked: true })
    case 'preview':
      return edited(state, { preview: action.preview })
    case 'adopting':
      return edited(state, { adopting: action.adopting, refusal: undefined })
    case 'refused':
      return edited(state, { adopting: 'no', refusal: action.detail })
    case 'adopted':
      return { ...state, editor: undefined, adopted: action.adopted }
    default:
      return reducePage(state, action)
  }
}

export function mayEdit(state: DecisionsState): boolean {
  return latestOf(state.session)?.may.includes('edit-decisions') ?? false
}

export function adoptionOf({ draft, how }: Pick<Editor, 'draft' | 'how'>): Adoption {
  const decision = bodyOf(draft)
  return how.kind === 'alone' ? { decision } : { decision, [how.kind]: how.id }
}

export function faultsIn({ draft, asked }: Editor): Faults {
  return asked ? faultsOf(draft) : new Map()
}

/** Whether what was previewed is still what is written. */
export function isFresh(editor: Editor): boolean {
  return editor.preview.kind === 'ready' && editor.preview.of === JSON.stringify(adoptionOf(editor))
}

/** A name that no decision has yet: `x`, `x-2`, `x-3`. */
export function freeId(wanted: string, taken: readonly string[]): string {
  const stem = wanted.replace(/-\d+$/, '')
  let n = 2
  while (taken.includes(`${stem}-${n}`)) n += 1
  return taken.includes(wanted) ? `${stem}-${n}` : wanted
}
