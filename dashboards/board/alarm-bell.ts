// What does the page do with alarms beside drawing them? It sounds and speaks them, and carries the reader's word.

import { latestOf } from '../api.ts'
import { send } from '../parts/send.ts'
import { wordsFor } from '../words.ts'
import { alarmItems, newItems, soundDue } from './alarm-state.ts'
import { AlarmSounds, loadSoundWanted, saveSoundWanted } from './sounds.ts'
import type { BoardAction, BoardState } from './state.ts'
import { type AlarmHandlers, newsText } from './views/alarms.ts'

export interface AlarmBell {
  readonly handlers: AlarmHandlers
  /** Listens for the first press, which lets sound through. */
  start(): void
  /** Heard and spoken as they come, paused or not; a picture from before a cut is not sounded again and again. */
  ring(state: BoardState): void
}

export function createAlarmBell(dispatch: (action: BoardAction) => void): AlarmBell {
  const sounds = new AlarmSounds(loadSoundWanted())
  let sounded: ReadonlyMap<string, number> = new Map()
  let known: ReadonlySet<string> = new Set()

  const unlock = async () => {
    const before = sounds.state
    await sounds.unlock()
    if (sounds.state !== before) dispatch({ kind: 'sound', sound: sounds.state })
  }
  const want = async (wanted: boolean) => {
    sounds.want(wanted)
    saveSoundWanted(wanted)
    await sounds.unlock()
    dispatch({ kind: 'sound', sound: sounds.state })
  }
  const say = async (id: string, action: 'acknowledge' | 'shelve', body: object) => {
    // The alarm may be drawn anew before the answer is here.
    const own = document.activeElement?.closest('.alarm')
    const answer = await send(`/api/v1/alarms/${encodeURIComponent(id)}/${action}`, body)
    dispatch({ kind: 'alarm-fault', detail: answer.kind === 'failed' ? answer.detail : undefined })
    if (own && answer.kind === 'ready') leaveAlarm(own)
  }
  return {
    handlers: {
      acknowledge: (id) => void say(id, 'acknowledge', {}),
      shelve: (id, until) =>
        void say(id, 'shelve', { until: until === undefined ? null : new Date(until).toISOString() }),
      showTask(task) {
        dispatch({ kind: 'select', task })
        goTo(document.getElementById(`task-${task}`)?.querySelector('button'))
      },
      showPlace: (heading) => goTo(document.getElementById(heading)),
      turnSound: (on) => void want(on),
      testSound: () => void want(true).then(() => sounds.test()),
    },
    start() {
      for (const press of ['pointerdown', 'keydown']) addEventListener(press, () => void unlock())
      dispatch({ kind: 'sound', sound: sounds.state })
    },
    ring(state) {
      if (!state.board || !state.connected) return
      const { open } = alarmItems(state.board.alarms.values())
      const due = soundDue(open, sounded, state.now)
      // What could not be heard is not taken for heard: it sounds as soon as the browser lets it.
      if (sounds.state === 'on') {
        sounded = due.sounded
        if (due.play) sounds.play(due.play)
      }
      const news = newItems(open, known)
      known = new Set(open.filter(({ acknowledged }) => !acknowledged).map(({ id }) => id))
      if (news.length === 0) return
      const words = wordsFor(state.settings.language)
      const spoken = (urgent: boolean) =>
        news
          .filter(({ priority }) => (priority === 'high') === urgent)
          .map((item) => newsText(item, latestOf(state.region), words))
          .join(' ')
      dispatch({ kind: 'alarm-news', text: spoken(false), urgent: spoken(true) })
    },
  }
}

/** The pressed button goes away with its alarm: the focus goes on to the next one, or to the heading when all is said. */
function leaveAlarm(own: Element): void {
  const focused = document.activeElement
  if (focused && focused !== document.body && !own.contains(focused)) return
  const others = [...document.querySelectorAll<HTMLElement>('.alarm .acknowledge')].filter(
    (button) => !own.contains(button),
  )
  const isAfter = (button: Element) => own.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING
  goTo(others.find(isAfter) ?? others.at(-1) ?? document.querySelector<HTMLElement>('.alarms-head'))
}

function goTo(element: HTMLElement | null | undefined): void {
  if (!element) return
  if (!element.matches('button, a, summary')) element.tabIndex = -1
  element.scrollIntoView({ block: 'center' })
  element.focus({ preventScroll: true })
}
