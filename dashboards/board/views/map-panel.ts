// The frame of the map: its place in the page, its legend, and the sentence when it cannot be drawn.
import { html, nothing, type TemplateResult } from 'lit-html'
import { failure } from '../../parts/page.ts'
import { familyShapes, shapeIcon, unitFamilies } from '../../parts/symbols.ts'
import type { Region } from '../../region.ts'
import { nameIn, type Words } from '../../words.ts'
import type { MapState } from '../state.ts'

export interface MapPanelProps {
  readonly map: MapState
  readonly region?: Region
  readonly regionFailure?: string
  readonly words: Words
  readonly locked: boolean
  /** What the reader has asked to see, in words. */
  readonly sentence: unknown
  release(): void
}

/** As `map-icons` draws the cells. */
function hatchIcon(hatch: 'bare' | 'uncovered' | 'outside') {
  const rising = hatch === 'outside' ? '' : 'M0 12 12 0M-3 3 3-3M9 15 15 9'
  const falling = hatch === 'bare' ? '' : 'M0 0 12 12M9-3 15 3M-3 9 3 15'
  return html`<svg class="hatch ${hatch}" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
    <path d="${rising}${falling}"></path>
  </svg>`
}

/** A pan or a zoom holds until the reader lets go of it. */
function lock({ locked, words: { t }, release }: MapPanelProps) {
  if (!locked) return html`<p class="hint">${t('map.follows')}</p>`
  return html`<p class="view-lock">
    <span>${t('map.locked')}</span> <button type="button" class="quiet" @click=${release}>${t('map.release')}</button>
  </p>`
}

function legend({ region, words }: MapPanelProps) {
  const { t, language } = words
  return html`<ul class="legend" aria-label=${t('map.legend')}>
    <li>${shapeIcon('pin', 'solid')}${t('map.task')}</li>
    ${unitFamilies.map((family) => html`<li>${shapeIcon(familyShapes[family], 'solid')}${t(`family.${family}`)}</li>`)}
    <li>${shapeIcon('tablet', 'open')}${t('map.busy')}</li>
    <li>${shapeIcon('tablet', 'dashed')}${t('map.old')}</li>
    <li>${shapeIcon('house', 'open')}${t('map.station')}</li>
    <li>${shapeIcon('cross', 'open')}${t('map.hospital')}</li>
    ${(['bare', 'uncovered', 'outside'] as const).map((hatch) => html`<li>${hatchIcon(hatch)}${t(`map.hatch.${hatch}`)}</li>`)}
    ${region?.areaClasses.map(
      (areaClass) =>
        html`<li><span class="swatch class-${areaClass.order}"></span>${nameIn(areaClass.name, language)}</li>`,
    )}
  </ul>`
}

/** `#map` is left empty for the island: nothing is ever rendered inside it. */
export function mapPanel(props: MapPanelProps): TemplateResult {
  const { t } = props.words
  return html`<section class="panel map-panel" aria-labelledby="map-title">
    <div class="panel-head">
      <h2 id="map-title">${t('map.title')}</h2>
      ${props.map === 'absent' ? nothing : lock(props)}
      <p class="hint">${t('map.twin')}</p>
    </div>
    ${props.map === 'absent' ? html`<p class="empty">${t('map.absent')}</p>` : nothing}
    ${props.regionFailure ? failure(props.regionFailure, props.words) : nothing}
    ${props.sentence}
    <div id="map" class=${props.map === 'absent' ? 'map gone' : 'map'}></div>
    ${props.map === 'absent' ? nothing : legend(props)}
    ${
      props.map !== 'absent' && props.region?.residentsEstimated
        ? html`<p class="hint foot">${t('map.estimate')}</p>`
        : nothing
    }
  </section>`
}
