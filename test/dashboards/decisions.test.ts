import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { besideFault, howFor } from '../../dashboards/decisions/beside.ts'
import {
  bodyOf,
  type Draft,
  dateOf,
  draftFrom,
  secondsOf,
  shareOf,
} from '../../dashboards/decisions/draft.ts'
import { faultsOf } from '../../dashboards/decisions/faults.ts'
import { adoptionOf, freeId, initialState, isFresh, reduce } from '../../dashboards/decisions/state.ts'
import { standingOf, timelineOf } from '../../dashboards/decisions/timeline.ts'
import { defaultSettings } from '../../dashboards/settings.ts'
import { decisionSchema } from '../../src/contract/decision.ts'
import type { DecisionEntry } from '../../src/contract/decision-list.ts'
import { planAdoption } from '../../src/domain/decision-spans.ts'
import { aDecision } from '../builders.ts'

const folder = new URL('../../src/intake/decisions/', import.meta.url)
const shipped = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && name !== 'decision.schema.json')
  .map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8'))] as const)
const ems = draftFrom(shipped.find(([name]) => name === 'keski-suomi-ems.json')![1])
const rescue = draftFrom(shipped.find(([name]) => name === 'keski-suomi-rescue.json')![1])

describe('a draft of a decision', () => {
  for (const [name, body] of shipped)
    it(`says of ${name} what it says`, () => {
      const { $schema: _schema, ...decision } = body
      expect(bodyOf(draftFrom(body))).to.deep.equal(decision)
      expect([...faultsOf(draftFrom(body))]).to.deep.equal([])
    })

  it('reads minutes and seconds only, per cent and dates as they are typed (trap 61)', () => {
    const seconds = ['8:00', ' 120:00 ', '8:5', '8.5', '8:60', '', '-1:00'].map(secondsOf)
    expect(seconds).to.deep.equal([480, 7200, undefined, undefined, undefined, undefined, undefined])
    expect(['90', '90,5', '0.1', '101', 'x'].map(shareOf)).to.deep.equal([0.9, 0.905, 0.001, 1.01, undefined])
    const dates = ['1.2.2026', '2026-02-01', '29.2.2025', '31.4.2026', '1.2.26', ''].map(dateOf)
    expect(dates).to.deep.equal(['2026-02-01', '2026-02-01', undefined, undefined, undefined, undefined])
  })

  it('is made of anything that a file may hold', () => {
    for (const input of [
      null,
      5,
      [],
      'x',
      { targets: 3, name: [], measures: null, qualifyingUnits: { drive: 4 } },
    ])
      expect(faultsOf(draftFrom(input)).size, JSON.stringify(input)).to.be.greaterThan(3)
  })

  const target = (change: object) => ({
    targets: ems.targets.map((t, i) => (i === 0 ? { ...t, ...change } : t)),
  })
  const measure = (name: 'ambulance' | 'effective-action', change: object) => ({
    measures: { ...rescue.measures, [name]: { ...rescue.measures[name], ...change } },
  })
  const faulty: [what: string, field: string, change: Partial<Draft>, from?: Draft][] = [
    ['an id with a space', 'id', { id: 'a b' }],
    ['no Swedish name', 'name-sv', { name: { ...ems.name, sv: ' ' } }],
    ['a source that is too long', 'source', { source: 'x'.repeat(1001) }],
    ['no first day', 'validFrom', { validFrom: '' }],
    ['a day that is not there', 'validTo', { validTo: '31.2.2026' }],
    ['an end before the beginning', 'validTo', { validTo: '1.1.2020' }],
    ['no clock', 'clockStart', { clockStart: '' }],
    ['no targets', 'targets', { targets: [] }],
    ['a target without urgency', 'target-0-urgencies', target({ urgencies: '' })],
    ['an urgency in two groups', 'target-1-urgencies', target({ urgencies: 'A' })],
    ['a target without zone', 'target-0-zone', target({ zone: '' })],
    ['a target without measure', 'target-0-measure', target({ measure: '' })],
    ['a target whose measure nobody is timed for', 'target-0-measure', target({ measure: 'drive' })],
    ['a time of zero', 'target-0-time', target({ time: '0:00' })],
    ['a time of more than a day', 'target-0-time', target({ time: '1441:00' })],
    ['no time', 'target-0-time', target({ time: '' })],
    ['a share of zero', 'target-0-share', target({ share: '0' })],
    ['a share above all', 'target-0-share', target({ share: '100,1' })],
    [
      'no type chosen',
      'units-effective-action',
      measure('effective-action', { units: 'chosen', types: [] }),
      rescue,
    ],
    [
      'no unit at all',
      'count-effective-action',
      measure('effective-action', { formation: 'units', count: '0' }),
      rescue,
    ],
    ['a crew in words', 'crew-effective-action', measure('effective-action', { crew: 'three' }), rescue],
    [
      'a strength beyond measure',
      'strength-effective-action-support',
      measure('effective-action', { strengths: { support: { leaders: '10', crew: '1' } } }),
      rescue,
    ],
  ]
  for (const [what, field, change, from = ems] of faulty)
    it(`with ${what} has a fault there, and the service would not take it either`, () => {
      const draft = { ...from, ...change }
      expect([...faultsOf(draft).keys()]).to.include(field)
      expect(decisionSchema.safeParse(bodyOf(draft)).success).to.equal(false)
    })

  it('is fresh only as long as it is what was previewed', () => {
    let state = reduce(initialState(defaultSettings), { kind: 'open', draft: ems })
    const of = JSON.stringify(adoptionOf(state.editor!))
    state = reduce(state, { kind: 'preview', preview: { kind: 'ready', value: {} as never, of } })
    expect(isFresh(state.editor!)).to.equal(true)
    const other = reduce(state, { kind: 'how', how: { kind: 'ends', id: 'x' } })
    expect(isFresh(other.editor!)).to.equal(false)
    const changed = reduce(state, { kind: 'change', draft: { ...ems, source: 'other' } })
    expect(isFresh(changed.editor!)).to.equal(false)
    expect(isFresh(reduce(changed, { kind: 'change', draft: ems }).editor!)).to.equal(true)
  })

  it('copied takes a name that is free', () => {
    expect(freeId('a', [])).to.equal('a')
    expect(freeId('a', ['a'])).to.equal('a-2')
    expect(freeId('a-2', ['a', 'a-2'])).to.equal('a-3')
  })
})

