import { expect } from 'chai'
import type { EventMessage } from '../../../src/contract/events.ts'
import { importTasks } from '../../../src/intake/tasks/import-tasks.ts'
import { aMemory, aProfile, importText, said } from './trial.ts'

const header = 'id,class,received,unit,alerted,scene,free'
const first = 't1,A,1.7.2026 10:00:00,EKS 111,1.7.2026 10:00:40,1.7.2026 10:08:00,1.7.2026 10:40:00'
const second = 't1,A,1.7.2026 10:00:00,EKS 112,1.7.2026 10:01:00,,1.7.2026 10:20:00'
const other = 't2,B,1.7.2026 11:00:00,EKS 111,1.7.2026 11:00:30,1.7.2026 11:09:00,'

const created = (events: readonly EventMessage[]) =>
  events.flatMap((e) => (e.kind === 'task.created' ? [e] : []))
const counts = ({ summary: s }: Awaited<ReturnType<typeof importText>>) =>
  [s.rowsRead, s.rowsAccepted, s.rowsDuplicate, s.rowsRefused].join(' ')

describe('importing a file of one row per unit', () => {
  it('makes one task of its rows, closed at its last known time (trap 32)', async () => {
    const { memory, summary } = await importText([header, first, second])
    expect(said(memory.events)).to.deep.equal([
      'task.created 2026-07-01T07:00:00Z',
      'EKS 111 alerted 2026-07-01T07:00:40Z',
      'EKS 111 at-scene 2026-07-01T07:08:00Z',
      'EKS 111 available 2026-07-01T07:40:00Z',
      'EKS 112 alerted 2026-07-01T07:01:00Z',
      'EKS 112 available 2026-07-01T07:20:00Z',
      'task.closed 2026-07-01T07:40:00Z',
    ])
    expect(memory.events.map((event) => event.id)).to.include.members([
      't1/created',
      't1/EKS 111/at-scene',
      't1/closed',
    ])
    expect(summary).to.deep.include({ rowsRead: 2, rowsAccepted: 2, tasks: 1, disagreements: {} })
  })

  it('makes the same events again on a second import, so that nothing changes', async () => {
    const memory = aMemory()
    await importText([header, first, second, other], aProfile(), { memory })
    const again = await importText([header, first, second, other], aProfile(), { memory })
    expect(counts(again)).to.equal('3 0 3 0')
    expect(again.summary.events).to.deep.equal({ accepted: 0, duplicate: 11, refused: 0 })
  })

  it('counts row by row when a file has both known and new rows', async () => {
    const memory = aMemory()
    await importText([header, other], aProfile(), { memory })
    expect(counts(await importText([header, first, other, second], aProfile(), { memory }))).to.equal(
      '3 2 1 0',
    )
  })

  it('keeps the first row where rows disagree, and counts the field once for each task', async () => {
    const later = 't1,B,1.7.2026 10:00:05,EKS 112,1.7.2026 10:01:00,,'
    const { memory, summary } = await importText([header, first, later, later.replace('112', '113')])
    expect(created(memory.events)).to.have.length(1)
    expect(created(memory.events)[0]).to.include({ urgency: 'A', at: '2026-07-01T07:00:00.000Z' })
    expect(summary.disagreements).to.deep.equal({ urgency: 1, createdAt: 1 })
  })

  it('takes a fact that the first row lacks from a later one, without calling it a disagreement', async () => {
    const { memory, summary } = await importText([header, first.replace(',A,', ',,'), second])
    expect(created(memory.events)[0]).to.include({ urgency: 'A' })
    expect(summary.disagreements).to.deep.equal({})
  })

  it('counts a row that stands twice as duplicate, and a unit sent twice as two', async () => {
    const again = 't1,A,1.7.2026 10:00:00,EKS 111,1.7.2026 10:45:00,,1.7.2026 10:50:00'
    const trial = await importText([header, first, first, again])
    expect(counts(trial)).to.equal('3 2 1 0')
    expect(trial.memory.events.map((event) => event.id)).to.include('t1/EKS 111/alerted/2')
  })

  it('keeps names with a slash apart', async () => {
    const rows = [
      'a/b,A,1.7.2026 10:00:00,c,1.7.2026 10:00:40,,',
      'a,A,1.7.2026 10:00:00,b/c,1.7.2026 10:00:40,,',
    ]
    expect(counts(await importText([header, ...rows]))).to.equal('2 2 0 0')
  })

  it('refuses a row that tells nothing beyond its known task', async () => {
    const trial = await importText([header, first, 't1,A,1.7.2026 10:00:00,EKS 113,,,'])
    expect(counts(trial)).to.equal('2 1 0 1')
    expect(trial.refused).to.deep.equal([
      '3,"t1","the row tells no time of its unit, and its task is known already: nothing to import"',
    ])
  })

  it('adds the units of a late row and never changes the close it has sent', async () => {
    const rows = [first, other, other.replace('t2', 't3'), second]
    const late = await importText([header, ...rows], aProfile(), { windowRows: 2 })
    expect(counts(late)).to.equal('4 4 0 0')
    const whole = await importText([header, ...rows])
    expect(new Set(said(late.memory.events))).to.deep.equal(new Set(said(whole.memory.events)))
    const again = await importText([header, ...rows], aProfile(), { windowRows: 2, memory: late.memory })
    expect(counts(again)).to.equal('4 0 4 0')
  })

  it('closes again after a late row that outlasts the first close', async () => {
    const longer = second.replace('10:20:00', '12:00:00')
    const { memory } = await importText(
      [header, first, other, other.replace('t2', 't3'), longer],
      aProfile(),
      {
        windowRows: 2,
      },
    )
    const closes = memory.events.filter((event) => event.kind === 'task.closed' && event.task === 't1')
    expect(closes.map((event) => event.id)).to.deep.equal(['t1/closed', 't1/closed/2'])
  })

  it('sends whole tasks in batches', async () => {
    const { memory } = await importText([header, first, second, other], aProfile(), { batchEvents: 5 })
    expect(memory.batches).to.deep.equal([7, 4])
  })

  it('sends nothing on a dry run, but counts the same', async () => {
    const trial = await importText([header, first, 't9,A,soon,EKS 1,,,'], aProfile(), { dryRun: true })
    expect(counts(trial)).to.equal('2 1 0 1')
    expect(trial.memory.events).to.deep.equal([])
  })

  it('tells its progress up to the end of the file', async () => {
    const seen: number[] = []
    await importText([header, first], aProfile(), {
      onProgress: ({ bytesRead, bytesTotal }) => seen.push(bytesRead / bytesTotal),
    })
    expect(seen.at(-1)).to.equal(1)
  })

  it('passes on what the service refuses, with line and id', async () => {
    const memory = aMemory()
    await importText([header, other], aProfile(), { memory })
    const trial = await importText([header, other.replace('11:09:00', '11:08:00')], aProfile(), { memory })
    expect(counts(trial)).to.equal('1 0 0 1')
    expect(trial.refused[0]).to.match(
      /^2,"t2","unit\.status t2\/EKS 111\/at-scene: other content \(id-reused\); task\.closed/,
    )
  })
})

