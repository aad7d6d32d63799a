// Which pages are there, for whom, and who may see them? A new page adds its line to the list: that is all.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Session } from '../api.ts'
import type { Words } from '../words.ts'

/** What the commander, the planner and the manager ask: now, next year, last month. */
export const pageGroups = ['now', 'plan', 'follow-up'] as const
export type PageGroup = (typeof pageGroups)[number]

interface PageEntry {
  readonly address: string
  readonly group: PageGroup
  /** The permission its main answer needs; the service decides, this only spares a link that leads to a refusal. */
  readonly needs: 'see-situation' | 'see-compliance' | 'see-plans' | 'see-recording'
  /** Opens it as well: who may see only a part of it. */
  readonly or?: 'see-recording-log'
}

/** In the order of the menus. Each also needs the text `page.<name>`, its link, and `page.<name>.title`, its h1. */
export const pages = {
  board: { address: '/', group: 'now', needs: 'see-situation' },
  handover: { address: '/handover', group: 'now', needs: 'see-situation' },
  recorder: { address: '/recorder', group: 'now', needs: 'see-recording', or: 'see-recording-log' },
  planning: { address: '/planning', group: 'plan', needs: 'see-plans' },
  stations: { address: '/stations', group: 'plan', needs: 'see-compliance' },
  'problem-cells': { address: '/problem-cells', group: 'plan', needs: 'see-compliance' },
  'before-after': { address: '/before-after', group: 'plan', needs: 'see-compliance' },
  'drive-times': { address: '/drive-times', group: 'plan', needs: 'see-plans' },
  compliance: { address: '/compliance', group: 'follow-up', needs: 'see-compliance' },
  workload: { address: '/workload', group: 'follow-up', needs: 'see-compliance' },
  decisions: { address: '/decisions', group: 'follow-up', needs: 'see-compliance' },
  anomalies: { address: '/anomalies', group: 'follow-up', needs: 'see-compliance' },
  mapping: { address: '/mapping', group: 'follow-up', needs: 'see-compliance' },
} as const satisfies Readonly<Record<string, PageEntry>>
export type PageName = keyof typeof pages

const names = Object.keys(pages) as PageName[]

/** Until it is known who is here every page is offered; the one being looked at always is. */
export function pagesFor(
  group: PageGroup,
  current: PageName,
  session: Pick<Session, 'may'> | undefined,
): readonly PageName[] {
  const isOffered = (name: PageName) => {
    const { needs, or }: PageEntry = pages[name]
    if (name === current || session === undefined || session.may.includes(needs)) return true
    return or !== undefined && session.may.includes(or)
  }
  return names.filter((name) => pages[name].group === group && isOffered(name))
}

const menuOf = (event: Event) => event.currentTarget as HTMLDetailsElement

/** Escape closes a menu and gives the focus back to the word that opened it. */
function onKey(event: KeyboardEvent): void {
  const menu = menuOf(event)
  if (event.key !== 'Escape' || !menu.open) return
  menu.open = false
  menu.querySelector('summary')?.focus()
}

function onLeave(event: FocusEvent): void {
  const menu = menuOf(event)
  if (!menu.contains(event.relatedTarget as Node | null)) menu.open = false
}

export interface NavigationProps {
  readonly page: PageName
  readonly session?: Session
  readonly words: Words
}

/** One menu for each user; the menu of the present page tells its name, so that the place is seen without opening. */
export function navigation({ page, session, words: { t } }: NavigationProps): TemplateResult {
  const link = (name: PageName) => html`<li>
    <a href=${pages[name].address} aria-current=${name === page ? 'page' : nothing}>${t(`page.${name}`)}</a>
  </li>`
  const menu = (group: PageGroup) => {
    const offered = pagesFor(group, page, session)
    if (offered.length === 0) return nothing
    const isHere = pages[page].group === group
    return html`<details class="menu ${isHere ? 'here' : ''}" name="pages" @keydown=${onKey} @focusout=${onLeave}>
      <summary>${t(`pages.${group}`)}${isHere ? html`<span class="place">· ${t(`page.${page}`)}</span>` : nothing}</summary>
      <ul>${offered.map(link)}</ul>
    </details>`
  }
  return html`<nav aria-label=${t('header.pages')}>${pageGroups.map(menu)}</nav>`
}