describe('a draft beside other decisions', () => {
  const held = [
    aDecision({ id: 'one', validFrom: '2024-01-01', validTo: '2025-01-01' }),
    aDecision({ id: 'two', validFrom: '2025-01-01' }),
    aDecision({ id: 'fire', service: 'rescue', validFrom: '2024-01-01' }),
  ]
  const entries = held as unknown as DecisionEntry[]
  const cases = ['one', 'two', 'three'].flatMap((id) =>
    ['2023-01-01', '2024-01-01', '2024-06-01', '2025-01-01', '2026-01-01'].flatMap((validFrom) =>
      ['', '2023-06-01', '2025-01-01', '2027-01-01'].flatMap((validTo) =>
        (['alone', 'ends', 'replaces'] as const).flatMap((kind) =>
          ['one', 'two'].map((other) => ({ id, validFrom, validTo, kind, other })),
        ),
      ),
    ),
  )

  it('is refused on the page exactly where the service refuses it (traps 56 and 57)', () => {
    let refused = 0
    for (const { id, validFrom, validTo, kind, other } of cases) {
      if ((validTo !== '' && validTo <= validFrom) || (kind !== 'alone' && other === id)) continue
      const decision = aDecision({ id, validFrom, ...(validTo === '' ? {} : { validTo }) })
      const here = besideFault(entries, { id, service: 'ems', validFrom, validTo }, { kind, id: other })
      let there = false
      try {
        planAdoption(held, { decision, ...(kind === 'alone' ? {} : { [kind]: other }) })
      } catch {
        there = true
      }
      expect(here !== undefined, JSON.stringify({ id, validFrom, validTo, kind, other })).to.equal(there)
      if (there) refused++
    }
    expect(refused).to.be.greaterThan(20)
  })

  it('ends by itself the one that is in force on its first day', () => {
    expect(howFor(entries, 'ems', '2026-01-01')).to.deep.equal({ kind: 'ends', id: 'two' })
    expect(howFor(entries, 'ems', '2023-01-01')).to.deep.equal({ kind: 'alone', id: '' })
  })
})

describe('the timeline', () => {
  it('keeps today in view, and bars within it', () => {
    const decisions = [
      aDecision({ validFrom: '2000-01-01' }),
      aDecision({ id: 'b', validFrom: '2030-01-01' }),
    ]
    const { today, bar, years } = timelineOf({ decisions: decisions as never, today: '2026-07-01' })
    expect(today).to.be.within(0.3, 0.9)
    expect(bar(decisions[0]!)).to.deep.equal({ from: 0, to: 1, open: true })
    expect(bar({ validFrom: '2025-01-01', validTo: '2026-01-01' }).to).to.be.lessThan(today)
    expect(years.map(({ year }) => year)).to.include.members([2020, 2026])
  })

  it('says whether a decision is in force', () => {
    const span = { validFrom: '2026-01-01', validTo: '2027-01-01' }
    const on = (today: string) => standingOf(span, today)
    expect(['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map(on)).to.deep.equal([
      ...['future', 'in-force', 'in-force', 'past'],
    ])
  })
})