describe('the words of a row', () => {
  const wide = {
    columns: {
      ...aProfile().columns,
      unitType: 'type',
      municipality: 'town',
      outcome: 'end',
      cancelled: 'off',
      closed: 'shut',
    },
    valueMaps: {
      urgency: { values: { Red: 'A', '-': '' }, keepOthers: true },
      unitType: { values: { AMB: 'bls' } },
      outcome: { values: { X9: 'X-9' }, default: 'other' },
      municipality: { values: { Laukaa: '410' }, default: '009' },
    },
    service: { column: 'service', values: { E: 'ems', R: 'rescue' } },
    rows: 'per-unit',
  }
  const wideHeader = `${header},type,town,end,off,shut,service`
  const row = (words: string) => `${first.replace(',A,', ',Red,')},${words}`

  it('are mapped to ours', async () => {
    const { memory } = await importText(
      [wideHeader, row('AMB,Laukaa,X9,,1.7.2026 11:00:00,R')],
      aProfile(wide),
    )
    expect(created(memory.events)[0]).to.include({ urgency: 'A', service: 'rescue', municipality: '410' })
    expect(memory.events.at(-1)).to.include({
      kind: 'task.closed',
      outcome: 'X-9',
      at: '2026-07-01T08:00:00.000Z',
    })
    expect(memory.events[1]).to.include({ unitType: 'bls' })
  })

  it('may be cancelled, dropped or left as they are', async () => {
    const { memory } = await importText(
      [
        wideHeader,
        row('AMB,,,1.7.2026 10:05:00,,E').replace('Red', '-'),
        row('AMB,,,,,E').replace('Red', 'N').replace('t1', 't2'),
      ],
      aProfile(wide),
    )
    expect(created(memory.events).map((event) => event.urgency)).to.deep.equal([undefined, 'N'])
    expect(said(memory.events)).to.include('task.cancelled 2026-07-01T07:05:00Z')
  })

  const refused = [
    ['an unknown unit type', 'TANK,,,,,E', 'column \\"type\\": found \'TANK\'; the profile knows AMB'],
    ['an unknown service', 'AMB,,,,,P', 'column \\"service\\": found \'P\'; the profile knows E, R'],
    [
      'a time that is none',
      'AMB,,,later,,E',
      'column \\"off\\": found \'later\'; expected a time written as',
    ],
  ] as const
  for (const [title, words, sentence] of refused)
    it(`are refused with a sentence: ${title}`, async () => {
      const trial = await importText([wideHeader, row(words)], aProfile(wide))
      expect(counts(trial)).to.equal('1 0 0 1')
      expect(trial.refused[0]).to.include(sentence.replaceAll('\\"', '""'))
    })

  const faulty = [
    ['no task id', first.replace('t1', ' '), 'expected the id of the task, found none'],
    ['a time but no unit', first.replace('EKS 111', 'NULL'), 'expected the unit whose times the row tells'],
    ['a task id that is too long', first.replace('t1', 'x'.repeat(101)), 'task: '],
    [
      'no created time',
      first.replace('1.7.2026 10:00:00', ''),
      'no row of this task tells when it was created',
    ],
    [
      'a time in the skipped hour',
      first.replace('1.7.2026 10:08:00', '29.3.2026 3:08:00'),
      'skipped in spring',
    ],
    ['a cell too few', first.slice(0, first.lastIndexOf(',')), 'found 6 cells; expected 7'],
    ['a cell too many', `${first},more`, 'found 8 cells; expected 7'],
  ] as const
  for (const [title, line, sentence] of faulty)
    it(`are refused with a sentence and the line: ${title}`, async () => {
      const trial = await importText([header, other, line])
      expect(counts(trial)).to.equal('2 1 0 1')
      expect(trial.refused[0]).to.match(/^3,/).and.include(sentence)
    })

  it('never become a formula in the refused file', async () => {
    const { refused } = await importText([
      header,
      first.replace('t1', '=1+1').replace('1.7.2026 10:00:00', 'x'),
    ])
    expect(refused[0]).to.include(`"'=1+1"`)
  })
})

