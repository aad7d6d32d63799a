import { expect } from 'chai'
import fc from 'fast-check'
import { defaultAddress, lookOf, readAddress, writeAddress } from '../../dashboards/planning/address.ts'
import { banded, bandPaths, gainBand, reachBand, reachBands } from '../../dashboards/planning/bands.ts'
import { benchOf, emptyPlan, named, redone, stepped, undone } from '../../dashboards/planning/bench.ts'
import { mapTable } from '../../dashboards/planning/cell-tables.ts'
import {
  type ChangeForm,
  changeOf,
  formFaults,
  freeStationId,
  newCrew,
  withPreset,
} from '../../dashboards/planning/change-form.ts'
import { checkPlan } from '../../dashboards/planning/check-plan.ts'
import {
  closed,
  keyOf,
  moved,
  shifted,
  withChange,
  withoutChange,
  withoutCrew,
} from '../../dashboards/planning/edit.ts'
import { headlineOf, soonerAndLater } from '../../dashboards/planning/headline.ts'
import { hourBars, largestChange, strip } from '../../dashboards/planning/hour-bars.ts'
import { lay, stationsOf } from '../../dashboards/planning/laid.ts'
import { fromLink, linkOf } from '../../dashboards/planning/link.ts'
import {
  boxShown,
  cellAt,
  cellBeside,
  centreOf,
  panned,
  placeOf,
  pointOf,
  showing,
  wholeCounty,
  zoomed,
} from '../../dashboards/planning/map-view.ts'
import { questionOf } from '../../dashboards/planning/question.ts'
import { signedNumber } from '../../dashboards/planning/signed-number.ts'
import { initialState, isStale, type PlanningAction, reduce } from '../../dashboards/planning/state.ts'
import { wordsFor } from '../../dashboards/words.ts'
import type { PlanFile } from '../../src/contract/plan.ts'
import { duelSchema } from '../../src/contract/plan-duel.ts'
import { planEffectSchema } from '../../src/contract/plan-effect.ts'
import { planGroundSchema } from '../../src/contract/plan-ground.ts'
import { suggestionSchema } from '../../src/contract/plan-suggestion.ts'
import { aPeriod, fixtureDuel, fixtureEffect, fixtureGround, fixtureSuggestion } from './fixture-plan.ts'
import { fixtureRegion } from './fixture-situation.ts'

type Change = PlanFile['changes'][number]

const ground = fixtureGround()
const region = fixtureRegion()
const keuruu = aPeriod('keuruu', {
  ...{ id: 'keuruu-24-7', kind: '24/7', demo: false },
  turnout: { medianSeconds: 90, p90Seconds: 150 },
})
const crew: Change = { kind: 'set-readiness', period: keuruu }
const added: Change = {
  kind: 'add-station',
  station: { station: 'uusi', name: 'Uusi', place: { lon: 24.9, lat: 62.3 }, services: ['rescue'] },
}
const planOf = (...changes: PlanFile['changes']): PlanFile => ({ vaste: 'plan', name: 'Keuruu', changes })

describe('the made-up answers about plans', () => {
  it('are what the contract says', () => {
    expect(planGroundSchema.safeParse(ground).error).to.equal(undefined)
    expect(planEffectSchema.safeParse(fixtureEffect({ plan: planOf(crew) })).error).to.equal(undefined)
    expect(suggestionSchema.safeParse(fixtureSuggestion(planOf(crew))).error).to.equal(undefined)
    for (const state of ['running', 'done'] as const)
      expect(duelSchema.safeParse(fixtureDuel(state, 'B')).error).to.equal(undefined)
  })
})

