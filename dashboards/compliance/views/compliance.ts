// The whole compliance page, from its state: everything except what the charts draw.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { ComplianceRow } from '../../../src/contract/compliance.ts'
import { type Loaded, latestOf } from '../../api.ts'
import { failure, footer, labels, pageHeader } from '../../parts/page.ts'
import type { Settings } from '../../settings.ts'
import { nameIn, type Words, wordsFor } from '../../words.ts'
import type { Address } from '../address.ts'
import { chosen, distributionModels, trendModel } from '../models.ts'
import type { ComplianceState } from '../state.ts'
import { chartPanels } from './charts.ts'
import { choices } from './choices.ts'
import { meansPanel } from './means.ts'
import { passportDialog } from './passport.ts'
import { sections } from './sections.ts'
import { decisions, progressNotices, summary } from './summary.ts'
import { figuresTable } from './table.ts'

export interface ComplianceHandlers {
  choose(settings: Settings): void
  go(address: Address): void
  /** Changes what the page says of itself without a new place to go back to. */
  replace(address: Address): void
  toggleRow(key: string): void
  showPassport(row: ComplianceRow): void
  closePassport(): void
  copy(what: string, text: string): void
  print(): void
}

const isBusy = (loaded: Loaded<unknown>) => loaded.kind === 'loading'

function figuresPanel(state: ComplianceState, handlers: ComplianceHandlers, words: Words) {
  const { compliance, openRows } = state
  const { toggleRow, showPassport } = handlers
  const value = latestOf(compliance)
  const busy = isBusy(compliance)
  return html`<section class="panel ${busy ? 'stale' : ''}" aria-labelledby="figures-title" aria-busy=${busy}>
    <div class="panel-head"><h2 id="figures-title">${words.t('figures.title')}</h2></div>
    ${value ? figuresTable({ compliance: value, openRows, words, toggleRow, showPassport }) : html`<p class="empty">${words.t('choice.busy')}</p>`}
  </section>`
}

function charts(state: ComplianceState, handlers: ComplianceHandlers, words: Words) {
  const compliance = latestOf(state.compliance)
  const choice = compliance && chosen(compliance, state.address)
  if (!choice) return nothing
  const context = { zones: compliance.zones, words }
  return chartPanels({
    ...choice,
    zones: compliance.zones,
    decisions: compliance.decisions,
    distributions: distributionModels(latestOf(state.distribution), choice, context),
    trend: trendModel(latestOf(state.trend), choice, context),
    words,
    chooseGroup: (group) => handlers.go({ ...state.address, group, share: undefined }),
    chooseShare: (share) => handlers.go({ ...state.address, share: String(share) }),
  })
}

function openable(state: ComplianceState, { go, replace }: ComplianceHandlers, words: Words) {
  const { address, thisMonth, sections: asked } = state
  const compliance = latestOf(state.compliance)
  if (!compliance) return nothing
  const choice = chosen(compliance, address)
  return sections({ address, thisMonth, compliance, choice, asked, words, go, replace })
}

function passport(state: ComplianceState, handlers: ComplianceHandlers, words: Words) {
  const { sections: asked, copied, compliance } = state
  const { closePassport: close, copy, print } = handlers
  const zones = latestOf(compliance)?.zones ?? []
  return passportDialog({ asked: asked.passport, zones, copied, words, close, copy, print })
}

/** One sentence for each different refusal: the four answers usually fail together. */
function failures(state: ComplianceState, words: Words) {
  const answers = [state.compliance, state.distribution, state.trend, state.revisions]
  const details = new Set(answers.flatMap((answer) => (answer.kind === 'failed' ? [answer.detail] : [])))
  return [...details].map((detail) => failure(detail, words))
}

function figures(state: ComplianceState, handlers: ComplianceHandlers, words: Words) {
  if (state.compliance.kind === 'failed') return nothing
  const compliance = latestOf(state.compliance)
  const revisions = latestOf(state.revisions)?.revisions ?? []
  return html`${compliance ? summary({ compliance, revisions, address: state.address, words }) : nothing}
    ${figuresPanel(state, handlers, words)} ${compliance ? meansPanel(compliance, words) : nothing}
    ${openable(state, handlers, words)} ${charts(state, handlers, words)} ${compliance ? decisions(compliance, words) : nothing}`
}

function notices(state: ComplianceState, words: Words) {
  const compliance = latestOf(state.compliance)
  if (!compliance) return nothing
  const placeholderTargets = compliance.decisions.some((decision) => !decision.official)
  return html`${labels({ demo: compliance.demo, placeholderTargets, words })}${progressNotices(compliance, words)}`
}

export function complianceView(state: ComplianceState, handlers: ComplianceHandlers): TemplateResult {
  const words = wordsFor(state.settings.language)
  const region = latestOf(state.region)
  const { address, thisMonth } = state
  const busy = [state.compliance, state.distribution, state.trend].some(isBusy)
  const grids = latestOf(state.compliance)?.grids ?? []
  const header = pageHeader({
    page: 'compliance',
    county: region ? nameIn(region.name, words.language) : '',
    session: latestOf(state.session),
    settings: state.settings,
    words,
    choose: handlers.choose,
  })
  return html`${header}
    <main id="content" tabindex="-1">
      ${choices({ address, thisMonth, busy, grids, words, go: handlers.go })} ${notices(state, words)} ${failures(state, words)}
      ${figures(state, handlers, words)}
    </main>
    ${passport(state, handlers, words)} ${footer(region?.attribution ?? [], words)}`
}
