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
      <p class="hint">${t('map.twin')}</p>
    </div>
    ${props.map === 'absent' ? html`<p class="empty">${t('map.absent')}</p>` : nothing}
    ${props.regionFailure ? failure(props.regionFailure, props.words) : nothing}
    <div id="map" class=${props.map === 'absent' ? 'map gone' : 'map'}></div>
    ${props.map === 'absent' ? nothing : legend(props)}
    ${
      props.map !== 'absent' && props.region?.residentsEstimated
        ? html`<p class="hint foot">${t('map.estimate')}</p>`
        : nothing
    }
  </section>`
}