describe('the link of a plan', () => {
  const name = fc.string({ minLength: 1, maxLength: 60 })
  const change = fc.oneof(
    fc.record({
      kind: fc.constant('move-station' as const),
      station: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/),
      place: fc.record({
        lon: fc.double({ min: -180, max: 180, noNaN: true }),
        lat: fc.double({ min: -90, max: 90, noNaN: true }),
      }),
    }),
    fc.record({
      kind: fc.constant('close-station' as const),
      station: fc.stringMatching(/^[a-z0-9]{1,20}$/),
    }),
    fc.constantFrom(crew, added),
  )

  it('gives back every plan as it was', () => {
    fc.assert(
      fc.property(name, fc.array(change, { maxLength: 200 }), (name, changes) => {
        const plan = { vaste: 'plan' as const, name, changes }
        const found = fromLink(linkOf(plan))
        expect(found).to.deep.equal({ kind: 'found', value: JSON.parse(JSON.stringify(plan)) })
      }),
      { numRuns: 100, seed: 4 },
    )
  })

  it('holds only letters that every mail program keeps', () => {
    expect(linkOf(planOf(crew, added))).to.match(/^#plan=[\w-]+$/)
  })

  it('is broken, never a fault nor half a plan, wherever it is cut or changed', () => {
    const link = linkOf(planOf(crew, added))
    fc.assert(
      fc.property(fc.integer({ min: 7, max: link.length - 1 }), (length) => {
        expect(fromLink(link.slice(0, length)).kind).to.equal('broken')
      }),
      { seed: 4 },
    )
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(fromLink(`#plan=${text}`).kind).to.be.oneOf(['broken', 'found'])
      }),
      { seed: 4 },
    )
    expect(fromLink('#elsewhere').kind).to.equal('broken')
    expect(fromLink('')).to.deep.equal({ kind: 'none' })
  })

  it('that would unfold to more than a plan can be is broken', () => {
    expect(fromLink(linkOf({ name: 'x'.repeat(2_000_000) })).kind).to.equal('broken')
  })
})

describe('what is opened as a plan', () => {
  it('is one only as the contract says, and else told where it is wrong', () => {
    expect(checkPlan(planOf(crew))).to.deep.include({ kind: 'plan' })
    const cases: readonly (readonly [unknown, RegExp])[] = [
      [{}, /vaste/],
      [null, /expected/],
      [[], /expected/],
      [{ vaste: 'plan', name: '', changes: [] }, /name/],
      [{ ...planOf(), changes: [{ kind: 'close-station', station: 'Ä' }] }, /changes\.0\.station/],
      [{ ...planOf(), on: '2026-02-30' }, /on: expected a date/],
    ]
    for (const [value, wanted] of cases) {
      const checked = checkPlan(value)
      expect(checked.kind).to.equal('refused')
      if (checked.kind === 'refused') expect(checked.detail).to.match(wanted)
    }
  })
})

describe('the bench', () => {
  it('takes every step back and forth, keeping the name', () => {
    const steps = [planOf(crew), planOf(crew, added), planOf(added)]
    let bench = benchOf(emptyPlan('a'))
    for (const step of steps) bench = stepped(bench, step)
    bench = named(bench, 'toinen')
    bench = undone(undone(bench))
    expect(bench.plan.changes).to.deep.equal([crew])
    expect(bench.plan.name).to.equal('toinen')
    bench = redone(bench)
    expect(bench.plan.changes).to.deep.equal([crew, added])
    bench = stepped(bench, planOf())
    expect(redone(bench)).to.deep.equal(bench)
    for (let n = 0; n < 9; n += 1) bench = undone(bench)
    expect(bench.plan.changes).to.deep.equal([])
    expect(undone(bench)).to.deep.equal(bench)
  })

  it('says one thing once', () => {
    const slower = { ...crew, period: { ...keuruu, slot: 'toinen' } }
    expect(withChange(planOf(crew, added), slower).changes).to.deep.equal([slower, added])
    expect(moved(planOf(added), 'uusi', { lon: 25, lat: 62 }).changes).to.have.length(1)
    const twice = moved(moved(planOf(), 'multia', { lon: 25, lat: 62 }), 'multia', { lon: 26, lat: 62 })
    expect(twice.changes).to.deep.equal([
      { kind: 'move-station', station: 'multia', place: { lon: 26, lat: 62 } },
    ])
  })

  it('takes a station of its own away with all that is said of it, and closes one of the register', () => {
    const own = { ...crew, period: { ...keuruu, id: 'uusi-1', station: 'uusi' } }
    expect(closed(planOf(added, own, crew), 'uusi').changes).to.deep.equal([crew])
    expect(closed(planOf(crew), 'keuruu').changes.map(keyOf)).to.deep.equal(['close keuruu'])
  })

  it('takes a crew of its own away, and has one of the register removed', () => {
    expect(withoutCrew(planOf(crew), 'keuruu-24-7', false).changes).to.deep.equal([])
    expect(withoutCrew(planOf(), 'keuruu-1', true).changes).to.deep.equal([
      { kind: 'remove-readiness', period: 'keuruu-1' },
    ])
  })

  it('puts changes in another order, and stops at the ends', () => {
    expect(shifted(planOf(crew, added), 1, -1).changes).to.deep.equal([added, crew])
    expect(shifted(planOf(crew, added), 1, 1).changes).to.deep.equal([crew, added])
    expect(withoutChange(planOf(crew, added), 0).changes).to.deep.equal([added])
  })
})

