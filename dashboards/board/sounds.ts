// How does an alarm sound? Three patterns that are told apart by pitch, number and rhythm, made by oscillators.
import type { AlarmView } from '../../src/contract/alarms.ts'

export interface Note {
  /** Hertz. */
  readonly pitch: number
  /** Seconds from the beginning. */
  readonly at: number
  readonly lasts: number
}

const beep = (pitch: number, at: number, lasts: number): Note => ({ pitch, at, lasts })

/** Six quick rising pairs; two slow falling steps; one low tone. */
export const soundPatterns: Readonly<Record<AlarmView['priority'], readonly Note[]>> = {
  high: [0, 0.3, 0.6].flatMap((at) => [beep(880, at, 0.11), beep(1175, at + 0.13, 0.11)]),
  medium: [beep(659, 0, 0.3), beep(494, 0.36, 0.42)],
  low: [beep(330, 0, 0.5)],
}

/** `blocked`: the reader wants sound, and the browser waits for a press before it lets the page make any. */
export type SoundState = 'off' | 'blocked' | 'on'

const key = 'vaste.sound'

export function loadSoundWanted(): boolean {
  try {
    return localStorage.getItem(key) !== 'off'
  } catch {
    return true
  }
}

export function saveSoundWanted(wanted: boolean): void {
  try {
    localStorage.setItem(key, wanted ? 'on' : 'off')
  } catch {
    // Storage may be forbidden: the choice then lasts until the page closes.
  }
}

/** Owns the one audio context. */
export class AlarmSounds {
  #context: AudioContext | undefined
  #wanted: boolean

  constructor(wanted: boolean) {
    this.#wanted = wanted
  }

  get state(): SoundState {
    if (!this.#wanted) return 'off'
    return this.#context?.state === 'running' ? 'on' : 'blocked'
  }

  want(wanted: boolean): void {
    this.#wanted = wanted
  }

  /** To be called from a press or a key: elsewhere browsers refuse. */
  async unlock(): Promise<void> {
    if (typeof AudioContext === 'undefined') return
    this.#context ??= new AudioContext()
    if (this.#context.state !== 'running') await this.#context.resume().catch(() => {})
  }

  play(priority: AlarmView['priority'], inSeconds = 0): void {
    const context = this.#context
    if (this.state !== 'on' || !context) return
    for (const note of soundPatterns[priority]) playNote(context, note, inSeconds)
  }

  /** All three, the most urgent first. */
  test(): void {
    this.play('high')
    this.play('medium', 1.6)
    this.play('low', 3.2)
  }
}

function playNote(context: AudioContext, { pitch, at, lasts }: Note, inSeconds: number): void {
  const start = context.currentTime + inSeconds + at
  const oscillator = context.createOscillator()
  const loudness = context.createGain()
  oscillator.type = 'triangle'
  oscillator.frequency.value = pitch
  // Edges of a few milliseconds: a tone cut off sharply clicks.
  loudness.gain.setValueAtTime(0, start)
  loudness.gain.linearRampToValueAtTime(0.5, start + 0.012)
  loudness.gain.setValueAtTime(0.5, start + lasts - 0.03)
  loudness.gain.linearRampToValueAtTime(0, start + lasts)
  oscillator.connect(loudness).connect(context.destination)
  oscillator.start(start)
  oscillator.stop(start + lasts)
}
