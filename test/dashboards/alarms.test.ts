/** The alarm strip: order, floods, shelves and sounds as rules, and the strip itself by its words, its keys and axe. */
import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import fc from 'fast-check'
import { alarmItems, newItems, shelfEnds, soundDue } from '../../dashboards/board/alarm-state.ts'
import type { SoundState } from '../../dashboards/board/sounds.ts'
import { soundPatterns } from '../../dashboards/board/sounds.ts'
import { taskLines } from '../../dashboards/board/tasks.ts'
import type { AlarmsProps } from '../../dashboards/board/views/alarms.ts'
import type { Language } from '../../dashboards/vocabulary.ts'
import { wordsFor } from '../../dashboards/words.ts'
import { type AlarmView, alarmViewSchema } from '../../src/contract/alarms.ts'
import { checkShelf } from '../../src/domain/alarm-actions.ts'
import { openPage, type Page } from './dom.ts'
import { aFlood, anAlarm, oneOfEach, shelvedAlarm } from './fixture-alarms.ts'
import { fixtureRegion, fixtureSituation } from './fixture-situation.ts'

const now = Date.UTC(2026, 10, 21, 12)
const signed = { by: 'a', at: new Date(now).toISOString() }
const known = (alarm: AlarmView): AlarmView => ({ ...alarm, acknowledged: signed })

describe('alarm items', () => {
  it('stand with the unacknowledged first, then the most urgent, then the oldest', () => {
    const { open } = alarmItems(oneOfEach(now))
    expect(open.map(({ kind }) => kind)).to.deep.equal([
      ...['missed', 'not-alerted', 'source-silent', 'will-miss', 'zone-bare'],
      'station-lost',
    ])
  })

  it('put a flood in one, acknowledged when all of it is', () => {
    const flood = aFlood(now)
    const [item] = alarmItems(flood).open
    expect(item).to.include({ id: 'flood~source-silent~1', acknowledged: false })
    expect(item!.alarms).to.have.length(5)
    expect(alarmItems(flood.map(known)).open[0]!.acknowledged).to.equal(true)
    expect(alarmItems([...flood.slice(1).map(known), flood[0]!]).open[0]!.acknowledged).to.equal(false)
  })

  it('leave the shelved aside', () => {
    const { open, shelved } = alarmItems([shelvedAlarm(now), ...aFlood(now)])
    expect([open.length, shelved.length]).to.deep.equal([1, 1])
  })

  it('are the same in whatever order the alarms come', () => {
    const all = [...oneOfEach(now), ...aFlood(now), shelvedAlarm(now)]
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(alarmItems(shuffled)).to.deep.equal(alarmItems(all))
      }),
      { seed: 8 },
    )
  })
})

describe('the ends of a shelf', () => {
  for (const [at, length, ends] of [
    ['2026-11-21T04:10:00Z', 'shift', '2026-11-21T06:00:00Z'],
    ['2026-11-21T17:40:00Z', 'shift', '2026-11-21T18:00:00Z'],
    ['2026-07-01T16:00:00Z', 'shift', '2026-07-01T17:00:00Z'],
    ['2026-11-21T06:00:00Z', 'longest', '2026-11-21T09:59:00Z'],
    ['2026-11-21T17:59:00Z', 'longest', '2026-11-21T21:58:00Z'],
  ] as const)
    it(`are a quarter, an hour, and ${length === 'shift' ? 'the end of the shift' : 'as long as may be'} at ${at}`, () => {
      const [quarter, hour, last] = shelfEnds(Date.parse(at))
      expect([quarter!.until, hour!.until].map((end) => end - Date.parse(at))).to.deep.equal([
        900_000, 3_600_000,
      ])
      expect({ length: last!.length, until: new Date(last!.until).toISOString() }).to.deep.equal({
        ...{ length, until: new Date(ends).toISOString() },
      })
    })

  it('are never refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: now - 4e10, max: now + 4e10 }), (at) => {
        for (const { until } of shelfEnds(at)) checkShelf(until, at + 5000)
      }),
      { seed: 9 },
    )
  })
})

