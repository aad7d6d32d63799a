// How is a thing said in the chosen language? One object with the texts and the formats of that language.

import { dateText, monthText, numberText, percentText, timeSecondsText, timeText } from './formats.ts'
import { en } from './texts/en.ts'
import { fi, type TextKey } from './texts/fi.ts'
import { createSaid } from './texts/said.ts'
import { sv } from './texts/sv.ts'
import type { Language } from './vocabulary.ts'

export type { TextKey }
export const texts: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { fi, sv, en }

export type Values = Readonly<Record<string, string | number>>

export interface Words {
  readonly language: Language
  t(key: TextKey, values?: Values): string
  /** `klo 14.05`; times in epoch milliseconds. */
  time(at: number): string
  timeSeconds(at: number): string
  /** `21.11.2026`, from epoch milliseconds or a local date. */
  date(at: number | string): string
  month(month: string): string
  number(value: number): string
  percent(share: number): string
  /** Keys that were asked for and that only a newer page has: the service has been renewed since this one was opened. */
  readonly lacking: ReadonlySet<string>
}

function createWords(language: Language): Words {
  const { text, lacking } = createSaid(texts[language])
  return {
    ...{ language, t: text, lacking },
    time: (at) => timeText(at, language),
    timeSeconds: (at) => timeSecondsText(at, language),
    date: (at) => dateText(at, language),
    month: (month) => monthText(month, language),
    number: (value) => numberText(value, language),
    percent: (share) => percentText(share, language),
  }
}

const made: Readonly<Record<Language, Words>> = {
  fi: createWords('fi'),
  sv: createWords('sv'),
  en: createWords('en'),
}
export const wordsFor = (language: Language): Words => made[language]

/** A name in the chosen language; municipalities have none of their own in English. */
export function nameIn(name: Readonly<Partial<Record<Language, string>>>, language: Language): string {
  return name[language] ?? name.fi ?? Object.values(name)[0] ?? ''
}
