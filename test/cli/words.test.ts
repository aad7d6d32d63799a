/** The command line without a database: help, mistakes in words and settings, logins. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { readConfig } from '../../src/config.ts'
import { run, runAlone } from './run.ts'

describe('vaste', function () {
  this.timeout(60_000)

  it('lists its commands, and tells each one’s options', async () => {
    const [all, none, one] = await Promise.all([run(['--help']), run([]), run(['import', 'tasks', '--help'])])
    expect(all.code).to.equal(0)
    expect(none.out).to.equal(all.out)
    for (const name of [
      'serve',
      'import tasks',
      'import zones',
      'import decision',
      'compliance',
      'rebuild',
      'login',
    ])
      expect(all.out).to.match(new RegExp(`^  ${name} {2,}\\S`, 'm'))
    expect(one.code).to.equal(0)
    expect(one.out)
      .to.match(/^vaste import tasks FILE\.\.\.\n/)
      .and.match(/--profile FILE .*--dry-run/s)
  })

  const mistakes: [words: string[], sentence: RegExp][] = [
    [['dance'], /^vaste: found 'dance'; expected one of the commands below\n.*serve/s],
    [['import', 'unicorns'], /^vaste: found 'import unicorns'; expected one of/],
    [['serve', '--quick'], /^vaste: Unknown option '--quick'.* \(see 'vaste serve --help'\)\n$/],
    [['serve', 'now'], /^vaste: found 'now', which is no option \(see 'vaste serve --help'\)\n$/],
    [
      ['compliance', '--service', 'ems', '--from', '2026-10-01'],
      /^vaste: --to is missing \(see 'vaste compliance --help'\)\n$/,
    ],
    [['import', 'tasks', '--profile', 'p.json'], /^vaste: found no file; expected at least one task file\n$/],
    [['login', 'a', '--role', 'king'], /^vaste: found role 'king'; expected commander, planner, manager\n$/],
  ]
  it('answers a mistake in a sentence, with exit code 2', async () => {
    const answers = await Promise.all(mistakes.map(([words]) => run(words)))
    answers.forEach(({ code, out, err }, i) => {
      const [words, sentence] = mistakes[i]!
      expect(err, words.join(' ')).to.match(sentence)
      expect({ code, out }, words.join(' ')).to.deep.equal({ code: 2, out: '' })
    })
  })

  it('lists every wrong setting at once, and no secret', async () => {
    const { code, err } = await run(['serve'], {
      env: {
        ...{ VASTE_PORT: 'high', VASTE_HOST: '0.0.0.0', VASTE_INGEST_TOKEN: 'secret', VASTE_PRT: '1' },
        ...{ DATABASE_URL: 'mysql://u:hush@h/d', VASTE_LATE_AFTER_SECONDS: '300' },
      },
    })
    expect(code).to.equal(2)
    const lines = err.trimEnd().split('\n')
    expect(lines[0]).to.equal('vaste: wrong settings:')
    const sentences = [
      /^ {2}- DATABASE_URL is not usable; expected a URL such as postgres/,
      /^ {2}- VASTE_PORT is 'high'; expected a whole number from 0 to 65535/,
      /^ {2}- VASTE_INGEST_TOKEN is not usable; expected at least 20 characters/,
      /^ {2}- VASTE_PRT is not a setting; known: .*VASTE_PORT/,
      /^ {2}- VASTE_HOST is 0\.0\.0\.0, which other machines reach, but no logins are configured; expected VASTE_LOGINS/,
      /^ {2}- VASTE_LATE_AFTER_SECONDS is 300; expected less than VASTE_SILENT_AFTER_SECONDS, 180/,
    ]
    expect(lines.length - 1).to.equal(sentences.length)
    for (const [i, sentence] of sentences.entries()) expect(lines[i + 1]).to.match(sentence)
    expect(err).not.to.include('secret').and.not.to.include('hush')
  })

  it('makes a login that the service takes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vaste-cli-'))
    try {
      const short = await runAlone(['login', 'kj', '--role', 'commander'], { input: 'short\n' })
      expect(short).to.deep.include({
        code: 2,
        err: 'vaste: the password has 5 characters; expected at least 12\n',
      })
      const { code, out } = await runAlone(['login', 'kj', '--role', 'commander'], {
        input: 'correct horse battery\n',
      })
      expect(code).to.equal(0)
      expect(out).not.to.include('horse')
      const logins = join(folder, 'logins.json')
      writeFileSync(logins, `[${out}]`)
      const config = readConfig({ VASTE_LOGINS: logins, VASTE_HOST: '0.0.0.0' }, { demo: false })
      expect(config.logins).to.have.length(1)
      expect(config.logins[0]).to.include({ name: 'kj', role: 'commander' })
      expect(Object.isFrozen(config)).to.equal(true)
      writeFileSync(logins, '[{"name":"kj","role":"commander","password":"plain"}]')
      expect(() => readConfig({ VASTE_LOGINS: logins }, { demo: false })).to.throw(
        /entries made with `vaste login`/,
      )
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
