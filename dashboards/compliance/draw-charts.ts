// Which canvas shows which numbers? Each is drawn again only when its numbers, language or theme changed.
import { latestOf } from '../api.ts'
import type { ChartIsland } from '../parts/chart.ts'
import { themeOnScreen } from '../parts/colours.ts'
import { wordsFor } from '../words.ts'
import { mountDistribution, mountTrend } from './charts.ts'
import { mountControl } from './control-drawing.ts'
import { chosen, distributionKey, distributionModels, trendModel } from './models.ts'
import { controlModels } from './stability.ts'
import type { ComplianceState } from './state.ts'

const islands = new Map<HTMLCanvasElement, { island: ChartIsland<never>; drawn: string }>()

function drawOn<T>(
  canvas: HTMLCanvasElement | null,
  mount: (canvas: HTMLCanvasElement) => ChartIsland<T>,
  model: T,
) {
  if (!canvas) return
  const known = islands.get(canvas)
  const island = (known?.island as ChartIsland<T> | undefined) ?? mount(canvas)
  const drawn = JSON.stringify([model, themeOnScreen()])
  if (known?.drawn !== drawn) island.update(model)
  islands.set(canvas, { island: island as ChartIsland<never>, drawn })
}

function forgetGoneCanvases(): void {
  for (const [canvas, { island }] of islands) {
    if (canvas.isConnected) continue
    island.remove()
    islands.delete(canvas)
  }
}

export function drawCharts(app: HTMLElement, state: ComplianceState): void {
  forgetGoneCanvases()
  const compliance = latestOf(state.compliance)
  const choice = compliance && chosen(compliance, state.address)
  if (!choice) return
  const words = wordsFor(state.settings.language)
  const canvas = (name: string) => app.querySelector<HTMLCanvasElement>(`canvas[${name}]`)
  const context = { zones: compliance.zones, words }
  for (const model of distributionModels(latestOf(state.distribution), choice, context)) {
    const name = CSS.escape(distributionKey(model))
    drawOn(canvas(`data-distribution="${name}"`), mountDistribution, model)
  }
  const trend = trendModel(latestOf(state.trend), choice, context)
  if (trend) drawOn(canvas('data-trend'), mountTrend, trend)
  const stability = latestOf(state.sections.stability.answer)
  for (const model of stability ? controlModels(stability) : [])
    drawOn(canvas(`data-control="${model.figure}"`), mountControl, { model, words })
}
