// How is the file written? Delimiter, encoding, times: each a choice that the reader can put right.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Words } from '../../words.ts'
import type { MappingForm } from '../form.ts'
import { selectField, textField } from './controls.ts'

export interface FormProps {
  readonly form: MappingForm
  readonly words: Words
  change(change: Partial<MappingForm>): void
}

const timestampFormats = [
  'd.M.yyyy H:mm:ss',
  'd.M.yyyy H:mm',
  'iso',
  'yyyy-MM-dd HH:mm:ss',
  'dd/MM/yyyy HH:mm:ss',
]
const timeOfDayFormats = ['H:mm:ss', 'H:mm', 'H.mm']
const dateFormats = ['d.M.yyyy', 'yyyy-MM-dd', 'dd/MM/yyyy']

export function shapePanel(props: FormProps): TemplateResult {
  const { t } = props.words
  return html`<section class="panel" aria-labelledby="shape-title">
    <div class="panel-head"><h2 id="shape-title">${t('mapping.shape.title')}</h2></div>
    <div class="body fields">
      ${source(props)} ${props.form.format === 'xlsx' ? sheet(props) : text(props)} ${rows(props)} ${times(props)}
    </div>
  </section>`
}

function source({ form, words: { t }, change }: FormProps) {
  return textField({
    ...{ id: 'name', label: t('mapping.shape.name'), value: form.name },
    hint: t('mapping.shape.name.hint'),
    choose: (name) => change({ name }),
  })
}

function headerRow({ form, words: { t }, change }: FormProps) {
  return textField({
    ...{
      id: 'header-row',
      label: t('mapping.shape.header-row'),
      value: String(form.headerRow),
      narrow: true,
    },
    choose: (text) => change({ headerRow: Math.max(1, Math.trunc(Number(text)) || 1) }),
  })
}

function sheet(props: FormProps) {
  const { form, words, change } = props
  return html`${textField({
    ...{ id: 'sheet', label: words.t('mapping.shape.sheet'), value: form.sheet },
    choose: (sheet) => change({ sheet: sheet || '1' }),
  })}${headerRow(props)}`
}

function text(props: FormProps) {
  const { form, words, change } = props
  const { t } = words
  return html`${selectField({
    ...{ id: 'delimiter', label: t('mapping.shape.delimiter'), value: form.delimiter },
    choices: [
      { value: ';', label: t('mapping.shape.delimiter.semicolon') },
      { value: ',', label: t('mapping.shape.delimiter.comma') },
      { value: '\t', label: t('mapping.shape.delimiter.tab') },
    ],
    choose: (delimiter) => change({ delimiter }),
  })}${selectField({
    ...{ id: 'encoding', label: t('mapping.shape.encoding'), value: form.encoding },
    choices: [
      { value: 'auto', label: t('mapping.shape.encoding.auto') },
      ...['utf-8', 'windows-1252', 'latin1'].map((value) => ({ value, label: value })),
    ],
    choose: (encoding) => change({ encoding }),
  })}${selectField({
    ...{ id: 'decimal', label: t('mapping.shape.decimal'), value: form.decimalSign },
    choices: [
      { value: ',', label: t('mapping.shape.decimal.comma') },
      { value: '.', label: t('mapping.shape.decimal.point') },
    ],
    choose: (decimalSign) => change({ decimalSign }),
  })}${headerRow(props)}`
}

function rows({ form, words: { t }, change }: FormProps) {
  return html`${selectField({
    ...{ id: 'rows', label: t('mapping.shape.rows'), value: form.rows },
    choices: (['per-unit', 'per-task'] as const).map((value) => ({
      ...{ value, label: t(`mapping.shape.rows.${value}`) },
    })),
    choose: (rows) => change({ rows: rows as MappingForm['rows'] }),
  })}${
    form.rows === 'per-task'
      ? textField({
          ...{
            id: 'separator',
            label: t('mapping.shape.separator'),
            value: form.unitSeparator,
            narrow: true,
          },
          choose: (unitSeparator) => change({ unitSeparator }),
        })
      : nothing
  }`
}

function times({ form, words: { t }, change }: FormProps) {
  const isOfDay = form.timeKind === 'times-of-day'
  return html`${selectField({
    ...{ id: 'time-kind', label: t('mapping.shape.time-kind'), value: form.timeKind },
    choices: (['timestamps', 'times-of-day'] as const).map((value) => ({
      ...{ value, label: t(`mapping.shape.time-kind.${value}`) },
    })),
    choose: (kind) => {
      const timeKind = kind as MappingForm['timeKind']
      change({
        timeKind,
        timeFormat: timeKind === 'timestamps' ? timestampFormats[0]! : timeOfDayFormats[0]!,
      })
    },
  })}${textField({
    ...{ id: 'time-format', label: t('mapping.shape.time-format'), value: form.timeFormat },
    offers: isOfDay ? timeOfDayFormats : timestampFormats,
    choose: (timeFormat) => change({ timeFormat }),
  })}${
    isOfDay
      ? textField({
          ...{ id: 'date-format', label: t('mapping.shape.date-format'), value: form.dateFormat },
          offers: dateFormats,
          choose: (dateFormat) => change({ dateFormat }),
        })
      : nothing
  }${textField({
    ...{ id: 'zone', label: t('mapping.shape.zone'), value: form.zone },
    offers: ['Europe/Helsinki', 'UTC', 'Europe/London', 'Europe/Stockholm'],
    choose: (zone) => change({ zone }),
  })}${selectField({
    ...{ id: 'resolution', label: t('mapping.shape.resolution'), value: String(form.resolutionSeconds) },
    choices: [
      { value: '1', label: t('mapping.shape.resolution.1') },
      { value: '60', label: t('mapping.shape.resolution.60') },
    ],
    choose: (seconds) => change({ resolutionSeconds: Number(seconds) }),
  })}`
}
