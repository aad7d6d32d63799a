// Which language and theme did the reader choose? Kept in the browser; the page works without storage.
import { type Language, languages } from './vocabulary.ts'

export const themes = ['auto', 'light', 'night'] as const
export type Theme = (typeof themes)[number]

export interface Settings {
  readonly language: Language
  readonly theme: Theme
}

/** Finnish first; the device decides between light and night. */
export const defaultSettings: Settings = { language: 'fi', theme: 'auto' }

const key = 'vaste.settings'

/** Anything unknown in the storage falls back to Finnish and the device's own theme. */
export function readSettings(text: string | null): Settings {
  let stored: Partial<Record<keyof Settings, unknown>> = {}
  try {
    stored = JSON.parse(text ?? '{}') ?? {}
  } catch {
    // A broken setting is only a lost preference.
  }
  return {
    language: languages.find((known) => known === stored.language) ?? defaultSettings.language,
    theme: themes.find((known) => known === stored.theme) ?? defaultSettings.theme,
  }
}

export function loadSettings(): Settings {
  try {
    return readSettings(localStorage.getItem(key))
  } catch {
    return readSettings(null)
  }
}

export function saveSettings(settings: Settings): void {
  try {
    localStorage.setItem(key, JSON.stringify(settings))
  } catch {
    // Storage may be forbidden: the choice then lasts until the page closes.
  }
}

/** The theme is an attribute that the style sheet reads; without it the device decides. */
export function applySettings({ language, theme }: Settings): void {
  const root = document.documentElement
  root.lang = language
  if (theme === 'auto') root.removeAttribute('data-theme')
  else root.setAttribute('data-theme', theme)
}
