// Which column is which of our fields? A select of the file's own headings for each, with the first text it holds.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { SampleTable } from '../../../src/contract/mapping.ts'
import {
  type Field,
  placeFields,
  placeKinds,
  taskFields,
  type UnitTimeField,
  unitFields,
  unitTimeFields,
} from '../fields.ts'
import type { MappingForm } from '../form.ts'
import { isBareNumber, textsIn } from '../guess.ts'
import { type Choice, checkField, selectField, textField } from './controls.ts'
import type { FormProps } from './shape.ts'

export interface ColumnsProps extends FormProps {
  readonly table: SampleTable
}

export function columnsPanel(props: ColumnsProps): TemplateResult {
  const { t } = props.words
  const { form, change } = props
  const isTime = (field: Field): field is UnitTimeField =>
    (unitTimeFields as readonly Field[]).includes(field)
  const group = (label: string, body: unknown) =>
    html`<fieldset><legend>${label}</legend><div class="fields">${body}</div></fieldset>`
  return html`<section class="panel" aria-labelledby="columns-title">
    <div class="panel-head"><h2 id="columns-title">${t('mapping.columns.title')}</h2></div>
    <div class="body groups">
      ${group(t('mapping.columns.of-task'), [
        service(props),
        form.timeKind === 'times-of-day' ? column('date', props) : nothing,
        ...taskFields
          .filter((field) => field !== 'zoneClass' || form.service === 'ems')
          .map((field) => column(field, props)),
        form.columns.created
          ? nothing
          : checkField(
              'created-missing',
              t('mapping.columns.created-missing'),
              form.createdAssumed,
              (createdAssumed) => change({ createdAssumed }),
            ),
      ])}
      ${group(t('mapping.columns.of-unit'), [
        ...unitFields.map((field) => column(field, props)),
        ...unitTimeFields.map(
          (field) => html`${column(field, props)}${isTime(field) ? after(field, props) : nothing}`,
        ),
      ])}
      ${group(t('mapping.columns.place'), place(props))}
    </div>
  </section>`
}

function headings({ table, words: { t } }: ColumnsProps): Choice[] {
  const named = [...new Set(table.header.map((name) => name.trim()).filter((name) => name !== ''))]
  return [
    { value: '', label: t('mapping.columns.none') },
    ...named.map((name) => ({ value: name, label: name })),
  ]
}

function column(field: Field, props: ColumnsProps) {
  const { form, table, words, change } = props
  const value = form.columns[field] ?? ''
  const example = textsIn(table, value)[0]
  return selectField({
    ...{ id: `column-${field}`, label: words.t(`mapping.field.${field}`), value },
    choices: headings(props),
    ...(example !== undefined && {
      hint: words.t('mapping.columns.example', { text: example.slice(0, 40) }),
    }),
    choose: (name) =>
      change({ columns: { ...form.columns, [field]: name || undefined } as MappingForm['columns'] }),
  })
}

function service(props: ColumnsProps) {
  const { form, words, change } = props
  const { t } = words
  return html`${selectField({
    ...{ id: 'service', label: t('mapping.field.service'), value: form.service },
    choices: [
      { value: 'ems', label: t('service.ems.full') },
      { value: 'rescue', label: t('service.rescue.full') },
      { value: 'column', label: t('mapping.service.column') },
    ],
    choose: (value) => {
      const { zoneClass: _, ...others } = form.columns
      const service = value as MappingForm['service']
      change({ service, ...(service !== 'ems' && { columns: others }) })
    },
  })}${form.service === 'column' ? column('service', props) : nothing}`
}

/** Only where the column holds bare numbers: a written time is never one. */
function after(field: UnitTimeField, { form, table, words, change }: ColumnsProps) {
  const { t } = words
  const texts = textsIn(table, form.columns[field] ?? '')
  const isNumbers = texts.length > 0 && texts.every(isBareNumber)
  if (!isNumbers && !form.after[field]) return nothing
  const earlier = ['created', ...unitTimeFields.slice(0, unitTimeFields.indexOf(field))] as const
  return selectField({
    ...{ id: `after-${field}`, label: t('mapping.columns.after'), value: form.after[field] ?? '' },
    choices: [
      { value: '', label: t('mapping.columns.written') },
      ...earlier.map((value) => ({ value, label: t(`mapping.field.${value as UnitTimeField | 'created'}`) })),
    ],
    choose: (value) =>
      change({ after: { ...form.after, [field]: value || undefined } as MappingForm['after'] }),
  })
}

function place(props: ColumnsProps) {
  const { form, words, change } = props
  const { t } = words
  const kind = selectField({
    ...{ id: 'place-kind', label: t('mapping.place.kind'), value: form.placeKind },
    choices: placeKinds.map((value) => ({ value, label: t(`mapping.place.kind.${value}`) })),
    choose: (value) => change({ placeKind: value as MappingForm['placeKind'] }),
  })
  const epsg =
    form.placeKind === 'metres'
      ? textField({
          ...{ id: 'epsg', label: t('mapping.place.epsg'), value: String(form.epsg), narrow: true },
          offers: ['3067', '3006', '4258', '4326', '27700'],
          choose: (text) => change({ epsg: Math.trunc(Number(text)) || 3067 }),
        })
      : nothing
  const finland =
    form.placeKind === 'none'
      ? nothing
      : checkField('finland', t('mapping.place.finland'), form.onlyFinland, (onlyFinland) =>
          change({ onlyFinland }),
        )
  return [kind, ...placeFields[form.placeKind].map((field) => column(field, props)), epsg, finland]
}