describe('a plan laid over the register', () => {
  it('tells what stands at each station, and how it differs', () => {
    const laid = lay(ground, planOf(crew, added, { kind: 'close-station', station: 'multia' }).changes)
    const marks = new Map(stationsOf(ground, laid).map(({ station, mark }) => [station.station, mark]))
    expect(marks.get('keuruu')).to.equal('changed')
    expect(marks.get('uusi')).to.equal('new')
    expect(marks.get('multia')).to.equal('closed')
    expect(marks.get('jamsa')).to.equal('same')
    expect(laid.faults.size).to.equal(0)
  })

  it('marks the change that cannot be laid, and lays the others', () => {
    const own = { ...crew, period: { ...keuruu, id: 'uusi-1', station: 'uusi' } }
    const laid = lay(ground, [own, added, added, crew])
    expect([...laid.faults]).to.deep.equal([
      [0, 'not-found'],
      [2, 'conflict'],
    ])
    expect(laid.standing.periods.map(({ id }) => id)).to.include('keuruu-24-7')
  })
})

describe('the form of a change', () => {
  const around = { region, on: '2026-11-21', stations: ['keuruu'], periods: ground.periods }
  const station: ChangeForm = {
    kind: 'add-station',
    name: 'Keuruu',
    services: ['rescue'],
    lat: '62,26',
    lon: '24.71',
  }

  it('reads degrees with a comma or a point, and knows the municipality', () => {
    expect(formFaults(station, around).size).to.equal(0)
    expect(changeOf(station, around)).to.deep.equal({
      kind: 'add-station',
      station: {
        ...{ station: 'keuruu-2', name: 'Keuruu', municipality: '249', services: ['rescue'] },
        place: { lat: 62.26, lon: 24.71 },
      },
    })
  })

  for (const [what, change, field] of [
    ['no name', { name: ' ' }, 'name'],
    ['no service', { services: [] }, 'services'],
    ['words for degrees', { lat: 'pohjoinen' }, 'lat'],
    ['no longitude', { lon: '' }, 'lon'],
    ['a place of another county', { lat: '60,17', lon: '24,94' }, 'lat'],
    ['a place in the sea', { lat: '0', lon: '0' }, 'lat'],
  ] as const)
    it(`says what is wrong with ${what}`, () => {
      expect([...formFaults({ ...station, ...change } as ChangeForm, around).keys()]).to.deep.equal([field])
    })

  it('makes a whole crew of a preset', () => {
    const draft = withPreset(newCrew('rescue', around.on), 'spearhead', 'kärkiyksikkö')
    const form: ChangeForm = { kind: 'set-readiness', station: 'keuruu', draft }
    expect(formFaults(form, around).size).to.equal(0)
    const change = changeOf(form, around)
    expect(change).to.deep.nested.include({
      'period.strength': { leaders: 1, crew: 1 },
      'period.kind': '24/7',
    })
    expect(checkPlan(planOf(change))).to.deep.include({ kind: 'plan' })
  })

  it('takes no turnout of ten hours, nor a slower half than nine of ten', () => {
    const form: ChangeForm = {
      kind: 'set-turnout',
      station: 'keuruu',
      service: 'rescue',
      median: '5:00',
      p90: '7:00',
    }
    expect(formFaults(form, around).size).to.equal(0)
    expect([...formFaults({ ...form, median: '600:00' }, around).keys()]).to.deep.equal(['median'])
    expect([...formFaults({ ...form, p90: '4:00' }, around).keys()]).to.deep.equal(['p90'])
  })

  it('names a new station so that no other is meant', () => {
    expect(freeStationId('Äänekoski, pohjoinen', ['aanekoski-pohjoinen'])).to.equal('aanekoski-pohjoinen-2')
  })
})

