import { expect } from 'chai'
import fc from 'fast-check'
import type { TaskEvent } from '../../src/domain/event.ts'
import { judgedRows, rowFlags } from '../../src/domain/judged-row.ts'
import { taskFrom } from '../../src/domain/task.ts'
import { judge, judgeTask, type TaskVerdict } from '../../src/domain/verdict.ts'
import { type ExclusionReason, exclusionReasons } from '../../src/domain/vocabulary.ts'
import {
  aDecision,
  aReference,
  aTarget,
  aTask,
  at,
  cancelled,
  closed,
  created,
  type Leg,
  start,
  status,
  urgency,
  type World,
} from '../builders.ts'

type TaskChange = Parameters<typeof aTask>[0]

const verdictOf = (change: TaskChange = {}, world: World = {}) => judgeTask(aTask(change), aReference(world))!
const verdictFrom = (events: readonly TaskEvent[], world: World = {}) =>
  judgeTask(taskFrom(events), aReference(world))!
/** One word for each measure: its seconds, 'pending' or why it is excluded. */
const wordsOf = (verdict: TaskVerdict) =>
  verdict.measures.map(({ outcome }) =>
    outcome.kind === 'reached' ? outcome.seconds : outcome.kind === 'pending' ? 'pending' : outcome.reason,
  )
const arrived: Leg[] = [['als 1', '1:00', '8:00']]
const inHelsinki = (text: string) => Date.parse(`${text}+02:00`)

