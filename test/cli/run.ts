/** Runs the `vaste` command as a person would, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { type Command, readArguments } from '../../src/commands/command.ts'
import { VasteError } from '../../src/domain/error.ts'

const vaste = fileURLToPath(new URL('../../src/vaste.js', import.meta.url))

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Nothing of the run's own settings reaches the child. */
export function start(words: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  const { PATH, HOME, TMPDIR } = process.env
  const own = Object.fromEntries(
    Object.entries({ PATH, HOME, TMPDIR }).filter(([, value]) => value !== undefined),
  )
  return spawn(process.execPath, [vaste, ...words], { env: { ...own, ...env } })
}

export async function run(
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