describe('alarm sounds', () => {
  const items = alarmItems(oneOfEach(now)).open
  it('play the most urgent of what is due, and repeat it until it is acknowledged', () => {
    const first = soundDue(items, new Map(), now)
    expect(first.play).to.equal('high')
    expect(soundDue(items, first.sounded, now + 19_000).play).to.equal(undefined)
    const again = soundDue(items, first.sounded, now + 20_000)
    expect(again.play).to.equal('high')
    const calm = alarmItems(oneOfEach(now).map(known)).open
    expect(soundDue(calm, again.sounded, now + 90_000)).to.deep.equal({ sounded: new Map() })
  })

  it('sound once only for what is for information, and again for a flood that grows after its acknowledgement', () => {
    const low = alarmItems([anAlarm('zone-bare', '1', now)]).open
    const once = soundDue(low, new Map(), now)
    expect([once.play, soundDue(low, once.sounded, now + 1e9).play]).to.deep.equal(['low', undefined])
    const flood = aFlood(now)
    const answered = soundDue(alarmItems(flood.slice(1).map(known)).open, new Map(), now)
    const grown = alarmItems([flood[0]!, ...flood.slice(1).map(known)]).open
    expect(soundDue(grown, answered.sounded, now + 1000).play).to.equal('medium')
  })

  it('are three that differ in number, pitch and rhythm', () => {
    const all = Object.values(soundPatterns)
    for (const of of [
      (notes: (typeof all)[number]) => notes.length,
      (notes: (typeof all)[number]) => Math.max(...notes.map(({ pitch }) => pitch)),
      (notes: (typeof all)[number]) => notes[0]!.lasts,
    ])
      expect(new Set(all.map(of)).size).to.equal(3)
  })

  it('and words tell of an alarm once', () => {
    const fresh = newItems(items, new Set())
    expect(fresh.map(({ kind }) => kind)).not.to.include('station-lost')
    expect(newItems(items, new Set(fresh.map(({ id }) => id)))).to.deep.equal([])
  })
})

describe('the colours of an alarm', () => {
  const css = readFileSync(new URL('../../dashboards/styles/tokens.css', import.meta.url), 'utf8')
  const tokens = Object.fromEntries(
    [...css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)].map(
      ([, name, light, night]) => [name, { light, night }] as const,
    ),
  )
  for (const theme of ['light', 'night'] as const)
    for (const fill of ['alarm-fill', 'warn-fill'])
      it(`leave its words readable on ${fill}, ${theme}`, () => {
        expect(contrast(tokens['on-fill']![theme]!, tokens[fill]![theme]!)).to.be.at.least(7)
      })
})

