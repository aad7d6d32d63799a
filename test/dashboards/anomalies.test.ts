import { expect } from 'chai'
import { listPath, readAddress, reviewPath, writeAddress } from '../../dashboards/anomalies/address.ts'
import {
  aboutSubject,
  draftOf,
  formFaults,
  formFor,
  type ReviewForm,
  subjectsOf,
  withTime,
} from '../../dashboards/anomalies/form.ts'
import { instantOf, localTimeOf, readClock } from '../../dashboards/anomalies/local-time.ts'
import { initialState, neighbour, reduce } from '../../dashboards/anomalies/state.ts'
import { timelineOf } from '../../dashboards/anomalies/timeline.ts'
import { effectText, verdictText } from '../../dashboards/anomalies/views/effect.ts'
import { wordsFor } from '../../dashboards/words.ts'
import type { Anomalies, AnomalyView, MeasureVerdictView, TaskDetail } from '../../src/contract/anomalies.ts'
import { openPage, type Page } from './dom.ts'

const start = Date.parse('2026-11-21T10:00:00Z')
const iso = (minutes: number) => new Date(start + minutes * 60_000).toISOString()
const forgotten: AnomalyView = {
  ...{ kind: 'forgotten-button', unit: 'EKS 111', at: iso(2.2), source: 'kejo', answered: false },
}
const told = (status: 'alerted' | 'en-route' | 'at-scene' | 'available', minutes: number, stands = true) => ({
  ...{ at: iso(minutes), receivedAt: iso(minutes), source: 'kejo', kind: 'unit.status' },
  ...{ unit: 'EKS 111', status, stands },
})

function aTask(change: Partial<TaskDetail> = {}): TaskDetail {
  const times = { alerted: iso(1), 'en-route': iso(2), 'at-scene': iso(2.2), available: iso(50) }
  return {
    ...{ task: 't1', service: 'ems', datedAt: iso(1), excludedByReview: false, reviews: [], verdict: [] },
    units: [{ unit: 'EKS 111', times }],
    anomalies: [forgotten],
    told: [told('alerted', 1), told('en-route', 2), told('at-scene', 2.2), told('available', 50)],
    ...change,
  }
}

describe('the address of the page of tasks to review', () => {
  const cases: readonly [string, object][] = [
    ['', { state: 'open' }],
    [
      '?kind=forgotten-button&service=rescue&task=t%2F1',
      { kind: 'forgotten-button', service: 'rescue', task: 't/1' },
    ],
    [
      '?kind=x&service=x&month=2026-13&state=x',
      { kind: undefined, service: undefined, month: undefined, state: 'open' },
    ],
    ['?state=reviewed&month=2026-10&source=kejo', { state: 'reviewed', month: '2026-10', source: 'kejo' }],
  ]
  for (const [search, found] of cases)
    it(`reads '${search}'`, () => expect(readAddress(search)).to.include(found))

  it('survives the round trip', () => {
    const address = readAddress('?service=ems&kind=out-of-order&source=a%26b&month=2026-10&task=t+1')
    expect(readAddress(writeAddress(address))).to.deep.equal(address)
  })

  it('asks of the reviewed ones neither kind nor source', () => {
    const address = readAddress('?state=reviewed&kind=out-of-order&source=kejo&service=ems')
    expect(listPath(address)).to.equal('/api/v1/anomalies?service=ems&state=reviewed&limit=100')
    expect(reviewPath('a/b c')).to.equal('/api/v1/tasks/a%2Fb%20c/reviews')
  })
})

describe('a Helsinki clock time', () => {
  const cases: readonly [text: string, clock: string | undefined][] = [
    ['14:05:09', '14:05:09'],
    [' 9.05 ', '09:05:00'],
    ['0.00.00', '00:00:00'],
    ['24:00', undefined],
    ['14:60', undefined],
    ['1405', undefined],
    ['', undefined],
  ]
  for (const [text, clock] of cases)
    it(`is read from '${text}'`, () => expect(readClock(text)).to.equal(clock))

  it('is an instant and back, in winter and in summer', () => {
    for (const text of ['2026-11-21T10:00:07Z', '2026-07-01T20:59:59Z', '2025-12-31T22:00:00Z']) {
      const at = Date.parse(text)
      expect(instantOf(localTimeOf(at), at)).to.equal(at)
    }
    expect(localTimeOf(Date.parse('2025-12-31T22:00:00Z'))).to.deep.equal({
      date: '2026-01-01',
      time: '00:00:00',
    })
  })

  it('that is shown twice is the one nearest to the told time (trap 16)', () => {
    const twice = { date: '2026-10-25', time: '03:30:00' }
    const [first, second] = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map((text) => Date.parse(text))
    expect(instantOf(twice, first! - 60_000)).to.equal(first)
    expect(instantOf(twice, second! + 60_000)).to.equal(second)
  })

  it('that spring skips is none (trap 17)', () => {
    expect(instantOf({ date: '2026-03-29', time: '03:30:00' }, start)).to.equal(undefined)
    expect(instantOf({ date: '2026-02-30', time: '12:00:00' }, start)).to.equal(undefined)
  })
})

