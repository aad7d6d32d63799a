// The decisions of each service as bars along time; every bar also says its dates in words.
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { DecisionEntry, DecisionList } from '../../../src/contract/decision-list.ts'
import { services } from '../../vocabulary.ts'
import { nameIn, type Words } from '../../words.ts'
import { spanText } from '../moments.ts'
import { standingOf, type Timeline, timelineOf } from '../timeline.ts'
import type { DecisionsHandlers } from './decisions.ts'

export interface TimelinesProps {
  readonly list: DecisionList
  readonly words: Words
  readonly mayEdit: boolean
  readonly handlers: Pick<DecisionsHandlers, 'open' | 'copy'>
}

function drawing(entry: DecisionEntry, timeline: Timeline, today: string) {
  const { from, to, open } = timeline.bar(entry)
  const x = (share: number) => (share * 1000).toFixed(1)
  const look = `${standingOf(entry, today)} ${entry.official ? '' : 'unofficial'} ${open ? 'open' : ''}`
  return html`<svg class="bar-line" viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    ${timeline.years.map((year) => svg`<path class="year" d="M${x(year.at)} 0V20"></path>`)}
    ${svg`<rect class="bar ${look}" x=${x(from)} y="5" width=${x(Math.max(0.004, to - from))} height="10"></rect>
    <path class="now" d="M${x(timeline.today)} 0V20"></path>`}
  </svg>`
}

/** The years below the bars, each at its 1 January; the dates of every bar are told in words beside it. */
function scale({ years }: Timeline) {
  const inside = years.filter(({ at }) => at > 0.01 && at < 0.97)
  return html`<svg class="years" aria-hidden="true" focusable="false">
    ${inside.map(({ year, at }) => svg`<text x="${(at * 100).toFixed(2)}%" y="12" text-anchor="middle">${year}</text>`)}
  </svg>`
}

function row(entry: DecisionEntry, timeline: Timeline, { list, words, mayEdit, handlers }: TimelinesProps) {
  const { t, language } = words
  const name = nameIn(entry.name, language)
  const does = (action: string) => t('decisions.of', { action, name })
  return html`<li class="decision">
    <div class="what">
      <strong>${name}</strong>
      <span class="under"
        >${entry.id} · ${spanText(entry, words)} · ${t('decisions.targets', { n: entry.targets })}</span
      >
    </div>
    <div class="tags">
      <span class="tag small plain">${t(`decisions.${standingOf(entry, list.today)}`)}</span>
      <span class="tag small ${entry.official ? 'plain' : ''}"
        >${entry.official ? t('decisions.official') : t('decisions.unofficial')}</span
      >
    </div>
    <div class="doing">
      <button type="button" class="quiet" aria-label=${does(t('decisions.open'))} @click=${() => handlers.open(entry.id)}>
        ${t('decisions.open')}
      </button>
      ${
        mayEdit
          ? html`<button
              type="button"
              class="quiet"
              aria-label=${does(t('decisions.copy'))}
              @click=${() => handlers.copy(entry.id)}
            >
              ${t('decisions.copy')}
            </button>`
          : nothing
      }
    </div>
    ${drawing(entry, timeline, list.today)}
  </li>`
}

export function timelines(props: TimelinesProps): TemplateResult {
  const { list, words } = props
  const { t, date } = words
  const timeline = timelineOf(list)
  return html`${services.map((service) => {
    const own = list.decisions.filter((entry) => entry.service === service)
    return html`<section class="panel" aria-labelledby="timeline-${service}">
      <div class="panel-head">
        <h2 id="timeline-${service}">${t(`service.${service}.full`)}: ${t('decisions.timeline')}</h2>
        <p class="hint">${t('decisions.today', { date: date(list.today) })}</p>
      </div>
      ${
        own.length === 0
          ? html`<p class="empty">${t('decisions.none')}</p>`
          : html`<ul class="decisions">
                ${own.map((entry) => row(entry, timeline, props))}
              </ul>
              ${scale(timeline)}`
      }
    </section>`
  })}`
}
