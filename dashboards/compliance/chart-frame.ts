// What do all charts of the page share? Axes, tooltip and standing still.
import { type ChartColours, fontOf } from '../parts/chart.ts'

export function axis(colours: ChartColours, title: string) {
  return {
    border: { color: colours.grid },
    title: { display: true, text: title, color: colours.muted, font: fontOf(11) },
    ticks: { color: colours.muted, font: fontOf(11), maxRotation: 0, autoSkipPadding: 10 },
  }
}

export function tooltip(colours: ChartColours) {
  return {
    backgroundColor: colours.ink,
    titleColor: colours.panel,
    bodyColor: colours.panel,
    displayColors: false,
    titleFont: fontOf(12),
    bodyFont: fontOf(12),
  }
}

export const still = { animation: false, responsive: true, maintainAspectRatio: false } as const