describe('the form of a review', () => {
  const filled = (change: Partial<ReviewForm>, task = aTask()) => ({
    ...formFor(task),
    reason: 'from the log',
    ...change,
  })

  it('begins at what waits for an answer, with the time that looks wrong', () => {
    expect(formFor(aTask())).to.deep.include({
      ...{ action: 'correct', subject: 'forgotten-button|EKS 111', unit: 'EKS 111', status: 'at-scene' },
      ...{ date: '2026-11-21', time: '12:02:12' },
    })
    expect(formFor(aTask({ excludedByReview: true })).action).to.equal('restore')
    expect(
      formFor(aTask({ anomalies: [{ ...forgotten, kind: 'never-created', unit: undefined }] })),
    ).to.include({
      action: 'confirm',
    })
    expect(formFor(aTask({ anomalies: [] }))).to.include({ action: 'correct', subject: '' })
  })

  it('leaves a change of urgency out of what is answered, and puts the answered last', () => {
    const anomalies: AnomalyView[] = [
      { ...forgotten, kind: 'urgency-changed', unit: undefined, answered: true },
      { ...forgotten, kind: 'clock-change', answered: true },
      forgotten,
    ]
    const kinds = subjectsOf(aTask({ anomalies })).map(({ kind }) => kind)
    expect(kinds).to.deep.equal(['forgotten-button', 'clock-change'])
  })

  it('follows the chosen subject to its own time', () => {
    const late = { ...forgotten, kind: 'out-of-order' as const, at: iso(2) }
    const task = aTask({ anomalies: [forgotten, late] })
    expect(aboutSubject(task, formFor(task), late)).to.include({ status: 'en-route', time: '12:02:00' })
  })

  const faults: readonly [title: string, change: Partial<ReviewForm>, expected: string[]][] = [
    ['nothing when a new time and a reason are there', { time: '12:10:41' }, []],
    ['the same time', {}, ['unchanged']],
    ['a time that is none', { time: '99' }, ['time']],
    ['nothing of the time when it is left out', { time: '99', leftOut: true }, []],
    ['a short reason', { time: '12:10:41', reason: ' ab ' }, ['reason']],
    ['a long reason', { action: 'exclude', reason: 'x'.repeat(301) }, ['reason']],
    ['a confirmation of nothing', { action: 'confirm', subject: '' }, ['subject']],
  ]
  for (const [title, change, expected] of faults)
    it(`finds ${title}`, () => expect(formFaults(aTask(), filled(change))).to.deep.equal(expected))

  const base = { seenReviews: 0 }
  const drafts: readonly [title: string, change: Partial<ReviewForm>, expected: object | undefined][] = [
    [
      'a correction',
      { time: '12.10.41' },
      {
        ...{ ...base, action: 'correct', anomaly: 'forgotten-button', unit: 'EKS 111', status: 'at-scene' },
        correctedAt: '2026-11-21T10:10:41.000Z',
      },
    ],
    [
      'a status left out',
      { leftOut: true },
      {
        ...{ ...base, action: 'correct', anomaly: 'forgotten-button', unit: 'EKS 111', status: 'at-scene' },
        correctedAt: null,
      },
    ],
    [
      'a confirmation',
      { action: 'confirm' },
      { ...base, action: 'confirm', anomaly: 'forgotten-button', unit: 'EKS 111' },
    ],
    ['an exclusion', { action: 'exclude' }, { ...base, action: 'exclude' }],
    ['nothing yet', { time: '' }, undefined],
  ]
  for (const [title, change, expected] of drafts)
    it(`makes ${title}`, () => expect(draftOf(aTask(), filled(change))).to.deep.equal(expected))

  it('has the time of the chosen status, or of the task where none was told', () => {
    const form = formFor(aTask())
    expect(withTime(aTask(), { ...form, status: 'available' }).time).to.equal('12:50:00')
    expect(withTime(aTask(), { ...form, status: 'at-patient' }).time).to.equal('12:01:00')
  })
})

