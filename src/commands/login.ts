/** `vaste login`: makes an entry for the logins file from a password typed on standard input. */
import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import { VasteError } from '../domain/error.ts'
import { roles } from '../domain/vocabulary.ts'
import { hashPassword, isRole } from '../http/access.ts'
import { type Arguments, type Command, oneFile } from './command.ts'

export const loginCommand: Command = {
  name: 'login',
  operands: 'NAME',
  summary: `Makes an entry for the file that VASTE_LOGINS names; the password is read from standard input.
The file is a JSON list of such entries.`,
  options: { role: { placeholder: roles.join('|'), says: 'What the person may see', required: true } },
  async run(given: Arguments) {
    const name = oneFile(given, 'name')
    const role = given.text('role')!
    if (!isRole(role)) throw new VasteError('invalid', `found role '${role}'; expected ${roles.join(', ')}`)
    const password = await passwordTyped()
    if (password.length < 12)
      throw new VasteError('invalid', `the password has ${password.length} characters; expected at least 12`)
    process.stdout.write(
      `${JSON.stringify({ name, role, password: await hashPassword(password, randomBytes(16)) })}\n`,
    )
    return 0
  },
}

async function passwordTyped(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Password (shown as you type): ')
  const reader = createInterface({ input: process.stdin })
  for await (const line of reader) return line
  return ''
}