describe('the repeated hour in a file', () => {
  it('is told apart by the order within the row and counted (trap 16)', async () => {
    const night = 't1,A,25.10.2026 2:58:00,EKS 111,25.10.2026 3:50:00,25.10.2026 3:05:00,25.10.2026 4:10:00'
    const { memory, summary } = await importText([header, night])
    expect(said(memory.events).slice(1, 4)).to.deep.equal([
      'EKS 111 alerted 2026-10-25T00:50:00Z',
      'EKS 111 at-scene 2026-10-25T01:05:00Z',
      'EKS 111 available 2026-10-25T02:10:00Z',
    ])
    expect(summary.ambiguousTimes).to.equal(2)
  })
})

describe('importing a file of one row per task', () => {
  const profile = aProfile({
    rows: 'per-task',
    columns: { ...aProfile().columns, unit: { constant: 'first unit' }, created: undefined },
    createdWhenMissing: 'earliest-time',
  })

  it('gives its times to one implicit unit, and says that created times are assumed', async () => {
    const { memory, summary } = await importText([header, first, other], profile)
    expect(said(memory.events).slice(0, 3)).to.deep.equal([
      'task.created 2026-07-01T07:00:40Z',
      'first unit alerted 2026-07-01T07:00:40Z',
      'first unit at-scene 2026-07-01T07:08:00Z',
    ])
    expect(summary).to.include({ tasks: 2, createdAssumed: 2 })
  })

  it('refuses a second row of a task that says something else, and counts a repeat as duplicate', async () => {
    const trial = await importText([header, first, first, first.replace('10:08:00', '10:09:00')], profile)
    expect(counts(trial)).to.equal('3 1 1 1')
  })
})

describe('a profile that does not fit its file', () => {
  it('is refused at once with the columns that were found', async () => {
    const memory = aMemory()
    const wrong = aProfile({ place: { lon: 'x', lat: 'y' } })
    const fault = await importText([header, first], wrong, { memory }).catch((error: Error) => error)
    expect(fault).to.have.property('code', 'invalid')
    expect((fault as Error).message).to.equal(
      `profile 'trial' names "x", "y", which the file does not have; found "id", "class", "received", "unit", "alerted", "scene", "free"`,
    )
    expect(memory.events).to.deep.equal([])
  })

  const faults = [
    ['an empty file', '', 'is empty; expected a header row'],
    ['a column that stands twice', `${header},unit\n`, 'more than one column "unit"'],
    ['an XLSX file', 'PK\u0003\u0004\n', 'found a zip file, as XLSX is'],
    ['UTF-16 text', Buffer.from(`\ufeff${header}\n`, 'utf16le'), 'found UTF-16 text'],
  ] as const
  for (const [title, content, sentence] of faults)
    it(`is refused at once: ${title}`, async () => {
      const fault = await importText(content).catch((error: Error) => error)
      expect((fault as Error).message).to.include(sentence)
    })

  it('is refused when there is no such file', async () => {
    const fault = await importTasks({
      file: '/no/such.csv',
      profile: aProfile(),
      record: aMemory().record,
    }).catch((e) => e)
    expect(fault).to.have.property('code', 'not-found')
  })
})
