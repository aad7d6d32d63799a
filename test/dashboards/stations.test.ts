import { expect } from 'chai'
import {
  clockOf,
  type Draft,
  draftOf,
  emptyDraft,
  faultsOf,
  freeId,
  ofKind,
  periodOf,
  secondsOf,
} from '../../dashboards/parts/period-draft.ts'
import { defaultSettings } from '../../dashboards/settings.ts'
import { axisOf, standingOf } from '../../dashboards/stations/axis.ts'
import {
  changeText,
  datesText,
  findingText,
  standsAs,
  weekdaysText,
} from '../../dashboards/stations/sentences.ts'
import { initialState, reduce } from '../../dashboards/stations/state.ts'
import { wordsFor } from '../../dashboards/words.ts'
import type { PeriodView, Readiness, StationReadiness } from '../../src/contract/readiness.ts'
import { periodSchema } from '../../src/contract/readiness.ts'

const fi = wordsFor('fi')

function aPeriod(change: Partial<PeriodView> = {}): PeriodView {
  return {
    ...{ id: 'p', station: 's', service: 'rescue', slot: 'kärki', kind: '24/7', unitTypes: ['spearhead'] },
    ...{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00', validFrom: '2026-01-01' },
    ...{ dateConfirmed: true, demo: false },
    ...change,
  } as PeriodView
}

function aStation(change: Partial<StationReadiness> = {}): StationReadiness {
  return {
    ...{ id: 's', name: 'S', services: ['rescue'], place: { lon: 25, lat: 62 }, demoPosition: false },
    ...{ open: true, now: { basis: 'none', standing: [], differences: [] }, periods: [], changes: [] },
    ...{ week: [], findings: [], crewHours: {}, seen: 1 },
    ...change,
  } as StationReadiness
}

describe('the form of a readiness period', () => {
  it('gives back what it was opened with', () => {
    for (const period of [
      aPeriod(),
      aPeriod({ strength: { leaders: 1, crew: 3 }, validTo: '2027-01-01', source: 'x', demo: true }),
      aPeriod({
        kind: 'on-call',
        from: '17:00',
        to: '07:00',
        turnout: { medianSeconds: 375, p90Seconds: 3600 },
      }),
    ]) {
      const draft = draftOf(period)
      expect([...faultsOf(draft)]).to.deep.equal([])
      const { station: _station, ...own } = period
      expect(periodSchema.parse(periodOf(draft, 'p'))).to.deep.equal(own)
    }
  })

  const whole: Draft = { ...emptyDraft('rescue', '2026-11-21'), slot: 'kärki' }
  for (const [change, field] of [
    [{ slot: ' ' }, 'slot'],
    [{ leaders: '1' }, 'people'],
    [{ leaders: 'x', people: '1' }, 'leaders'],
    [{ kind: 'daytime', weekdays: [] }, 'weekdays'],
    [{ from: '25:00' }, 'from'],
    [{ from: '24:00', to: '08:00' }, 'from'],
    [{ to: '8' }, 'to'],
    [{ from: '08:00', to: '8.00' }, 'to'],
    [{ validFrom: '' }, 'validFrom'],
    [{ validTo: '2026-11-21' }, 'validTo'],
    [{ median: '7,5', p90: '8:00' }, 'median'],
    [{ median: '600:00', p90: '8:00' }, 'median'],
    [{ median: '6:00' }, 'p90'],
    [{ median: '6:00', p90: '5:59' }, 'p90'],
  ] as [Partial<Draft>, string][])
    it(`names ${field} as what is wrong with ${JSON.stringify(change)}`, () => {
      expect([...faultsOf({ ...whole, ...change }).keys()]).to.include(field)
      expect([...faultsOf(whole).keys()]).to.deep.equal([])
    })

  it('reads clocks and durations as they are typed', () => {
    expect(['8:00', '0800', '8.05', '24:00', '24:01', '8:60', 'x'].map(clockOf)).to.deep.equal([
      ...['08:00', '08:00', '08:05', '24:00', undefined, undefined, undefined],
    ])
    expect(['6:00', '60:00', '60:01', '5:60', '6'].map(secondsOf)).to.deep.equal([
      360,
      3600,
      undefined,
      undefined,
      undefined,
    ])
  })

  it('gives hours to a kind that has some, and takes them away again', () => {
    expect(ofKind(whole, 'daytime')).to.include({ from: '08:00', to: '20:00' })
    expect(
      ofKind({ ...whole, kind: 'daytime', from: '09:00', to: '10:00', weekdays: [1] }, 'on-call'),
    ).to.include({ from: '09:00' })
    expect(ofKind({ ...whole, kind: 'daytime', weekdays: [1] }, '24/7')).to.deep.include({
      from: '00:00',
      to: '24:00',
      weekdays: [1, 2, 3, 4, 5, 6, 7],
    })
  })

  it('names a new period after its crew', () => {
    expect(freeId('keuruu', 'Pelastusryhmä 1', [])).to.equal('keuruu-pelastusryhma-1')
    expect(freeId('keuruu', 'x', ['keuruu-x', 'keuruu-x-2'])).to.equal('keuruu-x-3')
    expect(freeId('keuruu', '日', [])).to.equal('keuruu-crew')
  })
})

describe('readiness in words', () => {
  for (const [days, text] of [
    [[1, 2, 3, 4, 5, 6, 7], 'joka päivä'],
    [[1, 2, 3, 4, 5], 'ma–pe'],
    [[7, 6], 'la, su'],
    [[1, 3, 4, 5, 7], 'ma, ke–pe, su'],
  ] as const)
    it(`says ${days} as ${text}`, () => {
      expect(weekdaysText(days, fi)).to.equal(text)
    })

  it('says the last day that is in force, and holes with weekdays of like hours together', () => {
    expect(datesText('2026-01-01', '2026-02-01', fi)).to.equal('1.1.2026 – 31.1.2026')
    const spans = [1, 2, 6].map((weekday) => ({
      weekday,
      from: '00:00',
      to: weekday < 6 ? '08:00' : '24:00',
    }))
    const finding = {
      kind: 'hole' as const,
      service: 'rescue' as const,
      periods: [],
      from: '2027-01-01',
      spans,
    }
    expect(findingText(finding, fi)).to.equal(
      'Pelastus: kukaan ei ole valmiudessa ma, ti 00:00–08:00; la 00:00–24:00 (1.1.2027 alkaen)',
    )
  })

  it('tells nobody there from nothing told, and a told crew from a planned one', () => {
    const periods = [aPeriod({ kind: 'on-call' }), aPeriod({ id: 'q' })]
    const now = (change: object) => ({ basis: 'plan', standing: [], differences: [], ...change }) as never
    expect(standsAs(aStation())).to.equal('unknown')
    expect(standsAs(aStation({ periods }))).to.equal('none')
    expect(standsAs(aStation({ periods, now: now({ standing: ['p'] }) }))).to.equal('on-call')
    expect(standsAs(aStation({ periods, now: now({ standing: ['p', 'q'] }) }))).to.equal('24/7')
    expect(standsAs(aStation({ now: now({ basis: 'told', crew: 2 }) }))).to.equal('told')
    expect(standsAs(aStation({ now: now({ basis: 'told', crew: 0 }) }))).to.equal('none')
    expect(standsAs(aStation({ periods, open: false }))).to.equal('closed')
  })

  it('says what begins, ends and becomes another kind', () => {
    const station = aStation({ periods: [aPeriod(), aPeriod({ id: 'q', kind: 'on-call' })] })
    const change = { at: '2026-11-21T15:00:00Z', service: 'rescue' as const, slot: 'kärki' }
    const said = (before: string[], after: string[]) => changeText({ ...change, before, after }, station, fi)
    expect(said([], ['p'])).to.equal('klo 17.00 kärki alkaa')
    expect(said(['p'], [])).to.equal('klo 17.00 kärki päättyy')
    expect(said(['p'], ['q'])).to.equal('klo 17.00 kärki: varallaolo')
  })

  it('puts past and future on one axis with today between', () => {
    const axis = axisOf(
      [aPeriod({ validFrom: '2024-05-06' }), aPeriod({ validFrom: '2027-06-01' })],
      '2026-11-21',
    )
    expect(axis.today).to.be.within(0.4, 0.8)
    expect(axis.bar(aPeriod({ validFrom: '2010-01-01' }))).to.deep.equal({ from: 0, to: 1 })
    expect(axis.years.map(({ year }) => year)).to.deep.equal([2025, 2026, 2027])
    expect(
      ['2027-01-01', '2026-11-21', '2020-01-01'].map((validFrom) =>
        standingOf(aPeriod({ validFrom }), '2026-11-21'),
      ),
    ).to.deep.equal(['future', 'in-force', 'in-force'])
    expect(standingOf(aPeriod({ validTo: '2026-11-21' }), '2026-11-21')).to.equal('past')
  })
})

describe('the state of the page of stations', () => {
  const readiness = { stations: [aStation()] } as Readiness
  const begun = reduce(initialState(defaultSettings, 's'), {
    kind: 'readiness',
    readiness: { kind: 'ready', value: readiness },
  })
  const draft = emptyDraft('rescue', '2026-11-21')

  it('keeps what is known when a later answer fails', () => {
    const after = reduce(begun, { kind: 'readiness', readiness: { kind: 'failed', detail: 'away' } })
    expect(after.readiness).to.deep.equal({ kind: 'ready', value: readiness })
  })

  it('takes a preview of an older draft for nothing', () => {
    const open = reduce(begun, { kind: 'open', editor: { mode: 'new', id: 'x', station: 's', draft } })
    const written = reduce(open, { kind: 'write', change: { draft: { ...draft, slot: 'y' } } })
    const preview = { kind: 'failed' as const, detail: 'no' }
    expect(reduce(written, { kind: 'preview', of: draft, preview }).editor!.preview.kind).to.equal('none')
    expect(reduce(open, { kind: 'preview', of: draft, preview }).editor!.preview.kind).to.equal('failed')
  })

  it('takes a history of another station for nothing, and leaves the form when one is chosen', () => {
    const other = { kind: 'failed' as const, detail: 'x' }
    expect(reduce(begun, { kind: 'history', of: 'other', history: other }).history!.kind).to.equal('loading')
    const open = reduce(begun, { kind: 'open', editor: { mode: 'new', id: 'x', station: 's', draft } })
    expect(reduce(open, { kind: 'choose', chosen: 'other' })).not.to.have.property('editor')
  })
})
