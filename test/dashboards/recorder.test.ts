/** The recorder's state: it never shows more than is known, drops answers to earlier questions, and stops at the present. */
import { expect } from 'chai'
import {
  initialState,
  nextEvent,
  type RecorderAction,
  type RecorderState,
  reduce,
  shownAt,
  turnDue,
} from '../../dashboards/recorder/state.ts'
import { recorderView } from '../../dashboards/recorder/views/recorder.ts'
import type { RecordedMoment } from '../../src/contract/recording.ts'
import { openPage, type Page } from './dom.ts'
import { fixtureSituation } from './fixture-situation.ts'

const now = Date.UTC(2026, 10, 21, 12)
const at = now - 600_000
const iso = (time: number) => new Date(time).toISOString()
const settings = { language: 'fi', theme: 'auto' } as const
const situation = fixtureSituation(at)
const moment = (time: number): RecordedMoment => ({
  ...{
    at: iso(time),
    beganAt: iso(at - 3_600_000),
    situation,
    gaps: ['positions'],
    changedSince: [{ register: 'units', at: iso(now) }],
    keyframeAt: iso(at - 60_000),
  },
  rebuiltInMs: 12.3,
})
const gone = { kind: 'task-gone' as const, id: situation.tasks[0]!.id }
const beat = { kind: 'source' as const, source: situation.sources[0]! }
const steps: RecorderAction = {
  kind: 'steps',
  answer: {
    ...{ from: iso(at), to: iso(at + 60_000) },
    steps: [
      { at: iso(at + 5000), changes: [beat] },
      { at: iso(at + 20_000), changes: [gone] },
    ],
  },
}
const then = (...actions: RecorderAction[]): RecorderState =>
  actions.reduce(reduce, initialState(settings, at, now))
const shown: RecorderAction = { kind: 'moment', moment: moment(at) }
const play: RecorderAction = { kind: 'play', playing: true }
const pass = (milliseconds: number): RecorderAction => ({ kind: 'pass', milliseconds, now })

describe('the recorder page', () => {
  it('plays by the speed, and applies each step when it is due', () => {
    const before = then(shown, steps, play, pass(19_000))
    expect(before.at).to.equal(at + 19_000)
    expect(before.board?.tasks.has(gone.id)).to.equal(true)
    const fast = then(shown, steps, play, { kind: 'speed', speed: 10 }, pass(2000))
    expect(fast.at).to.equal(at + 20_000)
    expect(fast.board?.tasks.has(gone.id)).to.equal(false)
  })

  it('waits where nothing is known yet, and stops at the present', () => {
    const waits = then(shown, steps, play, { kind: 'speed', speed: 60 }, pass(60_000))
    expect([waits.at, waits.playing]).to.deep.equal([at + 60_000, true])
    const end = reduce({ ...waits, knownTo: now + 1 }, pass(60_000))
    expect([end.at, end.playing]).to.deep.equal([now, false])
  })

  it('shows whole seconds: what was told between two of them is shown at the later one', () => {
    const between: RecorderAction = {
      kind: 'steps',
      answer: {
        ...{ from: iso(at), to: iso(at + 60_000) },
        steps: [{ at: iso(at + 5400), changes: [gone] }],
      },
    }
    const openAt = (milliseconds: number) => {
      const state = then(shown, between, play, pass(milliseconds))
      return [shownAt(state) - at, state.board?.tasks.has(gone.id)]
    }
    expect(openAt(5999)).to.deep.equal([5000, true])
    expect(openAt(6000)).to.deep.equal([6000, false])
    expect(nextEvent(then(shown, between))).to.equal(at + 6000)
  })

  it('plays on from a change of registers by a moment asked for anew', () => {
    const until: RecorderAction = {
      kind: 'steps',
      answer: { from: iso(at), to: iso(at + 7300), anewAt: iso(at + 7300), steps: [] },
    }
    const before = then(shown, until, play, pass(7000))
    expect(turnDue(before)).to.equal(undefined)
    const there = reduce(before, pass(5000))
    expect([there.at, turnDue(there)]).to.deep.equal([at + 7300, at + 8000])
    const turned = [
      { kind: 'turn', at: at + 8000 } as const,
      { kind: 'moment', moment: moment(at + 8000) } as const,
    ].reduce<RecorderState>(reduce, there)
    expect([turned.at, turned.playing, turned.anewAt, turnDue(turned)]).to.deep.equal([
      ...[at + 8000, true, undefined, undefined],
    ])
  })

  it('drops the answer to an earlier question', () => {
    const turned = then(shown, { kind: 'turn', at: at - 5000 }, shown, steps)
    expect([turned.turning, turned.steps.length]).to.deep.equal([true, 0])
    expect(reduce(turned, { kind: 'moment', moment: moment(at - 5000) }).turning).to.equal(false)
  })

  it('finds the next event beyond signs of life', () => {
    expect(nextEvent(then(shown, steps))).to.equal(at + 20_000)
    expect(nextEvent(then(shown))).to.equal(undefined)
  })

  it('keeps the moment within the slider', () => {
    const far = then(shown, { kind: 'turn', at: at - 86_400_000 })
    expect(far.from).to.be.lessThan(far.at)
    expect(far.marks.kind).to.equal('loading')
  })

  describe('its view', () => {
    let page: Page
    before(async () => {
      page = await openPage()
    })
    after(() => page.close())

    for (const language of ['fi', 'sv', 'en'] as const)
      it(`says in ${language} that it is not now, what is missing and that looking is logged`, async () => {
        const { render } = await import('lit-html')
        const handlers = new Proxy({}, { get: () => () => {} }) as Parameters<typeof recorderView>[1]
        const state = { ...then(shown), settings: { ...settings, language } }
        render(recorderView(state, handlers), page.root)
        const text = page.root.textContent ?? ''
        const said = {
          fi: ['EI NYKYHETKI', 'PUUTTUU', 'KIRJATAAN', 'Yksikkörekisteriä on muutettu'],
          sv: ['INTE NU', 'SAKNAS', 'LOGGAS', 'Enhetsregistret har ändrats'],
          en: ['NOT NOW', 'MISSING', 'LOGGED', 'unit register has been changed'],
        }
        for (const words of said[language]) expect(text).to.include(words)
        expect(page.root.querySelectorAll('h1')).to.have.length(1)
        expect(page.root.querySelector('.player input[type=range]')).not.to.equal(null)
      })
  })
})