describe('the bands of the map', () => {
  it('hold a time at their upper edge', () => {
    const names = [360, 361, 2700, 2701, null].map((seconds) => reachBands[reachBand(seconds)])
    expect(names).to.deep.equal(['to-6', 'to-8', 'to-45', 'over', 'nobody'])
  })

  it('tell sooner from later, and half a minute from a change', () => {
    const cases: readonly (readonly [number | null, number | null, string])[] = [
      [600, 571, 'same'],
      [600, 570, 'faster-0'],
      [600, 540, 'faster-1'],
      [900, 600, 'faster-5'],
      [1200, 600, 'faster-10'],
      [600, 660, 'slower-1'],
      [null, 600, 'reached'],
      [600, null, 'unreached'],
      [null, null, 'never'],
    ]
    for (const [before, after, band] of cases) expect(gainBand(before, after)).to.equal(band)
  })

  it('count every cell and resident once, on the map and in its table alike', () => {
    const { cells } = fixtureEffect({ plan: planOf(crew) })
    const all = region.cells.residents.reduce((sum, residents) => sum + residents, 0)
    for (const look of ['before', 'after', 'gain'] as const) {
      const found = banded(cells!, region.cells.residents, look)
      expect(found.cells.reduce((sum, n) => sum + n, 0)).to.equal(region.cells.e.length)
      expect(found.residents.reduce((sum, n) => sum + n, 0)).to.be.closeTo(all, 1e-6)
      const table = mapTable(found, region, { region, ground, words: wordsFor('fi') })
      const inTable = (table.sum as (string | number)[]).slice(1) as number[]
      const used = found.cells.flatMap((n, band) => (n > 0 ? [[found.residents[band]!, n]] : [])).flat()
      expect(inTable).to.have.length(used.length)
      for (const [i, value] of inTable.entries()) expect(value).to.be.closeTo(used[i]!, 1e-6)
    }
  })

  it('are drawn so that their pieces cover each cell once', () => {
    const { cells } = fixtureEffect({ plan: planOf(crew) })
    const found = banded(cells!, region.cells.residents, 'after')
    const drawn = new Map<string, number>()
    for (const [band, path] of bandPaths(found, region.cells).entries())
      for (const [, e, y, width] of path.matchAll(/M(-?\d+) (-?\d+)h(\d+)v1h-\d+z/g))
        for (let k = 0; k < Number(width); k += 1) drawn.set(`${Number(e) + k} ${-Number(y) - 1}`, band)
    expect(drawn.size).to.equal(region.cells.e.length)
    for (const [i, e] of region.cells.e.entries())
      expect(drawn.get(`${e} ${region.cells.n[i]}`)).to.equal(found.of[i])
  })
})

describe('the part of the county on the map', () => {
  it('stays within the county however it is moved', () => {
    const whole = boxShown(region, wholeCounty)
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            east: fc.integer({ min: -90_000, max: 90_000 }),
            north: fc.integer({ min: -90_000, max: 90_000 }),
          }),
        ),
        fc.integer({ min: 0, max: 8 }),
        (moves, zooms) => {
          let view = wholeCounty
          for (let n = 0; n < zooms; n += 1) view = zoomed(region, view, 1)
          for (const by of moves) view = panned(region, view, by)
          const box = boxShown(region, view)
          expect(box.x).to.be.at.least(whole.x - 1)
          expect(box.x + box.width).to.be.at.most(whole.x + whole.width + 1)
          expect(box.y).to.be.at.least(whole.y - 1)
          expect(box.y + box.height).to.be.at.most(whole.y + whole.height + 1)
        },
      ),
      { seed: 4, numRuns: 50 },
    )
  })

  it('finds the cell of a place, the cells beside it, and nothing outside', () => {
    const cell = cellAt(region, pointOf({ lon: 24.709, lat: 62.262 }))!
    expect(cell).to.be.a('number')
    expect(cellAt(region, centreOf(region, cell))).to.equal(cell)
    const east = cellBeside(region, cell, { e: 10, n: 0 })
    expect(region.cells.e[east]! - region.cells.e[cell]!).to.equal(10)
    expect(cellBeside(region, east, { e: -10, n: 0 })).to.equal(cell)
    expect(cellAt(region, pointOf({ lon: 24.94, lat: 60.17 }))).to.equal(undefined)
    const place = placeOf(pointOf({ lon: 24.709, lat: 62.262 }))
    expect(place.lon).to.be.closeTo(24.709, 1e-5)
    const view = zoomed(region, wholeCounty, 1, centreOf(region, cell))
    expect(showing(region, view, centreOf(region, cell))).to.equal(view)
  })
})

