// What has been done to the decisions, by whom and when.
import { html, type TemplateResult } from 'lit-html'
import type { DecisionList } from '../../../src/contract/decision-list.ts'
import { scroller } from '../../parts/page.ts'
import type { Words } from '../../words.ts'
import { momentText, spanText } from '../moments.ts'

export function changeLog({ log }: DecisionList, words: Words): TemplateResult {
  const { t } = words
  const table = html`<table class="cards">
    <thead>
      <tr>
        <th scope="col">${t('decisions.log-when')}</th>
        <th scope="col">${t('decisions.log-what')}</th>
        <th scope="col">${t('decisions.log-decision')}</th>
        <th scope="col">${t('decisions.log-span')}</th>
        <th scope="col">${t('decisions.log-who')}</th>
      </tr>
    </thead>
    <tbody>
      ${log.map(
        (entry) => html`<tr>
          <th scope="row">${momentText(entry.at, words)}</th>
          <td data-label=${t('decisions.log-what')}>${t(`action.${entry.action}`)}</td>
          <td data-label=${t('decisions.log-decision')}>${entry.decision}</td>
          <td data-label=${t('decisions.log-span')}>${spanText(entry, words)}</td>
          <td data-label=${t('decisions.log-who')}>${entry.by}</td>
        </tr>`,
      )}
    </tbody>
  </table>`
  return html`<section class="panel log" aria-labelledby="log-title">
    <div class="panel-head"><h2 id="log-title">${t('decisions.log')}</h2></div>
    ${log.length === 0 ? html`<p class="empty">${t('decisions.log-empty')}</p>` : scroller(t('decisions.log'), table)}
  </section>`
}
