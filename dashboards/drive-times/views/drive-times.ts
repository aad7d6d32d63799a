// The whole page of drive times, from its state.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { DriveTimesView } from '../../../src/contract/drive-times.ts'
import { latestOf } from '../../api.ts'
import { failure, footer, labels, pageHeader } from '../../parts/page.ts'
import type { Table } from '../../parts/table.ts'
import type { Settings } from '../../settings.ts'
import { nameIn, type Words, wordsFor } from '../../words.ts'
import type { Address } from '../address.ts'
import { cellsOf, shownOf } from '../cells.ts'
import type { Change, DriveTimesState } from '../state.ts'
import { adoptionPanel } from './adoption.ts'
import { choices } from './choices.ts'
import { chartPanel, headline, modelPanels } from './figures.ts'
import { cellList } from './list.ts'
import { mapPanel } from './map.ts'

export interface DriveTimesHandlers {
  choose(settings: Settings): void
  go(address: Address): void
  pick(cell: string | undefined, from: 'map' | 'list'): void
  write(reason: string): void
  send(change: Change): void
  save(table: Table): void
}

function progress({ counting, study }: DriveTimesView, { t }: Words) {
  if (counting === undefined) return nothing
  const percent = Math.floor(counting * 100)
  // The word is announced once; a share that grows each second is for who looks at it.
  return html`<p class="notice">
    <strong class="tag" role="status">${t('drive.counting')}</strong>
    <span>${t(study ? 'drive.counting.anew' : 'drive.counting.sentence', { n: percent })}</span>
    <progress max="100" value=${percent} aria-label=${t('drive.counting')}></progress>
  </p>`
}

const notice = (tag: string, sentence: string) =>
  html`<p class="notice"><strong class="tag">${tag}</strong><span>${sentence}</span></p>`

function figures(state: DriveTimesState, found: DriveTimesView, words: Words, handlers: DriveTimesHandlers) {
  const { study } = found
  const { t, date } = words
  const session = latestOf(state.session)
  const adoption = adoptionPanel({
    ...{ found, state, words, write: handlers.write, send: handlers.send },
    mayChange: session?.may.includes('edit-readiness') ?? false,
  })
  if (!study) return adoption
  const shown = shownOf(study, state.address)
  const cells = cellsOf(shown)
  const shared = { cells, selected: state.address.cell, words, pick: handlers.pick }
  const props = { study, shown, words, save: handlers.save }
  return html`${study.roads.approximate ? notice(t('drive.approximate'), t('drive.approximate.sentence', { name: study.roads.name })) : nothing}
    <div class="top-area">${headline(props)} ${adoption}</div>
    ${
      shown.basis
        ? html`<p class="hint">
              ${t('drive.shown', {
                kind: t(`drive.kind.${shown.kind.kind}`),
                basis: t(`drive.basis.${shown.basis.basis}`),
                from: date(study.from),
                to: date(study.to),
              })}
            </p>
            <div class="top-area">${mapPanel({ ...shared, region: latestOf(state.region) })} ${cellList({ ...shared, save: handlers.save })}</div>
            <div class="top-area">${chartPanel(props)} ${modelPanels(props)}</div>`
        : html`<p class="empty">${t('drive.none')}</p>${modelPanels(props)}`
    }
    <p class="hint">${t('drive.method')}</p>`
}

export function driveTimesView(state: DriveTimesState, handlers: DriveTimesHandlers): TemplateResult {
  const words = wordsFor(state.settings.language)
  const region = latestOf(state.region)
  const value = latestOf(state.found)
  const isBusy = state.found.kind === 'loading' || value?.counting !== undefined
  const header = pageHeader({
    ...{ page: 'drive-times', session: latestOf(state.session), settings: state.settings, words },
    county: region ? nameIn(region.name, words.language) : '',
    choose: handlers.choose,
  })
  const sources = value?.study?.roads.attribution
  return html`${header}
    <main id="content" tabindex="-1">
      ${choices({ address: state.address, found: value, words, go: handlers.go })}
      ${value?.study ? labels({ demo: value.study.demo, placeholderTargets: false, words }) : nothing}
      ${value ? progress(value, words) : nothing}
      ${state.found.kind === 'failed' ? failure(state.found.detail, words) : nothing}
      <div class="figures-area ${isBusy && value?.study ? 'stale' : ''}" aria-busy=${isBusy}>
        ${value ? figures(state, value, words, handlers) : nothing}
      </div>
    </main>
    ${footer([...(region?.attribution ?? []), ...(sources ? [sources] : [])], words)}`
}
