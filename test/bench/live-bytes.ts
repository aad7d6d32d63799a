/**
 * How many bytes a minute does an open board receive? The real service with the demo's volumes over a real socket, through
 * a day's hours of one minute each on a clock of the bench: a quiet night and a busy afternoon, by kind of change.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { readConfig } from '../../src/config.ts'
import type { LiveFrame } from '../../src/contract/situation.ts'
import { silentLog } from '../../src/log.ts'
import { startService } from '../../src/service.ts'

const measuredMs = Number(process.env.VASTE_BENCH_MS ?? 40_000)
/** Local winter times on a Wednesday: what the demo tells by then. */
const hours = { 'night, 04.10': '2026-11-25T02:10:00Z', 'busy, 14.10': '2026-11-25T12:10:00Z' }

interface Counted {
  bytes: number
  frames: number
  snapshot: number
  readonly kinds: Map<string, { bytes: number; changes: number }>
}

export async function benchLiveBytes(): Promise<void> {
  console.log(`one viewer, demo volumes, ${measuredMs / 1000} s each, given for a minute`)
  for (const [name, at] of Object.entries(hours)) tell(name, await measure(Date.parse(at), true))
  tell('no source at all', await measure(Date.parse(hours['night, 04.10']), false))
}

async function measure(startAt: number, demo: boolean): Promise<Counted> {
  const folder = await mkdtemp(join(tmpdir(), 'vaste-bench-'))
  const begun = Date.now()
  const now = () => startAt + Date.now() - begun
  const config = readConfig({ VASTE_DATA: folder, VASTE_PORT: '0', VASTE_DEMO_MONTHS: '0' }, { demo })
  const service = await startService(config, { log: silentLog, now })
  await new Promise((resolve) => setTimeout(resolve, 5000))
  const counted = await count(service.url)
  await service.stop()
  await rm(folder, { recursive: true, force: true })
  return counted
}

async function count(url: string): Promise<Counted> {
  const counted: Counted = { bytes: 0, frames: 0, snapshot: 0, kinds: new Map() }
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/live`)
  socket.on('message', (data) => {
    const text = String(data)
    const frame = JSON.parse(text) as LiveFrame
    if (frame.kind === 'snapshot') {
      counted.snapshot = Buffer.byteLength(text)
      return
    }
    // With the two to four bytes that the frame itself takes on the wire.
    counted.bytes += Buffer.byteLength(text) + (text.length < 126 ? 2 : 4)
    counted.frames++
    if (frame.kind === 'tick') add(counted, 'tick', text.length)
    else for (const change of frame.changes) add(counted, change.kind, JSON.stringify(change).length)
  })
  await new Promise((resolve) => setTimeout(resolve, measuredMs))
  socket.terminate()
  return counted
}

function add({ kinds }: Counted, kind: string, bytes: number): void {
  const known = kinds.get(kind) ?? { bytes: 0, changes: 0 }
  kinds.set(kind, { bytes: known.bytes + bytes, changes: known.changes + 1 })
}

function tell(name: string, { bytes, frames, snapshot, kinds }: Counted): void {
  const minute = (value: number) => (value * 60_000) / measuredMs
  const kB = (value: number) => (minute(value) / 1000).toFixed(1)
  console.log(
    `  ${name.padEnd(18)} ${kB(bytes).padStart(6)} kB a minute in ${minute(frames).toFixed(0)} frames; the snapshot ${(snapshot / 1000).toFixed(1)} kB once`,
  )
  for (const [kind, { bytes: own, changes }] of [...kinds].sort(([, a], [, b]) => b.bytes - a.bytes))
    console.log(`    ${kind.padEnd(16)} ${kB(own).padStart(6)} kB, ${minute(changes).toFixed(0)} of them`)
}
