// The whole page of before and after, from its state.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { BeforeAfter } from '../../../src/contract/before-after.ts'
import { latestOf } from '../../api.ts'
import { failure, footer, labels, pageHeader } from '../../parts/page.ts'
import type { Table } from '../../parts/table.ts'
import type { Settings } from '../../settings.ts'
import { nameIn, type Words, wordsFor } from '../../words.ts'
import type { Address } from '../address.ts'
import type { BeforeAfterState } from '../state.ts'
import { basisPanel } from './basis.ts'
import { choices } from './choices.ts'
import { coursePanel } from './course.ts'
import { effectsPanel } from './effects.ts'
import { mapPanel } from './map.ts'
import { verdictPanel } from './verdict.ts'

export interface BeforeAfterHandlers {
  choose(settings: Settings): void
  go(address: Address): void
  chooseOwn(own: boolean): void
  save(table: Table): void
}

function notices(found: BeforeAfter, { t, percent }: Words) {
  const { historyLoading = 1, approximate } = found
  const notice = (label: string, sentence: string) =>
    html`<p class="notice"><strong class="tag">${label}</strong><span>${sentence}</span></p>`
  return html`${approximate ? notice(t('approximate-roads').toUpperCase(), t('ba.approximate.sentence')) : nothing}
  ${historyLoading < 1 ? notice(t('notice.demo'), t('ba.history', { share: percent(historyLoading) })) : nothing}`
}

function figures(found: BeforeAfter, state: BeforeAfterState, words: Words, handlers: BeforeAfterHandlers) {
  const { address } = state
  const { go, save } = handlers
  const shared = { found, words, save }
  const choose = (statistic: Address['statistic']) => go({ ...address, statistic })
  return html`${verdictPanel(found, words)}
  ${found.findings.length > 0 ? effectsPanel({ ...shared, statistic: address.statistic, choose }) : nothing}
  ${coursePanel(shared)}
  ${mapPanel({ ...shared, region: latestOf(state.region) })} ${basisPanel(found, words)}`
}

export function beforeAfterView(state: BeforeAfterState, handlers: BeforeAfterHandlers): TemplateResult {
  const words = wordsFor(state.settings.language)
  const { address, found, own } = state
  const [region, list, value] = [latestOf(state.region), latestOf(state.list), latestOf(found)]
  const isAsked = address.station !== undefined
  const busy = state.list.kind === 'loading' || (isAsked && found.kind === 'loading')
  const header = pageHeader({
    ...{ page: 'before-after', session: latestOf(state.session), settings: state.settings, words },
    county: region ? nameIn(region.name, words.language) : '',
    choose: handlers.choose,
  })
  return html`${header}
    <main id="content" tabindex="-1">
      ${choices({ address, list, found: value, own, busy, words, go: handlers.go, chooseOwn: handlers.chooseOwn })}
      ${value ? labels({ demo: value.demo, placeholderTargets: !value.official, words }) : nothing}
      ${value ? notices(value, words) : nothing}
      ${found.kind === 'failed' ? failure(found.detail, words) : nothing}
      ${state.list.kind === 'failed' ? failure(state.list.detail, words) : nothing}
      ${list && !isAsked ? html`<p class="empty">${words.t('ba.none')}</p>` : nothing}
      <div class="figures-area ${busy && value ? 'stale' : ''}" aria-busy=${busy}>
        ${value ? figures(value, state, words, handlers) : nothing}
      </div>
    </main>
    ${footer(region?.attribution ?? [], words)}`
}
