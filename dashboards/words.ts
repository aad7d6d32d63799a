// How is a thing said in the chosen language? One object with the texts and the formats of that language.

import { dateText, monthText, numberText, percentText, timeSecondsText, timeText } from './formats.ts'
import { en } from './texts/en.ts'
import { fi, type TextKey } from './texts/fi.ts'
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
}

/** Puts values in place of `{name}`. A name without a value stays visible, so that the fault is seen. */
export function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

function createWords(language: Language): Words {
  return {
    language,
    t: (key, values) => (values ? fill(texts[language][key], values) : texts[language][key]),
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
