// The wall as a whole: time and sources, alarms, the strip, the worst tasks and the map on one screen.
import { html, nothing, type TemplateResult } from 'lit-html'
import { latestOf } from '../../api.ts'
import { labelTags, newerService } from '../../parts/page.ts'
import type { Words } from '../../words.ts'
import { connection } from '../server-clock.ts'
import type { Board } from '../state.ts'
import type { BoardProps } from './board.ts'
import { glanceStrip } from './glance.ts'
import { mapPanel } from './map-panel.ts'
import { agesOf, alarmsOf, clock, connectionMark, sourcesNow, spoken } from './now.ts'
import { wallAlarms, wallTasks } from './wall.ts'

/** Without menus, footer or scrolling; the words for a screen reader and the way out are the same. */
export function wallPage(board: Board, props: BoardProps, words: Words): TemplateResult {
  const { state, lines, handlers } = props
  const { t } = words
  const region = latestOf(state.region)
  // Twice over: a list is walked through once.
  const alarms = {
    ...alarmsOf(state.board ?? board, props, words),
    alarms: [...(state.board ?? board).alarms.values()],
  }
  const ages = agesOf(board, state, words)
  return html`<main id="content" tabindex="-1" class="wall ${connection(state) === 'lost' ? 'drained' : ''}">
    <h1 class="unseen">${t('page.board.title')}</h1>
    <header class="wall-top">
      ${clock(state, words)}${connection(state) === 'live' ? nothing : connectionMark(state, words)}${sourcesNow(board, state, words)}
      ${labelTags({ demo: board.demo, placeholderTargets: board.placeholderTargets, words })}
      <button type="button" class="quiet" @click=${() => handlers.setMode('desk')}>${t('wall.leave')}</button>
    </header>
    ${newerService(words)} ${wallAlarms(alarms)}
    <section class="glance" aria-label=${t('overview.title')}>
      ${glanceStrip({ board, lines, region, budgets: state.asked.budgets, ages, most: 2, worst: 1 })}
    </section>
    <div class="wall-main">
      ${wallTasks({ alarms, lines, region, words })}
      ${mapPanel({
        ...{ map: state.map, region, words, locked: state.viewLocked, release: handlers.releaseView },
        sentence: nothing,
      })}
    </div>
    ${spoken(state)}
  </main>`
}
