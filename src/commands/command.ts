/** What every command is made of, and how its words are read. */
import { parseArgs } from 'node:util'
import { VasteError } from '../domain/error.ts'

export interface Option {
  /** Present: the option takes a value. */
  readonly placeholder?: string
  readonly says: string
  readonly required?: boolean
}

export interface Arguments {
  readonly operands: readonly string[]
  /** The last given. */
  text(name: string): string | undefined
  /** All given, in order. */
  texts(name: string): readonly string[]
  flag(name: string): boolean
}

export interface Command {
  /** One or two words. */
  readonly name: string
  readonly operands?: string
  readonly summary: string
  readonly options: Readonly<Record<string, Option>>
  /** Resolves to the exit code. */
  run(given: Arguments): Promise<number>
}

/** Throws `invalid` for an unknown option, a missing value or a missing required option. */
export function readArguments(command: Command, words: readonly string[]): Arguments {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { placeholder }]) => [
      name,
      placeholder ? { type: 'string' as const, multiple: true as const } : { type: 'boolean' as const },
    ]),
  )
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    const missing = Object.entries(command.options).find(
      ([name, { required }]) => required && values[name] === undefined,
    )
    if (missing) throw new Error(`--${missing[0]} is missing`)
    if (positionals.length > 0 && !command.operands)
      throw new Error(`found '${positionals[0]}', which is no option`)
    const texts = (name: string) => (Array.isArray(values[name]) ? values[name].map(String) : [])
    return {
      operands: positionals,
      texts,
      text: (name) => texts(name).at(-1),
      flag: (name) => values[name] === true,
    }
  } catch (cause) {
    throw new VasteError('invalid', `${(cause as Error).message} (see 'vaste ${command.name} --help')`, {
      cause,
    })
  }
}

/** `found` as one of the closed list; throws `invalid` with the list. */
export function oneOf<T extends string>(known: readonly T[], found: string, what: string): T {
  const value = known.find((candidate) => candidate === found)
  if (value !== undefined) return value
  throw new VasteError('invalid', `${what} is '${found}'; expected ${known.join(', ')}`)
}

export function oneFile(given: Arguments, what: string): string {
  if (given.operands.length !== 1)
    throw new VasteError('invalid', `found ${given.operands.length} files; expected one ${what}`)
  return given.operands[0]!
}

/** A line that is written over on a terminal, and now and then anew elsewhere. */
export function createProgressLine(out: NodeJS.WriteStream = process.stderr): {
  tell(text: string): void
  end(): void
} {
  let toldAt = 0
  let open = false
  return {
    tell(text) {
      const now = Date.now()
      if (now - toldAt < (out.isTTY ? 100 : 2000)) return
      toldAt = now
      open = out.isTTY
      out.write(out.isTTY ? `\r\u001b[2K${text}` : `${text}\n`)
    },
    end() {
      if (open) out.write('\r\u001b[2K')
      open = false
    },
  }
}
