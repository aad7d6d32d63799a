// Which keys move the recording? Where a key means something already it keeps it.
import { type RecorderState, shownAt } from './state.ts'
import type { PlayerHandlers } from './views/player.ts'

const moves: Readonly<Record<string, number>> = { ArrowLeft: -10, ArrowRight: 10 }

export function onKeys(
  handlers: Pick<PlayerHandlers, 'play' | 'nextEvent' | 'turnTo'>,
  stateNow: () => RecorderState,
): void {
  document.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement
    if (target.closest('input, select, textarea, summary, [role="group"][tabindex]')) return
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const seconds = moves[event.key]
    if (event.key === ' ' && !target.closest('button, a')) handlers.play(!stateNow().playing)
    else if (event.key === 'n') handlers.nextEvent()
    else if (seconds !== undefined)
      handlers.turnTo(shownAt(stateNow()) + seconds * (event.shiftKey ? 6000 : 1000))
    else return
    event.preventDefault()
  })
}
