// The sections that are asked for when opened, each with its own choices.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Compliance } from '../../../src/contract/compliance.ts'
import type { Words } from '../../words.ts'
import { type Address, openSections, type SectionName, withSection } from '../address.ts'
import type { Choice } from '../models.ts'
import { type SectionAnswers, stabilityRow, stabilityZones } from '../sections.ts'
import { budget, budgetChoices } from './budget.ts'
import { change } from './change.ts'
import { changeChoices } from './change-choices.ts'
import { section } from './section.ts'
import { stability, stabilityChoices } from './stability.ts'

export interface SectionsProps {
  readonly address: Address
  readonly thisMonth: string
  readonly compliance: Compliance
  readonly choice?: Choice
  readonly asked: SectionAnswers
  readonly words: Words
  go(address: Address): void
  /** Opening and closing is no new place to go back to. */
  replace(address: Address): void
}

function stabilitySection(props: SectionsProps, frame: (name: SectionName) => Frame) {
  const { address, choice, compliance, asked, words, go } = props
  const row = choice && stabilityRow(choice, address)
  if (!choice || !row) return nothing
  const { zones } = compliance
  return section({
    ...frame('stability'),
    asked: asked.stability,
    choices: stabilityChoices({
      ...{ address, choice, row, zones, words, go },
      rows: stabilityZones(choice),
    }),
    content: (value) => stability(value, zones, words),
  })
}

interface Frame {
  readonly name: SectionName
  readonly title: string
  readonly hint: string
  readonly isOpen: boolean
  readonly words: Words
  toggle(isOpen: boolean): void
}

export function sections(props: SectionsProps): TemplateResult {
  const { address, thisMonth, compliance, asked, words, go, replace } = props
  const open = openSections(address)
  const titles = {
    change: [words.t('change.title'), words.t('change.hint')],
    budget: [words.t('budget.title'), words.t('budget.hint')],
    stability: [words.t('stability.title'), words.t('stability.hint')],
  } as const
  const frame = (name: SectionName): Frame => ({
    ...{ name, title: titles[name][0], hint: titles[name][1], isOpen: open.includes(name), words },
    toggle: (isOpen) => replace(withSection(address, name, isOpen)),
  })
  return html`${section({
    ...frame('change'),
    asked: asked.change,
    choices: changeChoices({ address, thisMonth, words, go }),
    content: (value) => change(value, thisMonth, words),
  })}
  ${section({
    ...frame('budget'),
    asked: asked.budget,
    choices: budgetChoices({ address, thisMonth, words, go }),
    content: (value) => budget(value, { zones: compliance.zones, words }),
  })}
  ${stabilitySection(props, frame)}`
}
