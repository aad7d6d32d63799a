import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { importTasks } from '../../../src/intake/tasks/import-tasks.ts'
import { readProfile } from '../../../src/intake/tasks/profile.ts'
import { aMemory } from './trial.ts'

const root = new URL('../../../', import.meta.url)
const file = fileURLToPath(new URL('../shared/data/incidents/sf_lone_mountain_2009_2018.csv', root))
const isAbsent = !existsSync(file)

describe(`the San Francisco file${isAbsent ? ' (skipped: ../shared/data/incidents is absent)' : ''}`, () => {
  before(function () {
    if (isAbsent) this.skip()
  })

  it('is accepted whole, and a second import makes the same events', async () => {
    const path = new URL('src/intake/profiles/san-francisco.json', root)
    const profile = readProfile(JSON.parse(readFileSync(path, 'utf8')))
    const memory = aMemory()
    const summary = await importTasks({ file, profile, record: memory.record })
    expect(summary).to.deep.include({
      rowsRead: 4340,
      rowsAccepted: 4340,
      rowsDuplicate: 0,
      rowsRefused: 0,
      tasks: 901,
      disagreements: {},
      events: { accepted: 17_517, duplicate: 0, refused: 0 },
    })
    const again = await importTasks({ file, profile, record: memory.record })
    expect(again).to.deep.include({
      rowsRead: 4340,
      rowsAccepted: 0,
      rowsDuplicate: 4340,
      rowsRefused: 0,
      events: { accepted: 0, duplicate: 17_517, refused: 0 },
    })
  })

  it('keeps what each row says, whatever its order in the file', async () => {
    const profile = readProfile(
      JSON.parse(readFileSync(new URL('src/intake/profiles/san-francisco.json', root), 'utf8')),
    )
    const whole = aMemory()
    await importTasks({ file, profile, record: whole.record })
    const narrow = aMemory()
    const summary = await importTasks({ file, profile, record: narrow.record, windowRows: 100 })
    const facts = ({ events }: typeof whole) =>
      new Set(events.filter((e) => e.kind !== 'task.closed').map((e) => JSON.stringify(e)))
    expect(summary).to.include({ rowsAccepted: 4340, tasks: 901 })
    expect(facts(narrow)).to.deep.equal(facts(whole))
  })
})
