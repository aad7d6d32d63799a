// The whole page of stations and readiness, from its state.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { PeriodView, StationReadiness } from '../../../src/contract/readiness.ts'
import { latestOf } from '../../api.ts'
import { failure, footer, pageHeader } from '../../parts/page.ts'
import type { Draft } from '../../parts/period-draft.ts'
import type { Settings } from '../../settings.ts'
import { nameIn, wordsFor } from '../../words.ts'
import { chosenStation, type Editor, mayEdit, type StationsState } from '../state.ts'
import { stationDetail } from './detail.ts'
import { editorPanel } from './editor.ts'
import { stationList } from './list.ts'
import { stripPatterns } from './strip.ts'

export interface StationsHandlers {
  chooseSettings(settings: Settings): void
  choose(station: string): void
  search(text: string): void
  open(mode: Editor['mode'], station: StationReadiness, period?: PeriodView): void
  /** From the newest draft: several fields may be filled before the page is drawn again. */
  fill(change: (draft: Draft) => Draft): void
  say(reason: string): void
  close(): void
  save(): void
}

function beside(state: StationsState, handlers: StationsHandlers) {
  const words = wordsFor(state.settings.language)
  const readiness = latestOf(state.readiness)
  const station = chosenStation(state)
  if (!readiness || !station)
    return html`<section class="panel detail"><p class="empty">${words.t('readiness.choose')}</p></section>`
  if (state.editor) return editorPanel({ editor: state.editor, station, words, handlers })
  const { history } = state
  return stationDetail({ station, readiness, history, words, mayEdit: mayEdit(state), handlers })
}

export function stationsView(state: StationsState, handlers: StationsHandlers): TemplateResult {
  const words = wordsFor(state.settings.language)
  const { t } = words
  const region = latestOf(state.region)
  const readiness = latestOf(state.readiness)
  const isInvented = readiness?.stations.some(({ periods }) => periods.some(({ demo }) => demo)) ?? false
  const header = pageHeader({
    page: 'stations',
    county: region ? nameIn(region.name, words.language) : '',
    session: latestOf(state.session),
    settings: state.settings,
    words,
    choose: handlers.chooseSettings,
  })
  return html`${header}
    <main id="content" tabindex="-1">
      ${stripPatterns()}
      ${
        isInvented
          ? html`<section class="notices" aria-label=${t('notice.label')}>
              <p class="notice"><strong class="tag">${t('readiness.invented-notice')}</strong><span>${t('readiness.invented-sentence')}</span></p>
            </section>`
          : nothing
      }
      ${state.readiness.kind === 'failed' ? failure(state.readiness.detail, words) : nothing}
      ${
        readiness
          ? html`<p class=${state.saved === undefined ? 'unseen' : 'note done'} id="saved" role="status">
                ${state.saved === undefined ? nothing : t('readiness.saved', { what: state.saved })}
              </p>
              <div class="halves">
                ${stationList({ readiness, state, words, handlers })} ${beside(state, handlers)}
              </div>`
          : state.readiness.kind === 'loading'
            ? html`<p class="empty">${t('readiness.loading')}</p>`
            : nothing
      }
    </main>
    ${footer(region?.attribution ?? [], words)}`
}
