// Made-up but contract-valid alarms: one of each, a flood, and what has been said of them.
import type { AlarmView } from '../../src/contract/alarms.ts'
import { type AlarmKind, alarmLimits } from '../../src/domain/alarm.ts'

const iso = (at: number) => new Date(at).toISOString()

export function anAlarm(
  kind: AlarmKind,
  subject: string,
  now: number,
  change: Partial<AlarmView> = {},
): AlarmView {
  const { priority, response } = alarmLimits.rules[kind]
  return {
    ...{ id: `${kind}~${now}~${subject}`, kind, subject, priority, response },
    ...{ since: iso(now - 150_000), raisedAt: iso(now - 30_000) },
    ...change,
  }
}

/** About the tasks and stations of the made-up situation. */
export function oneOfEach(now: number): AlarmView[] {
  const acknowledged = { by: 'kenttajohtaja', at: iso(now - 200_000) }
  return [
    anAlarm('not-alerted', '781-f', now, { name: '781', urgency: 'B', municipality: '179' }),
    anAlarm('missed', '703-b', now, {
      ...{ name: '703', urgency: 'B', municipality: '410', since: iso(now - 82_000) },
    }),
    anAlarm('will-miss', '745-c', now, { name: '745', urgency: 'B', municipality: '931' }),
    anAlarm('station-lost', 'station-3', now, {
      name: 'Äänekosken asema',
      raisedAt: iso(now - 400_000),
      acknowledged,
    }),
    anAlarm('source-silent', 'demo-avl', now, { name: 'demo-avl', since: iso(now - 4_000_000) }),
    anAlarm('zone-bare', '931', now, { municipality: '931', since: iso(now - 900_000) }),
  ]
}

export function aFlood(now: number): AlarmView[] {
  const sources = ['demo-avl', 'demo-crew', 'demo-erica', 'demo-kejo', 'radio']
  return sources.map((name, i) =>
    anAlarm('source-silent', name, now, {
      name,
      raisedAt: iso(now - i * 1000),
      flood: 'flood~source-silent~1',
    }),
  )
}

export function shelvedAlarm(now: number): AlarmView {
  const shelved = { by: 'kenttajohtaja', at: iso(now - 60_000), until: iso(now + 3_000_000) }
  return anAlarm('zone-bare', '992', now, { municipality: '992', shelved })
}