/** WCAG 2.2. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const [red, green, blue] = [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

describe('the alarm strip', () => {
  let page: Page
  let show: (alarms: readonly AlarmView[], change?: Partial<AlarmsProps>, language?: Language) => void
  const done: unknown[][] = []
  const heard =
    (name: string) =>
    (...args: unknown[]) =>
      void done.push([name, ...args])

  before(async () => {
    page = await openPage()
    const { render, html } = await import('lit-html')
    const { alarmStrip } = await import('../../dashboards/board/views/alarms.ts')
    const handlers = {
      ...{ acknowledge: heard('acknowledge'), shelve: heard('shelve'), showTask: heard('task') },
      ...{ showPlace: heard('place'), turnSound: heard('sound'), testSound: heard('test') },
    }
    const lines = taskLines(fixtureSituation(now).tasks, now)
    show = (alarms, change = {}, language = 'fi') => {
      page.document.documentElement.lang = language
      const props = {
        ...{ alarms, withheld: 0, now, lines, region: fixtureRegion(), words: wordsFor(language) },
        ...{ paused: false, may: true, sound: 'on' as SoundState, handlers },
        ...change,
      }
      render(html`<main><h1>x</h1>${alarmStrip(props)}</main>`, page.root)
    }
  })
  after(() => page.close())
  beforeEach(() => void done.splice(0))

  const text = (selector = 'section') =>
    page.root.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
  const click = (selector: string) => page.root.querySelector<HTMLElement>(selector)!.click()

  it('is made of what the contract says', () => {
    for (const alarm of [...oneOfEach(now), ...aFlood(now), shelvedAlarm(now)])
      expect(alarmViewSchema.safeParse(alarm).error).to.equal(undefined)
  })

  for (const language of ['fi', 'sv', 'en'] as const)
    for (const [what, alarms] of [
      ['calm', []],
      ['one of each', oneOfEach(now)],
      ['a flood and a shelf', [...aFlood(now), shelvedAlarm(now)]],
    ] as const)
      it(`shows ${what} in ${language} without a violation`, async () => {
        show(alarms, { withheld: 2 }, language)
        expect(await page.violations()).to.deep.equal([])
        expect(text()).not.to.match(/undefined|NaN|\{\w+\}/)
        expect(page.root.querySelectorAll('[style]')).to.have.length(0)
      })

  it('is calm in words when there is nothing, but never when it cannot know', () => {
    show([])
    expect(text('.alarms-head')).to.equal('Ei hälytyksiä')
    show([], { lostAt: now - 10_000 })
    expect(text()).not.to.contain('Ei hälytyksiä')
    expect(text('.alarms-head')).to.contain('Ei yhteyttä').and.to.contain('klo 13.59.50')
    show([], { withheld: 3 })
    expect(text()).to.contain('ehditäänkö 3 tehtävään').and.not.to.contain('Ei hälytyksiä')
  })

  it('says what, where, how long and what to do, and goes to the task with one press', () => {
    show(oneOfEach(now))
    expect(text('.alarm'))
      .to.contain('kiireellinen: Tavoiteaika ylittyi')
      .and.to.contain('703 · Laukaa')
      .and.to.contain('1:22 yli')
      .and.to.contain('Varmista yksikön tilanne')
    click('.alarm button.alarm-subject')
    click('.alarm .acknowledge')
    expect(done).to.deep.equal([
      ['task', '703-b'],
      ['acknowledge', `missed~${now}~703-b`],
    ])
    expect(text('.alarm.known')).to.contain('Kuitannut kenttajohtaja klo 13.56')
    click('.alarm.known button.alarm-subject')
    expect(done.at(-1)).to.deep.equal(['place', 'stations-title'])
  })

  it('shelves until an end, and takes back', () => {
    show([anAlarm('zone-bare', '931', now, { municipality: '931' }), shelvedAlarm(now)])
    click('.alarm-ends button')
    click('.alarms-shelved button:last-child')
    expect(done).to.deep.equal([
      ['shelve', `zone-bare~${now}~931`, now + 900_000],
      ['shelve', shelvedAlarm(now).id, undefined],
    ])
    expect(text('.alarms-shelved')).to.contain('kenttajohtaja siirsi syrjään, palaa klo 14.50')
  })

  it('shows a flood as one line with its list', () => {
    show(aFlood(now))
    expect(page.root.querySelectorAll('.alarm')).to.have.length(1)
    expect(text('.alarm-many')).to.equal('5 samanlaista')
    expect(page.root.querySelectorAll('.alarm-flood li')).to.have.length(5)
    click('.acknowledge')
    expect(done).to.deep.equal([['acknowledge', 'flood~source-silent~1']])
  })

  it('says aloud that there is no sound, and why', () => {
    show([], { sound: 'off' })
    expect(text('.sound-state.tag')).to.equal('ÄÄNI POIS')
    show([], { sound: 'blocked' })
    expect(text('.sound')).to.contain('ÄÄNI EI VIELÄ PÄÄLLÄ').and.to.contain('painat')
    click('.sound button')
    expect(done).to.deep.equal([['sound', true]])
    show([])
    expect(page.root.querySelector('.sound-state.tag')).to.equal(null)
  })

  it('offers nothing that the reader may not do', () => {
    show([...oneOfEach(now), shelvedAlarm(now)], { may: false })
    expect(
      page.root.querySelectorAll('.acknowledge, .alarm-shelve, .alarms-shelved button.quiet'),
    ).to.have.length(0)
  })
})
