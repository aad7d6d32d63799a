import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { createSaid } from '../../dashboards/texts/said.ts'
import { texts } from '../../dashboards/words.ts'

const root = fileURLToPath(new URL('../../dashboards/', import.meta.url))

/** All of our code but the texts themselves. */
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.startsWith('texts'))
  .map((path) => ({ path, text: readFileSync(root + path, 'utf8') }))
const code = files.map(({ text }) => text).join('\n')
const templates = files.filter(({ path }) => /views|page\.ts|age\.ts/.test(path))

/** Keys written out, and the fixed beginnings of those put together from a checked type. */
function isUsed(key: string): boolean {
  if (code.includes(`'${key}'`)) return true
  const dots = [...key.matchAll(/\./g)].map(({ index }) => index)
  return dots.some((dot) => code.includes(`\`${key.slice(0, dot + 1)}\${`))
}

const values = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

describe('texts', () => {
  const keys = Object.keys(texts.fi) as (keyof typeof texts.fi)[]

  it('are all used', () => {
    expect(keys.filter((key) => !isUsed(key))).to.deep.equal([])
  })

  for (const language of ['fi', 'sv', 'en'] as const) {
    it(`are complete in ${language}, with the same values to fill in`, () => {
      expect(Object.keys(texts[language]).sort()).to.deep.equal([...keys].sort())
      for (const key of keys) {
        expect(texts[language][key].trim(), key).not.to.equal('')
        expect(values(texts[language][key]), key).to.deep.equal(values(texts.fi[key]))
      }
    })
  }

  it('of the pages are each in one language: no text stands in the templates', () => {
    const spoken = templates.flatMap(({ text }) => [
      ...text.matchAll(/>\s*([A-ZÅÄÖ][a-zåäö]{3,}[^<>${}`]*)</g),
    ])
    expect(spoken.map(([, text]) => text.trim()).filter((text) => text !== 'Vaste')).to.deep.equal([])
  })
})

describe('what is said for a key', () => {
  const table = { 'tasks.of': '{n} of {all}', 'tasks.title': 'Tasks' }
  const cases: readonly (readonly [string, Record<string, string | number> | undefined, string, string[]])[] =
    [
      ['tasks.title', undefined, 'Tasks', []],
      ['tasks.title', { n: 3 }, 'Tasks', []],
      ['tasks.of', { n: 3, all: 8 }, '3 of 8', []],
      // A name without a value stays visible, so that the fault is seen.
      ['tasks.of', { n: 3 }, '3 of {all}', []],
      ['tasks.of', undefined, '{n} of {all}', []],
      // Of a newer service: said in its plain words, and remembered.
      ['status.on-foot', undefined, 'on foot', ['status.on-foot']],
      [
        'plan.warning.crew-shared',
        { what: 'Keuruu', n: 2, more: '' },
        'crew shared (Keuruu, 2)',
        ['plan.warning.crew-shared'],
      ],
      ['toString', { a: 1 }, 'toString (1)', ['toString']],
    ]
  for (const [key, values, wanted, lacking] of cases)
    it(`is "${wanted}" for ${key}${values ? ` with ${JSON.stringify(values)}` : ''}`, () => {
      const said = createSaid(table)
      expect(said.text(key, values)).to.equal(wanted)
      expect([...said.lacking]).to.deep.equal(lacking)
    })
})