describe('a verdict', () => {
  it('names everything a figure needs', () => {
    const { measures, ...verdict } = verdictOf()
    expect(verdict).to.deep.equal({
      ...{ task: 'T1', service: 'ems', datedAt: at('1:00'), decision: 'decision', zone: '1' },
      ...{ municipality: '179', urgency: 'A', urgencyGroup: 'A+B' },
    })
    expect(measures).to.have.length(1)
    expect(measures[0]!.outcome).to.deep.equal({
      kind: 'reached',
      seconds: 420,
      arrivedAt: at('8:00'),
      unit: 'als 1',
    })
    expect(measures[0]!.targets.map((target) => target.requiredShare)).to.deep.equal([0.9, 0.5])
  })

  it('is none before a source has told which service the task belongs to', () => {
    expect(judgeTask(taskFrom([status('1:00', 'als 1', 'alerted')]), aReference())).to.equal(undefined)
  })

  describe('uses the units and urgency that the decision asks for', () => {
    const legs: Leg[] = [
      ['als 1', '1:00', '13:00'],
      ['first-response 1', '1:30', '6:00'],
    ]
    for (const [letter, seconds] of [
      ['A', 300],
      ['B', 300],
      ['C', 720],
      ['D', 720],
    ] as const)
      it(`${letter}: ${seconds} s`, () =>
        expect(wordsOf(verdictOf({ urgency: letter, legs }))).to.deep.equal([seconds]))

    it('first response alone does not reach C (trap 2)', () => {
      const alone: Leg[] = [['first-response 1', '1:00', '6:00']]
      expect(wordsOf(verdictOf({ urgency: 'C', legs: alone }))).to.deep.equal(['arrival-missing'])
      expect(wordsOf(verdictOf({ urgency: 'C', legs: alone, open: true }))).to.deep.equal(['pending'])
    })

    it('a later urgency does not move it (trap 21)', () => {
      const events = [
        created(),
        status('1:00', 'als 1', 'alerted'),
        urgency('2:00', 'D'),
        status('8:00', 'als 1', 'at-scene'),
      ]
      expect(verdictFrom(events)).to.include({ urgency: 'A', urgencyGroup: 'A+B' })
    })
  })

  describe('counts a task among its own kind', () => {
    it('a class without a target is followed: reached, against no target', () => {
      const [only] = verdictOf({}, { zone: { kind: 'class', id: '4' } }).measures
      expect(only).to.include({ measure: 'first-unit' })
      expect(only!.targets).to.deep.equal([])
      expect(only!.outcome.kind).to.equal('reached')
    })
    it('a task without a place keeps its urgency group and measure', () => {
      const verdict = verdictOf({ place: undefined })
      expect(verdict.urgencyGroup).to.equal('A+B')
      expect(verdict.measures.map(({ measure }) => measure)).to.deep.equal(['first-unit'])
    })
    it('created on a day without a decision, alerted on one with: judged by that one', () => {
      const decisions = [aDecision({ validFrom: '2026-11-22' })]
      const late = { createdAt: at('230:00'), legs: [['als 1', '245:00', '250:00']] as Leg[] }
      expect(wordsOf(verdictOf(late, { decisions }))).to.deep.equal([300])
    })
  })

  describe('excludes with one reason', () => {
    const reasons: readonly (readonly [string, ExclusionReason, TaskChange, World])[] = [
      ['no decision that day (trap 57)', 'no-decision', {}, { decisions: [] }],
      [
        'a decision of the other service only',
        'no-decision',
        {},
        { decisions: [aDecision({ service: 'rescue' })] },
      ],
      ['ordered as a transfer (trap 29)', 'not-from-centre', { origin: 'transfer-order' }, {}],
      ['safety-phone help (trap 29)', 'not-from-centre', { origin: 'safety-phone' }, {}],
      ['a transfer by its code (trap 29)', 'transfer', { code: '793' }, {}],
      ['a standby move (trap 29)', 'transfer', { code: '792' }, {}],
      ['no place (trap 45)', 'no-place', { place: undefined }, {}],
      ['a place outside the county', 'outside-region', {}, { zone: { kind: 'outside-region' } }],
      ['a place without a class (trap 40)', 'no-zone-class', {}, { zone: { kind: 'no-zone-class' } }],
      ['no urgency', 'no-urgency', { urgency: undefined }, {}],
      ['a letter the decision does not know (trap 26)', 'urgency-not-assessed', { urgency: 'N' }, {}],
      ['a small d is not D (trap 26)', 'urgency-not-assessed', { urgency: 'd' }, {}],
      ['there before the alert (trap 9)', 'arrival-before-start', { legs: [['als 1', '1:00', '0:30']] }, {}],
      [
        'half a second before the alert (trap 9)',
        'arrival-before-start',
        { legs: [['als 1', '1:00', '0:59.5']] },
        {},
      ],
      ['nobody ever alerted', 'no-clock-start', { legs: [] }, {}],
      ['there without any alert', 'no-clock-start', { legs: [['als 1', undefined, '8:00']] }, {}],
      ['closed without an arrival (trap 11)', 'arrival-missing', { legs: [['als 1', '1:00']] }, {}],
    ]
    for (const [what, reason, change, world] of reasons)
      it(`${what}: ${reason}`, () => expect(wordsOf(verdictOf(change, world))).to.deep.equal([reason]))

    const alerted = [created(), status('1:00', 'als 1', 'alerted')]
    const endings: readonly (readonly [string, string | number, readonly TaskEvent[]])[] = [
      ['cancelled before arrival (trap 27)', 'cancelled-before-arrival', [cancelled('4:00')]],
      [
        'closed with X-91 and nobody there (trap 27)',
        'cancelled-before-arrival',
        [closed('4:00', { outcome: 'X-91' })],
      ],
      [
        'closed with X9 and nobody there (trap 27)',
        'cancelled-before-arrival',
        [closed('4:00', { outcome: 'X9' })],
      ],
      [
        'cancelled after another arrived (X-93, trap 27)',
        300,
        [status('6:00', 'bls 1', 'at-scene'), cancelled('7:00', 'X-93')],
      ],
      [
        'no transport after arrival counts (trap 28)',
        300,
        [status('6:00', 'als 1', 'at-scene'), closed('30:00', { outcome: 'X-81' })],
      ],
      [
        'a remote assessment has no arrival by design (trap 30)',
        'remote-assessment',
        [closed('30:00', { outcome: 'X-52' })],
      ],
      [
        'an assessment at the scene that nobody pressed',
        'arrival-missing',
        [closed('30:00', { outcome: 'X-51' })],
      ],
    ]
    for (const [what, word, events] of endings)
      it(what, () => expect(wordsOf(verdictFrom([...alerted, ...events]))).to.deep.equal([word]))

    it('a C cancelled when only first response was there', () => {
      const events = [created({ urgency: 'C' }), status('1:00', 'first-response 1', 'alerted')]
      const end = [status('6:00', 'first-response 1', 'at-scene'), cancelled('9:00')]
      expect(wordsOf(verdictFrom([...events, ...end]))).to.deep.equal(['cancelled-before-arrival'])
    })

    it('the first that applies, in the order of the vocabulary', () => {
      const flaws = {
        'no-decision': { world: { decisions: [] } },
        'not-from-centre': { task: { origin: 'transfer-order' } },
        transfer: { task: { code: '793' } },
        'remote-assessment': { ending: closed('90:00', { outcome: 'X-52' }) },
        'cancelled-before-arrival': { cancelled: true },
        'no-place': { task: { place: undefined } },
        'outside-region': { world: { zone: { kind: 'outside-region' } } },
        'no-zone-class': { world: { zone: { kind: 'no-zone-class' } } },
        'no-urgency': { task: { urgency: undefined } },
        'urgency-not-assessed': { task: { urgency: 'N' } },
        'no-clock-start': { silent: true },
      } as const
      type Flaw = keyof typeof flaws
      const rankOf = (reason: Flaw) => exclusionReasons.indexOf(reason)
      const excluding: Flaw[][] = [
        ['outside-region', 'no-zone-class'],
        ['no-urgency', 'urgency-not-assessed'],
      ]
      const several = fc
        .subarray(Object.keys(flaws) as Flaw[], { minLength: 1 })
        .filter((chosen) =>
          excluding.every((group) => group.filter((flaw) => chosen.includes(flaw)).length < 2),
        )
      fc.assert(
        fc.property(several, (chosen) => {
          const picked = chosen.map((flaw) => flaws[flaw] as Record<string, object>)
          const change = Object.assign({}, ...picked.map(({ task }) => task))
          const world = Object.assign({}, ...picked.map((flaw) => flaw.world))
          const silent = chosen.includes('no-clock-start')
          const events: TaskEvent[] = [
            created(change),
            ...(silent ? [] : [status('1:00', 'als 1', 'alerted')]),
          ]
          if (chosen.includes('cancelled-before-arrival')) events.push(cancelled('5:00'))
          const ending = chosen.includes('remote-assessment')
            ? flaws['remote-assessment'].ending
            : closed('90:00')
          const first = chosen.reduce((best, flaw) => (rankOf(flaw) < rankOf(best) ? flaw : best))
          expect(new Set(wordsOf(verdictFrom([...events, ending], world)))).to.deep.equal(new Set([first]))
        }),
        { numRuns: 500 },
      )
    })
  })

  describe('of an open task', () => {
    it('is pending, and tells when each target is due', () => {
      const { measures } = verdictOf({ legs: [['als 1', '1:00']], open: true })
      expect(measures[0]!.outcome).to.deep.equal({ kind: 'pending', startAt: at('1:00') })
      const due = measures[0]!.targets.map((target) => judge(measures[0]!.outcome, target))
      expect(due).to.deep.equal([
        { kind: 'pending', dueAt: at('12:00') },
        { kind: 'pending', dueAt: at('9:00') },
      ])
    })

    it('has no due time before its clock has started', () => {
      const { measures } = verdictOf({ legs: [], open: true })
      expect(judge(measures[0]!.outcome, aTarget())).to.deep.equal({ kind: 'pending' })
    })

    it('is reached as soon as somebody is there', () => {
      expect(wordsOf(verdictOf({ legs: arrived, open: true }))).to.deep.equal([420])
    })
  })

  describe('of an arrival at the very start', () => {
    const legs: Leg[] = [['als 1', '1:00', '1:00']]

    it('is excluded: the unit was there when it called the task in (trap 9)', () => {
      expect(wordsOf(verdictOf({ legs }))).to.deep.equal(['arrival-before-start'])
    })

    it('is used where the source writes whole minutes: it took less than one (trap 19)', () => {
      expect(wordsOf(verdictOf({ legs, resolutionSeconds: 60 }))).to.deep.equal([0])
    })
  })

  describe('by urgency', () => {
    const told = [
      created({ urgency: 'C' }),
      status('1:00', 'als 1', 'alerted'),
      status('9:00', 'als 1', 'at-scene'),
    ]
    const upgraded = [...told, urgency('2:00', 'A'), urgency('5:00', 'B'), closed('60:00')]
    for (const [urgencyRule, letter] of [
      [undefined, 'C'],
      ['first-alert', 'C'],
      ['highest', 'A'],
      ['last', 'B'],
    ] as const)
      it(`${urgencyRule ?? 'without a rule'}: ${letter} of C, A and B (trap 21)`, () => {
        const decisions = [aDecision(urgencyRule ? { urgencyRule } : {})]
        const verdict = verdictFrom(upgraded, { decisions })
        expect(verdict.urgency).to.equal(letter)
        expect(judgedRows(verdict, taskFrom(upgraded), () => undefined)[0]!.flags).to.equal(
          rowFlags.urgencyChanged,
        )
      })
  })

  describe('with parts of the way', () => {
    const told = (enRoute: string, mobile?: boolean) => [
      created(),
      status('1:00', 'als 1', 'alerted', mobile === undefined ? {} : { mobile }),
      status(enRoute, 'als 1', 'en-route'),
      status('9:00', 'als 1', 'at-scene'),
      closed('60:00'),
    ]
    const rowOf = (events: readonly TaskEvent[]) =>
      judgedRows(verdictFrom(events), taskFrom(events), () => 'laukaa')[0]!

    it('tells turnout and drive apart, and where the unit is at home', () => {
      expect(rowOf(told('2:10'))).to.include({
        turnoutSeconds: 70,
        driveSeconds: 410,
        station: 'laukaa',
        flags: 0,
      })
    })

    it('marks a unit that was alerted away from its station (trap 10)', () => {
      expect(rowOf(told('1:05', true))).to.include({ turnoutSeconds: 5, flags: rowFlags.mobile })
    })

    it('tells none where the times run backwards', () => {
      expect(rowOf(told('0:30')).turnoutSeconds).to.equal(undefined)
    })
  })

  it('of a task cancelled before arrival tells how long it had waited (trap 27)', () => {
    const events = [created(), status('1:00', 'als 1', 'alerted'), cancelled('8:30')]
    const [row] = judgedRows(verdictFrom(events), taskFrom(events), () => undefined)
    expect(row).to.include({ excluded: 'cancelled-before-arrival', cancelledSeconds: 450 })
  })

  describe('of a rescue task', () => {
    const decision = aDecision({
      service: 'rescue',
      qualifyingUnits: { 'first-unit': 'any', 'effective-action': 'any', turnout: 'any' },
      formations: {
        'effective-action': { leaders: 1, crew: 3, strengths: { 'rescue-unit': { leaders: 1, crew: 2 } } },
      },
      targets: (['first-unit', 'effective-action', 'turnout'] as const).map((measure) =>
        aTarget({ measure }),
      ),
    })

    it('tells a formation that was never complete and a turnout that nobody told from a missing arrival', () => {
      const change = { service: 'rescue', legs: [['rescue-unit 1', '1:00', '8:00']] } as const
      expect(wordsOf(verdictOf(change, { decisions: [decision] }))).to.deep.equal([
        420,
        'formation-incomplete',
        'en-route-missing',
      ])
    })
  })

  describe('against a target', () => {
    for (const [arrival, kind] of [
      ['8:59.9', 'in-time'],
      ['9:00', 'in-time'],
      ['9:00.1', 'late'],
      ['9:01', 'late'],
    ] as const)
      it(`alert 1:00, 8 minutes, arrival ${arrival}: ${kind} (trap 20)`, () => {
        const { measures } = verdictOf({ legs: [['als 1', '1:00', arrival]] })
        expect(judge(measures[0]!.outcome, { withinSeconds: 480 }).kind).to.equal(kind)
      })

    it('stays excluded with its reason', () => {
      const { measures } = verdictOf({ urgency: 'N' })
      expect(judge(measures[0]!.outcome, aTarget())).to.deep.equal({
        kind: 'excluded',
        reason: 'urgency-not-assessed',
      })
    })
  })

  describe('by date', () => {
    const before = aDecision({
      id: 'before',
      validFrom: '2025-01-01',
      validTo: '2026-01-01',
      targets: [aTarget({ withinSeconds: 100 })],
    })
    const after = aDecision({
      id: 'after',
      validFrom: '2026-01-01',
      targets: [aTarget({ withinSeconds: 200 })],
    })
    const newYear = (createdAt: string, alertedAt: string, decisions = [before, after]) => {
      const events = [
        created({ at: inHelsinki(createdAt) }),
        status('0:00', 'als 1', 'alerted', { at: inHelsinki(alertedAt) }),
      ]
      return verdictFrom(events, { decisions })
    }
    for (const [createdAt, alertedAt, decision] of [
      ['2025-12-31T23:58:00', '2025-12-31T23:59:59', 'before'],
      ['2025-12-31T23:58:00', '2026-01-01T00:00:00', 'after'],
      ['2026-01-01T00:00:00', '2026-01-01T00:01:00', 'after'],
    ] as const)
      it(`created ${createdAt}, alerted ${alertedAt}: ${decision} (trap 56)`, () => {
        const verdict = newYear(createdAt, alertedAt)
        expect(verdict.decision).to.equal(decision)
        expect(verdict.datedAt).to.equal(inHelsinki(alertedAt))
        expect(verdict.measures[0]!.targets[0]!.withinSeconds).to.equal(decision === 'before' ? 100 : 200)
      })

    it('is dated by its creation where the decision starts the clock there', () => {
      const decisions = [{ ...before, clockStart: 'task-created' as const }, after]
      const verdict = newYear('2025-12-31T23:58:00', '2026-01-01T00:01:00', decisions)
      expect(verdict).to.include({ decision: 'before', datedAt: inHelsinki('2025-12-31T23:58:00') })
    })

    it('has no decision in a gap: the old one does not stretch (trap 57)', () => {
      const ended = { ...before, validTo: '2025-07-01' }
      const verdict = newYear('2025-08-01T12:00:00', '2025-08-01T12:01:00', [ended, after])
      expect(verdict.decision).to.equal(undefined)
      expect(wordsOf(verdict)).to.deep.equal(['no-decision'])
      expect(verdict).to.include({ urgency: 'A', urgencyGroup: 'not-assessed' })
    })

    it('calls urgent in rescue what the decision of the date calls so: A to C once, A and B now (trap 25)', () => {
      const rescue = { service: 'rescue' as const }
      const wide = { ...before, ...rescue, targets: [aTarget({ urgencies: ['A', 'B', 'C'] })] }
      const narrow = { ...after, ...rescue, targets: [aTarget({ urgencies: ['A', 'B'] })] }
      const groupOn = (date: string, letter: string) => {
        const events = [
          created({ ...rescue, at: inHelsinki(`${date}T12:00:00`), urgency: letter }),
          status('0:00', 'rescue-unit 1', 'alerted', { at: inHelsinki(`${date}T12:01:00`) }),
          status('0:00', 'rescue-unit 1', 'at-scene', { at: inHelsinki(`${date}T12:08:00`) }),
        ]
        const verdict = verdictFrom(events, { decisions: [wide, narrow] })
        return [verdict.urgencyGroup, ...wordsOf(verdict)]
      }
      expect(groupOn('2025-12-31', 'C')).to.deep.equal(['A+B+C', 420])
      expect(groupOn('2026-01-01', 'C')).to.deep.equal(['not-assessed', 'urgency-not-assessed'])
      expect(groupOn('2026-01-01', 'B')).to.deep.equal(['A+B', 420])
    })

    it('asks for the zone of that day', () => {
      const asked: string[] = []
      const reference = aReference({ decisions: [before, after] })
      const events = [
        created({ at: inHelsinki('2025-12-31T23:58:00') }),
        status('0:00', 'als 1', 'alerted', { at: inHelsinki('2026-01-01T00:01:00') }),
      ]
      judgeTask(taskFrom(events), {
        ...reference,
        zoneOf: (system, _, on) => {
          asked.push(`${system} ${on}`)
          return { kind: 'class', id: '1' }
        },
      })
      expect(asked).to.deep.equal(['area 2026-01-01'])
    })

    it('of a task that was never created but whose service is told late is that of its first message', () => {
      const events = [status('-5:00', 'als 1', 'reserved'), created({ at: at('0:00') })]
      expect(verdictFrom(events).datedAt).to.equal(start)
    })
  })

  it('is of the place: a neighbour’s unit inside counts, our own unit outside does not (trap 33)', () => {
    const legs: Leg[] = [['neighbour 7', '1:00', '6:00']]
    expect(wordsOf(verdictOf({ legs }))).to.deep.equal([300])
    expect(wordsOf(verdictOf({}, { zone: { kind: 'outside-region' } }))).to.deep.equal(['outside-region'])
  })

  it('is of the service that was asked for, whoever’s code it has (trap 34)', () => {
    for (const code of ['031', '203', '401', '704'])
      expect(verdictOf({ code }), code).to.deep.include({
        service: 'ems',
        decision: 'decision',
        urgency: 'A',
      })
    for (const code of ['031', '203', '401', '704']) expect(wordsOf(verdictOf({ code }))).to.deep.equal([420])
  })

  it('of rescue runs from the arriving unit’s own alert, of EMS from the first one (trap 6)', () => {
    const legs: Leg[] = [
      ['rescue-unit 1', '1:00'],
      ['rescue-unit 2', '3:00', '8:00'],
    ]
    const rescue = aDecision({ service: 'rescue', clockStart: 'arriving-unit-alert' })
    const words = (service: 'ems' | 'rescue') =>
      wordsOf(verdictOf({ legs, service }, { decisions: [aDecision(), rescue] }))
    expect([words('ems'), words('rescue')]).to.deep.equal([[420], [300]])
  })

  it('needs no place where the decision knows no zones', () => {
    const decision = aDecision({ zoneSystem: undefined, targets: [aTarget()] })
    const verdict = verdictOf({ place: undefined }, { decisions: [decision] })
    expect(verdict.zone).to.equal(undefined)
    expect(wordsOf(verdict)).to.deep.equal([420])
  })

  describe('with two measures', () => {
    const two = aDecision({
      targets: [aTarget(), aTarget({ measure: 'ambulance', withinSeconds: 1800, requiredShare: 0.9 })],
    })
    const measured = (change: TaskChange) => {
      const verdict = verdictOf(change, { decisions: [two] })
      return Object.fromEntries(verdict.measures.map(({ measure }, i) => [measure, wordsOf(verdict)[i]]))
    }
    it('times each by its own units', () => {
      const legs: Leg[] = [
        ['als 1', '1:00', '13:00'],
        ['first-response 1', '1:30', '6:00'],
      ]
      expect(measured({ legs })).to.deep.equal({ 'first-unit': 300, ambulance: 720 })
    })
    it('may have one reached and the other missing or pending', () => {
      const legs: Leg[] = [['first-response 1', '1:00', '6:00']]
      expect(measured({ legs })).to.deep.equal({ 'first-unit': 300, ambulance: 'arrival-missing' })
      expect(measured({ legs, open: true })).to.deep.equal({ 'first-unit': 300, ambulance: 'pending' })
    })
    it('excludes both for what holds of the task', () => {
      expect(measured({ code: '793' })).to.deep.equal({ 'first-unit': 'transfer', ambulance: 'transfer' })
    })
  })

  it('gives every task exactly one outcome for each measure, so that used + excluded = total', () => {
    const two = aDecision({
      targets: [
        aTarget({ zone: '1' }),
        aTarget({ urgencies: ['A'], measure: 'ambulance' }),
        aTarget({ urgencies: ['C'], measure: 'ambulance' }),
      ],
    })
    const clock = fc.nat(3000).map((s) => `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`)
    const leg = fc.tuple(
      fc.constantFrom('als 1', 'first-response 1', 'K 11'),
      fc.option(clock, { nil: undefined }),
      fc.option(clock, { nil: undefined }),
    )
    const anyTask = fc.record({
      legs: fc.array(leg, { maxLength: 3 }),
      open: fc.boolean(),
      urgency: fc.constantFrom('A', 'B', 'C', 'D', 'N', undefined),
      code: fc.constantFrom('704', '793', undefined),
      place: fc.constantFrom({ lon: 25, lat: 62 }, undefined),
      origin: fc.constantFrom('emergency-centre' as const, 'safety-phone' as const),
    })
    const zone = fc.constantFrom(
      { kind: 'class' as const, id: '1' },
      { kind: 'class' as const, id: '9' },
      { kind: 'outside-region' as const },
      { kind: 'no-zone-class' as const },
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(anyTask, zone), { maxLength: 20 }), (drawn) => {
        const verdicts = drawn.map(([change, answer]) =>
          verdictOf(change, { decisions: [two], zone: answer }),
        )
        for (const { measures } of verdicts) {
          expect(measures).to.not.have.length(0)
          expect(new Set(measures.map(({ measure }) => measure)).size).to.equal(measures.length)
        }
        const words = verdicts.flatMap(wordsOf)
        const used = words.filter((word) => typeof word === 'number')
        const left = words.filter(
          (word) => word === 'pending' || exclusionReasons.includes(word as ExclusionReason),
        )
        expect(used.every((seconds) => Number(seconds) >= 0)).to.equal(true)
        expect(used.length + left.length).to.equal(words.length)
      }),
      { numRuns: 300 },
    )
  })
})
