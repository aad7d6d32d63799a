/** What does the service count of itself, as Prometheus reads it? */
import type { Figures } from '../figures/figures.ts'
import type { Hub } from '../live/hub.ts'

export function metricsOf(figures: Pick<Figures, 'size'>, hub: Pick<Hub, 'viewers' | 'number'>): string {
  return [
    '# TYPE vaste_judged_rows gauge',
    `vaste_judged_rows ${figures.size()}`,
    '# TYPE vaste_viewers gauge',
    `vaste_viewers ${hub.viewers}`,
    '# TYPE vaste_changes_total counter',
    `vaste_changes_total ${hub.number}`,
    '',
  ].join('\n')
}
