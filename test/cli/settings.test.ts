/** Settings that would open a door by mistake are refused. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { readConfig } from '../../src/config.ts'

const read = (env: Record<string, string>) => readConfig(env, { demo: false })

describe('settings', () => {
  for (const host of ['127.0.0.1', '127.8.9.1', '::1', 'localhost'])
    it(`take ${host} without logins`, () => {
      expect(read({ VASTE_HOST: host }).host).to.equal(host)
    })

  for (const host of ['0.0.0.0', '::', '127.example.org', '127.0.0.1.example.org', 'vaste.example.org'])
    it(`refuse ${host} without logins`, () => {
      expect(() => read({ VASTE_HOST: host })).to.throw(/no logins are configured/)
    })

  describe('of logins', () => {
    let folder: string
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'vaste-settings-'))
    })
    after(() => rmSync(folder, { recursive: true, force: true }))

    const password = `scrypt:${'0'.repeat(32)}:${'1'.repeat(64)}`
    const cases: [title: string, content: string, fault: RegExp][] = [
      ['no list', '{}', /not a list/],
      ['an empty list', '[]', /not a list/],
      ['half a file', '[{', /cannot be read/],
      ['an unknown role', JSON.stringify([{ name: 'a', role: 'boss', password }]), /not a list/],
      [
        'a name twice',
        JSON.stringify(['commander', 'manager'].map((role) => ({ name: 'a', role, password }))),
        /two entries for 'a'/,
      ],
    ]
    for (const [title, content, fault] of cases)
      it(`refuse ${title}`, () => {
        const file = join(folder, 'logins.json')
        writeFileSync(file, content)
        expect(() => read({ VASTE_LOGINS: file })).to.throw(fault)
      })
  })
})
