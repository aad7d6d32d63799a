/** Runs the `vaste` command as a person would: by its words, for its exit code and what it prints. */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { type Command, readArguments } from '../../src/commands/command.ts'
import { VasteError } from '../../src/domain/error.ts'
import { closeAfterAll } from '../root.ts'

const workshop = fileURLToPath(new URL('./workshop.ts', import.meta.url))
const vaste = fileURLToPath(new URL('../../src/vaste.js', import.meta.url))

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

let open: ChildProcess | undefined
let before: Promise<unknown> = Promise.resolve()

/** In a process shared with other commands, one after the other: to start one and to open a database in it costs seconds. */
export function run(
  words: readonly string[],
  { env = {} }: { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Ran> {
  const ran = before.then(() => inWorkshop(words, env))
  before = ran.catch(() => {})
  return ran
}

/** Throws when the shared process ends under the command. */
async function inWorkshop(words: readonly string[], env: Readonly<Record<string, string>>): Promise<Ran> {
  if (!open) {
    const started = fork(workshop, { env: ownSettings(), execArgv: ['--import', 'tsx'] })
    open = started
    closeAfterAll(async () => {
      if (!started.connected) return
      started.disconnect()
      await once(started, 'exit')
    })
  }
  const child = open
  const settled = new AbortController()
  const { signal } = settled
  const brokenOff = once(child, 'exit', { signal }).then(([code]) => {
    open = undefined
    throw new Error(`the process of the commands ended with ${code}`)
  })
  const answer = once(child, 'message', { signal })
  child.send({ words, env })
  try {
    const [ran] = (await Promise.race([answer, brokenOff])) as [Ran]
    return ran
  } finally {
    settled.abort()
    await Promise.allSettled([answer, brokenOff])
  }
}

function ownSettings(): Record<string, string> {
  const { PATH, HOME, TMPDIR } = process.env
  return Object.fromEntries(
    Object.entries({ PATH, HOME, TMPDIR }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  )
}

/** Nothing of the run's own settings reaches the child. */
export function start(words: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(process.execPath, [vaste, ...words], { env: { ...ownSettings(), ...env } })
}

/** In a process of its own, which must end by itself. */
export async function runAlone(
  words: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {},
): Promise<Ran> {
  const child = start(words, options.env)
  child.stdin!.end(options.input ?? '')
  return ended(child)
}

export function ended(child: ChildProcess): Promise<Ran> {
  let [out, err] = ['', '']
  child.stdout!.on('data', (part) => {
    out += part
  })
  child.stderr!.on('data', (part) => {
    err += part
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })
}

/** Resolves with the match when the child has printed it, rejects when it ends without. */
export function printed(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  let out = ''
  return new Promise((resolve, reject) => {
    child.stdout!.on('data', (part) => {
      out += part
      const match = pattern.exec(out)
      if (match) resolve(match)
    })
    child.on('close', (code) => reject(new Error(`ended with ${code} before it printed ${pattern}:\n${out}`)))
  })
}

/** The sentence of a refusal, in this process: what differs between such faults is not the process, which costs seconds. */
export async function refusal(command: Command, words: readonly string[]): Promise<string> {
  try {
    await command.run(readArguments(command, words))
  } catch (fault) {
    expect(fault).to.be.instanceOf(VasteError)
    return (fault as VasteError).message
  }
  throw new Error('it was not refused')
}