describe('the timeline of a task', () => {
  it('puts each press at its share of the time, and raises one that would cover another', () => {
    const { lines, ticks } = timelineOf(aTask())
    expect(lines.map(({ unit }) => unit)).to.deep.equal(['EKS 111'])
    const [presses] = lines.map((line) => line.presses)
    expect(presses!.map(({ status, look, raised }) => [status, look, raised])).to.deep.equal([
      ['alerted', 'plain', false],
      ['en-route', 'plain', true],
      ['at-scene', 'wrong', false],
      ['available', 'plain', false],
    ])
    expect(presses!.map(({ x }) => Math.round(x * 1000))).to.deep.equal([0, 20, 24, 1000])
    expect(ticks.map(({ at }) => new Date(at).toISOString().slice(11, 16))).to.deep.equal([
      '10:10',
      '10:20',
      '10:30',
      '10:40',
      '10:50',
    ])
  })

  it('shows a correction beside what it replaced', () => {
    const task = aTask({
      ...{ anomalies: [], told: [told('alerted', 1), told('at-scene', 2.2, false)] },
      units: [{ unit: 'EKS 111', times: { alerted: iso(1), 'at-scene': iso(9) } }],
    })
    const looks = timelineOf(task).lines[0]!.presses.map(({ at, look }) => [(at - start) / 60_000, look])
    expect(looks).to.deep.equal([
      [1, 'plain'],
      [2.2, 'replaced'],
      [9, 'corrected'],
    ])
  })

  it('of a task without units is empty', () => {
    expect(timelineOf(aTask({ told: [], units: [] }))).to.deep.equal({ ticks: [], lines: [] })
  })

  it('of a task of two days has few ticks', () => {
    expect(
      timelineOf(aTask({ told: [told('alerted', 0), told('at-scene', 2880)] })).ticks,
    ).to.have.length.within(1, 6)
  })
})

describe('the effect of a review in words', () => {
  const words = wordsFor('en')
  const target = { withinSeconds: 600, requiredShare: 0.5, official: false }
  const verdict = (seconds: number): MeasureVerdictView[] => [
    { measure: 'first-unit', seconds, targets: [{ ...target, state: seconds <= 600 ? 'in-time' : 'late' }] },
  ]
  const effect = (of: MeasureVerdictView[]) => ({ verdict: of, anomalies: [], excludedByReview: false })

  it('tells minutes and seconds, the target, and whether it was in time', () => {
    expect(verdictText(verdict(581), words)).to.equal('first unit 9:41, target 10:00: in time')
    expect(verdictText([], words)).to.equal('not judged')
    expect(verdictText([{ excluded: 'arrival-missing', targets: [] }], words)).to.equal(
      words.t('excluded.arrival-missing'),
    )
  })

  it('tells both sides, or that nothing changes', () => {
    expect(effectText({ before: effect(verdict(12)), after: effect(verdict(681)) }, words)).to.equal(
      'Was: first unit 0:12, target 10:00: in time. Becomes: first unit 11:21, target 10:00: late.',
    )
    expect(effectText({ before: effect(verdict(12)), after: effect(verdict(12)) }, words)).to.match(
      /^The verdict does not change: /,
    )
  })
})

describe('the state of the page of tasks to review', () => {
  const list = (...tasks: string[]) =>
    ({ tasks: tasks.map((task) => ({ task, anomalies: [], reviews: [] })) }) as unknown as Anomalies
  const begin = (search: string, ...tasks: string[]) => {
    const address = readAddress(search)
    const blank = initialState({ language: 'fi', theme: 'auto' }, address, '2026-11')
    return reduce(blank, {
      kind: 'list',
      to: listPath(address),
      list: { kind: 'ready', value: list(...tasks) },
    })
  }
  const choose = (state: ReturnType<typeof begin>, task: string) =>
    reduce(state, { kind: 'address', address: { ...state.address, task } })

  it('knows the neighbours in the queue, and none beyond its ends', () => {
    const state = choose(begin('', 'a', 'b', 'c'), 'b')
    expect([neighbour(state, -1), neighbour(state, 1)]).to.deep.equal(['a', 'c'])
    expect(neighbour(choose(state, 'c'), 1)).to.equal(undefined)
    expect(neighbour(begin('', 'a'), 1)).to.equal('a')
  })

  it('goes on from where an answered task stood', () => {
    const state = choose(begin('', 'a', 'b', 'c'), 'b')
    const after = reduce(state, {
      ...{ kind: 'list', to: listPath(state.address), list: { kind: 'ready', value: list('a', 'c') } },
    })
    expect([neighbour(after, -1), neighbour(after, 1)]).to.deep.equal(['a', 'c'])
  })

  it('keeps a begun form when the task is read again, and starts anew when it is saved', () => {
    const ready = { kind: 'ready', value: aTask() } as const
    const first = reduce(begin('?task=t1'), { kind: 'task', to: 't1', task: ready })
    const form = { ...first.form!, reason: 'half written' }
    const begun = reduce(first, { kind: 'form', form })
    const stale = reduce(begun, { kind: 'outcome', outcome: { kind: 'stale' }, task: aTask() })
    expect(stale.form).to.include({ reason: 'half written' })
    const saved = reduce(begun, {
      kind: 'outcome',
      outcome: { kind: 'saved' },
      task: aTask({ anomalies: [] }),
    })
    expect(saved.form).to.include({ reason: '' })
  })

  it('passes over answers to earlier questions', () => {
    const state = begin('?task=t2', 'a')
    expect(reduce(state, { kind: 'task', to: 't1', task: { kind: 'ready', value: aTask() } })).to.equal(state)
    expect(
      reduce(state, { kind: 'list', to: '/other', list: { kind: 'ready', value: list('z') } }).list,
    ).to.equal(state.list)
    const first = reduce(begin('?task=t1'), {
      kind: 'task',
      to: 't1',
      task: { kind: 'ready', value: aTask() },
    })
    const later = reduce(first, { kind: 'form', form: { ...first.form!, reason: 'x' } })
    expect(reduce(later, { kind: 'preview', of: first.form!, preview: { kind: 'loading' } })).to.equal(later)
  })
})

