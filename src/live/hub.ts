/**
 * Numbers the changes and hands them to every viewer. Three phases for a viewer, in this order: it subscribes; it gets
 * a snapshot, or only what it missed when it says the last number it saw in this run; it gets every frame after that.
 * Changes are gathered for one tick into one frame, the newest of each thing only, serialised once for all viewers.
 * What a viewer missed comes as one frame too, so that it is either where it was or all the way here.
 */
import { randomUUID } from 'node:crypto'
import type { Change, LiveFrame, Situation } from '../contract/situation.ts'

export interface Viewer {
  send(text: string): void
}

export interface Hub {
  readonly run: string
  /** Number of the last change handed out. */
  readonly number: number
  publish(changes: readonly Change[]): void
  /** Sends what the viewer lacks at once, then every frame until the returned function is called. */
  subscribe(viewer: Viewer, since?: { readonly run: string; readonly number: number }): () => void
  readonly viewers: number
  stop(): void
}

export interface HubOptions {
  readonly situation: (numbering: { readonly run: string; readonly number: number }) => Situation
  /** What no change tells, such as that targets have become official: when it is another, everybody begins anew. */
  readonly labels?: () => SituationLabels
  readonly now: () => number
  readonly gatherMs?: number
  /** A frame that says only that we live, so that a silent line is told from a quiet night. */
  readonly tickMs?: number
  readonly framesKept?: number
  /** Who missed more than this starts again from a snapshot, which is smaller. */
  readonly missedBytesAtMost?: number
}

/** What is said of the whole picture. */
export type SituationLabels = Pick<Situation, 'demo' | 'placeholderTargets'>

interface KeptFrame {
  readonly first: number
  readonly number: number
  readonly changes: readonly Change[]
  readonly bytes: number
}

export function createHub({
  situation,
  labels,
  now,
  gatherMs = 50,
  tickMs = 1500,
  framesKept = 2000,
  missedBytesAtMost = 500_000,
}: HubOptions): Hub {
  const run = randomUUID()
  const viewers = new Set<Viewer>()
  const kept: KeptFrame[] = []
  const gathered = new Map<string, Change>()
  let keptBytes = 0
  let number = 0
  let gathering: NodeJS.Timeout | undefined

  const serverAt = () => new Date(now()).toISOString()
  const broadcast = (text: string) => {
    for (const viewer of viewers) viewer.send(text)
  }
  const flush = () => {
    gathering = undefined
    if (gathered.size === 0) return
    const changes = [...gathered.values()]
    gathered.clear()
    const first = number + 1
    number += changes.length
    const text = frameText({ kind: 'changes', run, first, number, serverAt: serverAt(), changes })
    kept.push({ first, number, changes, bytes: text.length })
    keptBytes += text.length
    // Whoever missed more than that gets a snapshot anyway, so nobody could use what is older.
    while (kept.length > framesKept || keptBytes > missedBytesAtMost) keptBytes -= kept.shift()!.bytes
    broadcast(text)
  }
  const snapshot = () => frameText({ kind: 'snapshot', situation: situation({ run, number }) })
  let said = JSON.stringify(labels?.())
  /** Takes a number of its own and keeps no frame, so that whoever is away now gets a snapshot too. */
  const beginAnew = () => {
    clearTimeout(gathering)
    flush()
    number += 1
    kept.length = 0
    keptBytes = 0
    broadcast(snapshot())
  }
  const hasBegunAnew = (): boolean => {
    const toSay = JSON.stringify(labels?.())
    if (toSay === said) return false
    said = toSay
    beginAnew()
    return true
  }
  const ticking = setInterval(() => {
    if (!hasBegunAnew()) broadcast(frameText({ kind: 'tick', run, number, serverAt: serverAt() }))
  }, tickMs)
  const missedSince = (since: { run: string; number: number } | undefined): LiveFrame | undefined => {
    if (since?.run !== run || since.number > number) return undefined
    if (since.number === number) return { kind: 'tick', run, number, serverAt: serverAt() }
    if (kept.length === 0 || kept[0]!.first > since.number + 1) return undefined
    const newest = new Map<string, Change>()
    for (const frame of kept)
      if (frame.number > since.number)
        for (const change of frame.changes) newest.set(subjectOf(change), change)
    const changes = [...newest.values()]
    return { kind: 'changes', run, first: since.number + 1, number, serverAt: serverAt(), changes }
  }
  return {
    run,
    get number() {
      return number
    },
    publish(changes) {
      for (const change of changes) gathered.set(subjectOf(change), change)
      if (gathered.size > 0) gathering ??= setTimeout(flush, gatherMs)
    },
    subscribe(viewer, since) {
      // First: what this one is sent says the labels of now, and the others may not be left with older ones.
      hasBegunAnew()
      const missed = missedSince(since)
      viewers.add(viewer)
      // The snapshot is of the board now; changes still gathering are in it and come once more, which does no harm.
      viewer.send(missed ? frameText(missed) : snapshot())
      return () => viewers.delete(viewer)
    },
    get viewers() {
      return viewers.size
    },
    stop() {
      clearInterval(ticking)
      clearTimeout(gathering)
      viewers.clear()
    },
  }
}

function frameText(frame: LiveFrame): string {
  return JSON.stringify(frame)
}

/** A task that is gone and then back, or the other way, is one subject: only the newest counts. */
function subjectOf(change: Change): string {
  switch (change.kind) {
    case 'task':
      return `task ${change.task.id}`
    case 'task-gone':
      return `task ${change.id}`
    case 'unit':
      return `unit ${change.unit.unit}`
    case 'station':
      return `station ${change.station.station}`
    case 'source':
      return `source ${change.source.source}`
    case 'reach':
      return `reach ${change.reach.service}`
    case 'alarm':
      return `alarm ${change.alarm.id}`
    case 'alarm-gone':
      return `alarm ${change.id}`
    case 'alarms-withheld':
      return 'alarms-withheld'
  }
}
