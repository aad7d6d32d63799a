// What does the mapping page know? The chosen file's sample, the form that makes the profile, and the last preview.
import type { MappingAnswer, SampleTable } from '../../src/contract/mapping.ts'
import { type Loaded, loading } from '../api.ts'
import { nothingTold, type PageAction, type PageState, reducePage } from '../parts/page-state.ts'
import type { Settings } from '../settings.ts'
import { emptyForm, type MappingForm } from './form.ts'
import {
  guessAfter,
  guessColumns,
  guessDecimal,
  guessPlace,
  guessRows,
  guessTime,
  guessWords,
} from './guess.ts'

export interface ChosenFile {
  readonly name: string
  readonly size: number
}

export type FileFault = { readonly kind: 'too-large'; readonly size: number }

export interface MappingState extends PageState {
  readonly file?: ChosenFile
  readonly fileFault?: FileFault
  readonly form: MappingForm
  readonly table?: SampleTable
  readonly tableFault?: string
  readonly preview: Loaded<MappingAnswer>
}

export type MappingAction =
  | PageAction
  | { readonly kind: 'file'; readonly file: ChosenFile; readonly written: Partial<MappingForm> }
  | { readonly kind: 'file-fault'; readonly file: ChosenFile; readonly fault: FileFault }
  | { readonly kind: 'form'; readonly change: Partial<MappingForm> }
  | { readonly kind: 'asked' }
  | { readonly kind: 'answer'; readonly answer: Loaded<MappingAnswer> }

export function initialState(settings: Settings): MappingState {
  return { settings, ...nothingTold, form: emptyForm, preview: loading }
}

export function reduce(state: MappingState, action: MappingAction): MappingState {
  switch (action.kind) {
    case 'file':
      // Another file is another start; nothing of the one before is left on the page.
      return {
        ...initialState(state.settings),
        ...{ session: state.session, region: state.region, file: action.file },
        form: { ...emptyForm, name: sourceName(action.file.name), ...action.written },
      }
    case 'file-fault':
      return {
        ...initialState(state.settings),
        ...{ session: state.session, region: state.region, file: action.file, fileFault: action.fault },
      }
    case 'form':
      return { ...state, form: withWords({ ...state.form, ...action.change }, state.table) }
    case 'asked':
      return state.preview.kind === 'ready'
        ? { ...state, preview: { kind: 'loading', value: state.preview.value } }
        : { ...state, preview: loading }
    case 'answer':
      return answered(state, action.answer)
    default:
      return reducePage(state, action)
  }
}

function answered(state: MappingState, answer: Loaded<MappingAnswer>): MappingState {
  if (answer.kind !== 'ready') return { ...state, preview: answer }
  const { table, tableFault } = answer.value
  if (!table) {
    const unread = tableFault === undefined ? {} : { table: undefined, tableFault }
    return { ...state, ...unread, preview: answer }
  }
  const form = sameHeader(state.table, table) ? state.form : guessed(state.form, table)
  return { ...state, table, tableFault, form: withWords(form, table), preview: answer }
}

function sameHeader(before: SampleTable | undefined, table: SampleTable): boolean {
  return before !== undefined && JSON.stringify(before.header) === JSON.stringify(table.header)
}

/** The choices for a header seen for the first time; what the reader set about the writing of the file stays. */
function guessed(form: MappingForm, table: SampleTable): MappingForm {
  const columns = guessColumns(table.header)
  const decimalSign = table.format === 'csv' ? guessDecimal(table, columns) : undefined
  return {
    ...form,
    columns,
    after: guessAfter(table, columns),
    ...guessTime(table, columns),
    rows: guessRows(table, columns),
    placeKind: guessPlace(columns),
    ...(decimalSign !== undefined && { decimalSign }),
    createdAssumed: columns.created === undefined,
  }
}

function withWords(form: MappingForm, table: SampleTable | undefined): MappingForm {
  return table ? { ...form, ...guessWords(table, form) } : form
}

/** `Ensihoito 2026.csv` → `ensihoito-2026`: a name that can be kept for good. */
export function sourceName(file: string): string {
  const stem = file.replace(/\.[^.]*$/, '')
  const plain = stem.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')
  return (
    plain
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 60) || 'tasks'
  )
}