describe('the figures of a plan', () => {
  const effect = fixtureEffect({ plan: planOf(crew) })

  it('are those of the service and measure that is looked at', () => {
    const headline = headlineOf(effect, defaultAddress)!
    expect(headline).to.include({
      toWithin: 14,
      toBeyond: 2,
      clears: 2,
      appears: 0,
      crewHours: 168,
      personHours: 336,
    })
    expect(headline.residents).to.be.greaterThan(0)
    expect(headline.gaining.map(({ municipality }) => municipality)).to.include('249')
    expect(headline.losing).to.deep.equal([])
    expect(headlineOf(effect, { ...defaultAddress, measure: 'turnout' })).to.equal(undefined)
  })

  it('count who is reached a minute sooner at the hour of the map', () => {
    const { sooner, later } = soonerAndLater(effect.cells!, region)
    expect(sooner.residents).to.be.greaterThan(1000)
    expect(sooner.seconds).to.be.at.least(60)
    expect(later).to.deep.equal({ residents: 0, seconds: 0 })
  })

  it('draw bars up for more and down for fewer, of one scale', () => {
    const { targets } = effect.services[0]!.measures[0]!
    const most = largestChange(targets)
    for (const target of targets)
      for (const { change, y, height } of hourBars(target, most)) {
        expect(height).to.be.at.most(strip.height / 2)
        expect(y).to.equal(change > 0 ? strip.height / 2 - height : strip.height / 2)
      }
    expect(hourBars(targets[0]!, 0)[0]!.height).to.equal(0)
  })

  it('carry a sign, but none before nothing', () => {
    expect([0.4, -0.4, 12.6, -1234].map((n) => signedNumber(n, wordsFor('en')))).to.deep.equal([
      '0',
      '0',
      '+13',
      '−1,234',
    ])
  })
})

describe('the address of the page', () => {
  it('gives back what is looked at, and the default for what is unknown', () => {
    const address = {
      ...defaultAddress,
      service: 'ems',
      measure: 'ambulance',
      hour: 3,
      look: 'after',
    } as const
    expect(readAddress(writeAddress(address))).to.deep.equal(address)
    expect(readAddress('?service=x&hour=99&measure=%3Cb%3E&look=y')).to.deep.equal(defaultAddress)
  })

  it('shows the change once there is one', () => {
    expect([0, 1].map((changes) => lookOf({}, changes))).to.deep.equal(['before', 'gain'])
    expect(lookOf({ look: 'after' }, 0)).to.equal('after')
  })
})

describe('the state of the planning page', () => {
  const start = initialState({ language: 'fi', theme: 'auto' }, defaultAddress, emptyPlan('a'))
  const after = (...actions: PlanningAction[]) => actions.reduce(reduce, start)
  const value = fixtureEffect({ plan: planOf() })
  const found = { kind: 'ready', value } as const
  const { key } = questionOf(start.bench.plan, start.address)

  it('takes the answer to the newest question alone', () => {
    const state = after(
      { kind: 'ask', question: 'old' },
      { kind: 'ask', question: key },
      { kind: 'effect', question: 'old', found },
    )
    expect(state.effect).to.deep.equal({ asking: key, isSlow: false })
    expect(isStale(state)).to.equal(true)
    expect(isStale(reduce(state, { kind: 'effect', question: key, found }))).to.equal(false)
  })

  it('says that figures are of another plan as soon as the bench changes, and no longer when it is as before', () => {
    const state = after({ kind: 'ask', question: key }, { kind: 'effect', question: key, found })
    const changed = reduce(state, { kind: 'step', plan: planOf(crew) })
    expect(isStale(changed)).to.equal(true)
    expect(changed.effect.value).to.equal(value)
    expect(isStale(reduce(changed, { kind: 'undo' }))).to.equal(false)
    expect(isStale(reduce(state, { kind: 'name', name: 'toinen' }))).to.equal(false)
  })

  it('keeps the last good figures when the newest are refused', () => {
    const failed = { kind: 'failed', detail: 'ei käy' } as const
    const state = after(
      { kind: 'ask', question: key },
      { kind: 'effect', question: key, found },
      { kind: 'ask', question: 'next' },
      { kind: 'slow', question: 'next' },
      { kind: 'effect', question: 'next', found: failed },
    )
    expect(state.effect).to.deep.equal({ value, of: key, isSlow: false, failed: 'ei käy' })
  })

  it('lets another plan be opened and had back', () => {
    const state = after(
      { kind: 'step', plan: planOf(crew) },
      { kind: 'open', plan: planOf(added) },
      { kind: 'undo' },
    )
    expect(state.bench.plan.changes).to.deep.equal([crew])
  })
})
