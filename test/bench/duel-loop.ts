/**
 * How long does a duel hold up the live board? The pilot's service with its demo in this process, a duel asked of it over
 * its port as the page does: the longest time that nothing else had its turn, beside the same minute without a duel.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { readConfig } from '../../src/config.ts'
import type { Duel, DuelQuestionInput } from '../../src/contract/plan-duel.ts'
import { silentLog } from '../../src/log.ts'
import { startService } from '../../src/service.ts'
import { crewMore } from '../simulate/duel/pilot-duel.ts'
import { historyWritten } from './plan-page.ts'

const pollMilliseconds = 800

export async function benchDuelLoop(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vaste-bench-'))
  const env = { VASTE_DATA: process.env.VASTE_BENCH_DATA ?? folder, VASTE_PORT: '0', VASTE_DEMO_MONTHS: '2' }
  const service = await startService(readConfig(env, { demo: true }), { log: silentLog })
  try {
    await historyWritten(service.url)
    const idle = await held(() => pause(20_000))
    told('no duel, 20 s of the demo feed', idle.longest)
    for (const [name, question] of [
      ['the recorded year', { source: 'recorded' }],
      ['an invented year, three times over', { source: 'simulated', replications: 3 }],
    ] as const) {
      const fought = await held(() => duel(service.url, question))
      told(`a duel over ${name}, ${fought.value.result?.seconds.toFixed(1)} s in its thread`, fought.longest)
    }
  } finally {
    await service.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function duel(url: string, question: Omit<DuelQuestionInput, 'planB'>): Promise<Duel> {
  const planB = { vaste: 'plan', name: 'Bench', changes: [crewMore('petajavesi')] }
  const asked = {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ planB, ...question }),
  }
  let found = (await (await fetch(`${url}/api/v1/plan/duel`, asked)).json()) as Duel
  while (found.state === 'waiting' || found.state === 'running') {
    await pause(pollMilliseconds)
    found = (await (await fetch(`${url}/api/v1/plan/duel/${found.id}`)).json()) as Duel
  }
  if (found.state !== 'done') throw new Error(`the duel ended as ${found.state}: ${found.problem}`)
  return found
}

/** Milliseconds, the longest and what one in a hundred turns took. */
export async function held<T>(work: () => Promise<T>) {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const value = await work()
  delay.disable()
  return { value, longest: { most: delay.max / 1e6, p99: delay.percentile(99) / 1e6 } }
}

export const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

export function told(name: string, { most, p99 }: { readonly most: number; readonly p99: number }): void {
  console.log(
    `  ${name.padEnd(58)} held ${most.toFixed(0).padStart(4)} ms at most, p99 ${p99.toFixed(0).padStart(3)} ms`,
  )
}
