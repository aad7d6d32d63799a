// Who is out of reach now, in words and tables: the twin of the hatched cells, and what units' leaving has uncovered.
import { html, nothing, type TemplateResult } from 'lit-html'
import type { ReachView } from '../../../src/contract/reach.ts'
import { type AgeContext, ageText } from '../../parts/age.ts'
import { failure, scroller } from '../../parts/page.ts'
import { speedsSentence, speedsShort } from '../../parts/speeds.ts'
import { municipalityName, type Region } from '../../region.ts'
import type { Asked, CellsWanted } from '../asked.ts'

interface ReachShown {
  readonly reach?: ReachView
  readonly region?: Region
  readonly ages: AgeContext
  /** Absent: of now. */
  readonly title?: string
}

/** Where more may be asked for than what every board is told. */
interface CellsAsked {
  readonly cells: Asked['cells']
  show(wanted: CellsWanted | undefined): void
}

export type ReachProps = ReachShown & Partial<CellsAsked>

/** What is hatched on the map by the reader's wish, counted; with its age and a way to take it off again. */
export function cellsSentence(props: ReachShown & CellsAsked): TemplateResult | typeof nothing {
  const { cells, ages, show } = props
  const { wanted, answer } = cells
  if (!wanted) return nothing
  const { t, number } = ages.words
  const away = html`<button type="button" class="quiet" @click=${() => show(undefined)}>${t('cells.hide')}</button>`
  if (!answer.value)
    return html`<div class="cells-asked">
      ${answer.fault ? failure(answer.fault, ages.words) : html`<p role="status">${t('cells.waiting')}</p>`} ${away}
    </div>`
  const values = { cells: number(answer.value.cells.length), residents: number(answer.value.residents) }
  const sentence =
    wanted.kind === 'without'
      ? t('cells.without', { ...values, unit: wanted.unit })
      : t('cells.outside', values)
  return html`<div class="cells-asked">
    <p role="status">
      ${sentence} ${answer.value.approximate ? html`<span class="approximate">${t('approximate-roads')}</span>;` : nothing}
      ${speedsShort(answer.value.calibration, ages.words)}.
      <span class="of">${t('glance.as-of', { age: ageText(answer.at!, ages.now, ages.words) })}</span>
    </p>
    ${away}
  </div>`
}

function municipalitiesTable({ municipalities }: ReachView, { region, ages: { words } }: ReachProps) {
  const { t, number, language } = words
  const rows = [...municipalities].sort((a, b) => b.outsideResidents - a.outsideResidents)
  return html`<table>
    <caption class="unseen">${t('reach.caption')}</caption>
    <thead>
      <tr>
        <th scope="col">${t('reach.municipality')}</th>
        <th scope="col" class="number">${t('reach.outside')}</th>
        <th scope="col" class="number">${t('reach.bare')}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ municipality, outsideResidents, bareResidents }) => html`<tr>
          <th scope="row">${municipalityName(region, municipality, language)}</th>
          <td class="number">${number(outsideResidents)}</td>
          <td class="number">${number(bareResidents)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`
}

function leftList({ left }: ReachView, { ages: { now, words } }: ReachProps) {
  if (left.length === 0) return nothing
  const { t, number } = words
  return html`<h3>${t('reach.left')}</h3>
    <ul class="left-list">
      ${left.map(
        ({ unit, at, cells, residents }) =>
          html`<li>${t('reach.left-by', { unit, age: ageText(Date.parse(at), now, words), cells: number(cells), residents: number(residents) })}</li>`,
      )}
    </ul>`
}

export function reachPanel(props: ReachProps): TemplateResult {
  const { reach, ages, cells, show } = props
  const { t, number } = ages.words
  const body = (known: ReachView) => html`<p>
      ${t('reach.bare-sentence', { cells: number(known.bare.cells), residents: number(known.bare.residents) })}
    </p>
    ${leftList(known, props)}
    ${scroller(props.title ?? t('reach.title'), municipalitiesTable(known, props), 'tall')}
    ${
      !show || cells?.wanted?.kind === 'outside'
        ? nothing
        : html`<button type="button" class="quiet" @click=${() => show({ kind: 'outside' })}>${t('reach.show-outside')}</button>`
    }
    <p class="hint">
      ${t('glance.as-of', { age: ageText(Date.parse(known.at), ages.now, ages.words) })} ·
      ${known.approximate ? html`${t('approximate-roads')} · ` : nothing}${known.official ? nothing : t('target.placeholder')}
    </p>
    <p class="hint">${speedsSentence(known.calibration, ages.words)}</p>`
  return html`<section class="panel reach-panel" aria-labelledby="reach-title">
    <div class="panel-head"><h2 id="reach-title">${props.title ?? t('reach.title')}</h2></div>
    <div class="reach-body">${reach ? body(reach) : html`<p class="empty">${t('glance.reach.not-yet')}</p>`}</div>
  </section>`
}
