// How far off are the expected drives? Before and after, model by model, by length of the drive, and what was left out.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { DriveStudy } from '../../../src/contract/drive-times.ts'
import { decimalText, type Table } from '../../parts/table.ts'
import { saveButton, tableView } from '../../parts/table-view.ts'
import type { Words } from '../../words.ts'
import { fits, type Shown } from '../cells.ts'
import { binTable, classTable, excludedTable, sceneTable, trialTable } from '../tables.ts'

export interface FiguresProps {
  readonly study: DriveStudy
  readonly shown: Shown
  readonly words: Words
  save(table: Table): void
}

function tablePanel(id: string, table: Table, { words, save }: FiguresProps, hint?: string) {
  return html`<section class="panel" aria-labelledby="${id}-title">
    <div class="panel-head">
      <h2 id="${id}-title">${table.title}</h2>
      ${saveButton({ table, words, save })}
    </div>
    ${tableView({ table, words })}
    ${hint === undefined ? nothing : html`<p class="hint foot">${hint}</p>`}
  </section>`
}

function change(label: string, before: string, after: string | undefined, { t }: Words) {
  return html`<div>
    <dt>${label}</dt>
    <dd>
      <span class="figure">${before}</span>
      ${after === undefined ? nothing : html`<span class="then" aria-hidden="true">→</span><span class="unseen">${t('drive.then')}</span> <span class="figure">${after}</span>`}
    </dd>
  </div>`
}

/** The two published figures, before and after, and how many cells and residents can be told of. */
export function headline({ study, shown, words }: FiguresProps): TemplateResult {
  const { t, number, percent, date, time } = words
  const { kind, basis } = shown
  const before = kind.trials.find(({ model }) => model === 'none')?.errors ?? basis?.errors
  const after = kind.trials.find(({ model }) => model === kind.model)?.errors
  const seconds = (value: number) => `${decimalText(value, 0, words)} s`
  const at = Date.parse(study.computedAt)
  return html`<section class="panel" aria-labelledby="headline-title">
    <div class="panel-head">
      <h2 id="headline-title">${t('drive.headline', { n: number(kind.n) })}</h2>
      <p class="hint">${t('summary.computed', { at: `${date(at)} ${time(at)}` })}</p>
    </div>
    <dl class="headline">
      ${before ? change(t('drive.headline.median-error'), seconds(before.medianAbsoluteSeconds), after && seconds(after.medianAbsoluteSeconds), words) : nothing}
      ${before ? change(t('drive.headline.far-off'), percent(before.shareFarOff), after && percent(after.shareFarOff), words) : nothing}
      ${before ? change(t('drive.headline.bias'), seconds(before.medianSeconds), after && seconds(after.medianSeconds), words) : nothing}
    </dl>
    <p class="inside">${kind.calibrated ? t('drive.headline.means') : t(`drive.not-calibrated.${kind.reason ?? 'too-few-drives'}`)}</p>
    ${
      basis
        ? html`<p class="hint foot">
            ${fits
              .map((fit) =>
                t('drive.fits', {
                  fit: t(`fit.${fit}`),
                  cells: number(basis.fits[fit]?.cells ?? 0),
                  residents: number(Math.round(basis.fits[fit]?.residents ?? 0)),
                }),
              )
              .join(' · ')}
          </p>`
        : nothing
    }
    ${kind.coarse > 0 ? html`<p class="hint foot">${t('drive.coarse', { n: number(kind.coarse) })}</p>` : nothing}
    ${study.demoOrigins > 0 ? html`<p class="hint foot">${t('drive.demo-origins', { n: number(study.demoOrigins) })}</p>` : nothing}
  </section>`
}

export function chartPanel(props: FiguresProps): TemplateResult | typeof nothing {
  const { shown, words } = props
  const { t } = words
  if (!shown.basis) return nothing
  const table = binTable(shown.basis, words)
  return html`<section class="panel" aria-labelledby="chart-title">
    <div class="panel-head">
      <h2 id="chart-title">${t('drive.chart')}</h2>
      ${saveButton({ table, words, save: props.save })}
    </div>
    <figure class="chart">
      <ul class="key">
        ${(['p90', 'p50', 'p10'] as const).map(
          (name, i) => html`<li class="series-${[3, 1, 2][i]} ${name}">
            <svg viewBox="0 0 34 12" aria-hidden="true" focusable="false"><path d="M1 6H33"></path></svg>${t(`drive.${name}`)}
          </li>`,
        )}
        <li class="equal"><svg viewBox="0 0 34 12" aria-hidden="true" focusable="false"><path d="M1 6H33"></path></svg>${t('drive.equal')}</li>
      </ul>
      <div class="canvas-box tall"><canvas data-quantiles role="img" aria-label=${t('drive.chart.label')}></canvas></div>
      <details class="twin">
        <summary>${t('charts.as-table')}</summary>
        ${tableView({ table, words })}
      </details>
    </figure>
  </section>`
}

export function modelPanels(props: FiguresProps): TemplateResult {
  const { study, shown, words } = props
  const { t } = words
  const { kind } = shown
  return html`${kind.trials.length > 0 ? tablePanel('models', trialTable(kind, words), props, t('drive.models.hint')) : nothing}
    ${
      kind.factors
        ? html`${tablePanel('classes', classTable(kind, words), props, t('drive.by-class.hint'))}
          ${tablePanel('scene', sceneTable(kind, words), props, t('drive.by-zone.hint'))}`
        : nothing
    }
    ${tablePanel('excluded', excludedTable(study, words), props, t('drive.excluded.hint'))}`
}
