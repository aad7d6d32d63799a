// What frames every page: skip link, header with the choices, and the labels that are never left unsaid.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Session } from '../api.ts'
import { type Settings, themes } from '../settings.ts'
import { languages } from '../vocabulary.ts'
import type { Words } from '../words.ts'
import { navigation, type PageName } from './navigation.ts'

export interface HeaderProps {
  readonly page: PageName
  readonly county: string
  readonly session?: Session
  readonly settings: Settings
  readonly words: Words
  /** What the page itself adds to the header, such as the clock and the connection. */
  readonly status?: TemplateResult | typeof nothing
  choose(settings: Settings): void
}

const languageNames = { fi: 'Suomi', sv: 'Svenska', en: 'English' } as const

function languageChoice({ settings, words, choose }: HeaderProps) {
  const button = (language: (typeof languages)[number]) => html`<button
    type="button"
    lang=${language}
    aria-pressed=${settings.language === language}
    @click=${() => choose({ ...settings, language })}
  >
    ${language.toUpperCase()}<span class="unseen"> ${languageNames[language]}</span>
  </button>`
  return html`<div class="choice" role="group" aria-label=${words.t('header.language')}>${languages.map(button)}</div>`
}

const themeGlyphs = { auto: '◐', light: '○', night: '●' } as const

function themeChoice({ settings, words, choose }: HeaderProps) {
  const button = (theme: (typeof themes)[number]) => html`<button
    type="button"
    aria-pressed=${settings.theme === theme}
    aria-label=${words.t(`theme.${theme}`)}
    title=${words.t(`theme.${theme}`)}
    @click=${() => choose({ ...settings, theme })}
  >
    <span aria-hidden="true">${themeGlyphs[theme]}</span>
  </button>`
  return html`<div class="choice" role="group" aria-label=${words.t('header.theme')}>${themes.map(button)}</div>`
}

function whoIsHere({ session, words }: HeaderProps) {
  if (!session) return nothing
  const role = (['commander', 'planner', 'manager', 'local'] as const).find((known) => known === session.role)
  const word = role ? words.t(`role.${role}`) : session.role
  return html`<span class="who"><span class="unseen">${words.t('header.role')}: </span>${word}</span>`
}

const brandMark = html`<svg class="mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
  <path d="M4 6l8 13 8-13"></path>
  <circle cx="12" cy="6" r="2.2"></circle>
</svg>`

export function pageHeader(props: HeaderProps): TemplateResult {
  const { words, county, page } = props
  return html`<a class="skip" href="#content">${words.t('header.skip')}</a>
    <header class="top">
      <div class="brand">
        ${brandMark}
        <div>
          <span class="name">Vaste</span>
          <span class="county">${county}</span>
        </div>
      </div>
      ${navigation(props)}
      <h1>${words.t(`page.${page}.title`)}</h1>
      <div class="status">${props.status ?? nothing}</div>
      <div class="choices">${languageChoice(props)}${themeChoice(props)}${whoIsHere(props)}</div>
    </header>
    ${newerService(words)}`
}

/** A page left open since before the service was renewed says so, once it was told something that it has no words for. */
export function newerService({ t, lacking }: Words): TemplateResult | typeof nothing {
  if (lacking.size === 0) return nothing
  return html`<p class="notice newer" role="status">
    <strong class="tag">${t('notice.newer')}</strong><span>${t('notice.newer.sentence')}</span>
    <button type="button" class="quiet" @click=${() => location.reload()}>${t('notice.newer.reload')}</button>
  </p>`
}

export interface LabelsProps {
  readonly demo: boolean
  readonly placeholderTargets: boolean
  readonly words: Words
}

const notice = (label: string, sentence: string) =>
  html`<p class="notice"><strong class="tag">${label}</strong><span>${sentence}</span></p>`

/** Demo data and unofficial targets are said aloud on every page. */
export function labels({
  demo,
  placeholderTargets,
  words: { t },
}: LabelsProps): TemplateResult | typeof nothing {
  if (!demo && !placeholderTargets) return nothing
  return html`<section class="notices" aria-label=${t('notice.label')}>
    ${demo ? notice(t('notice.demo'), t('notice.demo.sentence')) : nothing}
    ${placeholderTargets ? notice(t('notice.placeholder'), t('notice.placeholder.sentence')) : nothing}
  </section>`
}

/** The same on a screen that has no room for sentences. */
export function labelTags({ demo, placeholderTargets, words: { t } }: LabelsProps): TemplateResult {
  return html`${demo ? html`<strong class="tag">${t('notice.demo')}</strong>` : nothing}
    ${placeholderTargets ? html`<strong class="tag">${t('notice.placeholder')}</strong>` : nothing}`
}

export function failure(detail: string, words: Words): TemplateResult {
  return html`<p class="failure" role="alert"><strong>${words.t('failure.title')}</strong> ${detail}</p>`
}

export function footer(attribution: readonly string[], words: Words): TemplateResult {
  return html`<footer class="bottom">
    <p>${words.t('footer.product')}</p>
    ${
      attribution.length > 0 ? html`<p>${words.t('footer.sources')}: ${attribution.join(' · ')}</p>` : nothing
    }
  </footer>`
}

/** A table that may be larger than its place scrolls inside its own named, focusable group. */
export function scroller(
  label: string,
  table: TemplateResult,
  size: 'free' | 'tall' = 'free',
): TemplateResult {
  return html`<div class="scroll ${size}" role="group" tabindex="0" aria-label=${label}>${table}</div>`
}
