// What do the words of the file mean? For each mapped column, the words of the sample and ours beside them.
import { html, type TemplateResult } from 'lit-html'
import type { Region } from '../../region.ts'
import type { Service, UnitType } from '../../vocabulary.ts'
import { nameIn, type TextKey, type Words } from '../../words.ts'
import { type MappedField, mappedFields, type Origin, wordsOf } from '../fields.ts'
import { wordsIn } from '../guess.ts'
import type { ColumnsProps } from './columns.ts'
import { select } from './controls.ts'

export interface WordsProps extends ColumnsProps {
  readonly region?: Region
}

export function wordsPanel(props: WordsProps): TemplateResult {
  const { form, words } = props
  const { t } = words
  const used = mappedFields.filter((field) =>
    field === 'service' ? form.service === 'column' && form.columns.service : form.columns[field],
  )
  return html`<section class="panel" aria-labelledby="words-title">
    <div class="panel-head"><h2 id="words-title">${t('mapping.maps.title')}</h2></div>
    ${
      used.length === 0
        ? html`<p class="empty">${t('mapping.maps.empty')}</p>`
        : html`<div class="body maps">${used.map((field) => wordTable(field, props))}</div>`
    }
  </section>`
}

function wordTable(field: MappedField, props: WordsProps) {
  const { form, table, words, change } = props
  const { t } = words
  const label = t(`mapping.field.${field}`)
  const found = wordsIn(table, form.columns[field] ?? '')
  const choices = wordsOf[field].map((value) => ({ value, label: oursIn(field, value, props) }))
  const others = { value: '', label: t('mapping.maps.others') }
  // A class of the file is only compared: an unknown one refuses nothing.
  const unlisted = field === 'zoneClass' ? 'mapping.maps.uncompared' : 'mapping.maps.refuse'
  const setWord = (word: string) => (ours: string) =>
    change({ words: { ...form.words, [field]: { ...form.words[field], [word]: ours } } })
  const row = (word: string, index: number) => html`<tr>
    <th scope="row">${word}</th>
    <td>
      ${select({
        ...{ id: `word-${field}-${index}`, name: `${label}: ${word}`, value: form.words[field][word] ?? '' },
        choices: [others, ...choices],
        choose: setWord(word),
      })}
    </td>
  </tr>`
  return html`<table>
    <caption>${label}</caption>
    <thead>
      <tr>
        <th scope="col">${t('mapping.maps.seen')}</th>
        <th scope="col">${t('mapping.maps.ours')}</th>
      </tr>
    </thead>
    <tbody>
      ${found.map(row)}
      <tr class="others">
        <th scope="row">${others.label}</th>
        <td>
          ${select({
            ...{ id: `otherwise-${field}`, name: `${label}: ${others.label}` },
            value: form.otherwise[field] ?? 'refuse',
            choices: [{ value: 'refuse', label: t(unlisted) }, ...choices],
            choose: (ours) => change({ otherwise: { ...form.otherwise, [field]: ours } }),
          })}
        </td>
      </tr>
    </tbody>
  </table>`
}

/** Our word as people say it. */
export function oursIn(
  field: MappedField,
  value: string,
  { words, region }: { readonly words: Words; readonly region?: Region },
): string {
  const { t } = words
  switch (field) {
    case 'service':
      return t(`service.${value as Service}.full`)
    case 'origin':
      return t(`mapping.origin.${value as Origin}`)
    case 'unitType':
      return t(`type.${value as UnitType}`)
    case 'mobile':
      return t(value === 'true' ? 'mapping.yes' : 'mapping.no')
    case 'urgency':
      return value === 'keep' || value === 'drop' ? t(`mapping.maps.${value}` satisfies TextKey) : value
    case 'zoneClass':
      return className(value, words, region)
  }
}

export function className(id: string, { language }: Words, region?: Region): string {
  const found = region?.areaClasses.find((known) => known.id === id)
  return found ? nameIn(found.name, language) : id
}