describe('the page of tasks to review', () => {
  let page: Page
  let render: typeof import('lit-html')['render']
  let anomaliesView: typeof import('../../dashboards/anomalies/views/anomalies.ts')['anomaliesView']
  before(async () => {
    // The templates look for the document when they are loaded.
    page = await openPage()
    ;({ render } = await import('lit-html'))
    ;({ anomaliesView } = await import('../../dashboards/anomalies/views/anomalies.ts'))
  })
  after(() => page.close())

  const list: Anomalies = {
    ...{ county: '15', demo: true, computedAt: iso(0), sourcesFrom: '2026-10-21', sourcesTo: '2026-11-21' },
    counts: [{ service: 'ems', kind: 'forgotten-button', tasks: 1 }],
    sources: [{ source: 'kejo', told: 200, anomalous: 5 }],
    ...{ total: 1, tasks: [aTask()] },
  }
  const shown = (may: readonly string[], task: TaskDetail = aTask(), language: 'fi' | 'sv' | 'en' = 'en') => {
    const address = readAddress('?task=t1')
    let state = initialState({ language, theme: 'auto' }, address, '2026-11')
    const session = { role: 'planner', name: 'p', may, languages: [] }
    state = reduce(state, { kind: 'session', session: { kind: 'ready', value: session } })
    state = reduce(state, { kind: 'list', to: listPath(address), list: { kind: 'ready', value: list } })
    state = reduce(state, { kind: 'task', to: 't1', task: { kind: 'ready', value: task } })
    const nothing = () => {}
    const handlers = { choose: nothing, go: nothing, step: nothing, fill: nothing, save: nothing }
    render(anomaliesView(state, handlers), page.root)
    return page.root
  }

  it('lets who may only look, look', () => {
    const root = shown(['see-compliance'])
    expect(root.querySelector('form')).to.equal(null)
    expect(root.textContent).to.contain('Only managers review tasks').and.to.contain('forgotten button')
  })

  it('offers a manager what fits the task', () => {
    const offered = (task: TaskDetail) =>
      [...shown(['review-tasks'], task).querySelectorAll<HTMLInputElement>('input[name=action]')].map(
        ({ value }) => value,
      )
    expect(offered(aTask())).to.deep.equal(['confirm', 'correct', 'exclude'])
    const review = { at: iso(90), by: 'm', action: 'exclude' as const, reason: 'wrong task' }
    expect(offered(aTask({ excludedByReview: true, reviews: [review] }))).to.deep.equal([
      ...['confirm', 'correct', 'restore'],
    ])
    expect(offered(aTask({ anomalies: [], units: [] }))).to.deep.equal(['exclude'])
  })

  it('tells who reviewed, what and why, and says aloud that the data are invented', () => {
    const review = { at: iso(90), by: 'anna', action: 'correct' as const, reason: 'from the log' }
    const said = { ...review, unit: 'EKS 111', status: 'at-scene' as const, correctedAt: iso(9) }
    const { textContent } = shown([], aTask({ reviews: [said] }))
    expect(textContent!.replace(/\s+/g, ' ')).to.match(
      /anna corrected \(EKS 111, at scene: 12:09:00\): from the log/,
    )
    expect(textContent).to.contain('DEMO')
  })

  for (const language of ['fi', 'sv', 'en'] as const)
    it(`has no violation of accessibility in ${language}`, async () => {
      shown(['review-tasks'], aTask(), language)
      page.document.documentElement.lang = language
      expect(await page.violations()).to.deep.equal([])
    })
})
