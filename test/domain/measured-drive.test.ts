import { expect } from 'chai'
import type { TaskEvent } from '../../src/domain/event.ts'
import { measuredDrive } from '../../src/domain/measured-drive.ts'
import { taskFrom } from '../../src/domain/task.ts'
import type { UnitType } from '../../src/domain/vocabulary.ts'
import { at, created, status, urgency } from '../builders.ts'

const told = (enRoute: string, atScene: string) => [
  status('1:00', 'als 1', 'alerted'),
  status(enRoute, 'als 1', 'en-route'),
  status(atScene, 'als 1', 'at-scene'),
]
const drive = (events: readonly TaskEvent[], change: Parameters<typeof created>[0] = {}, type?: UnitType) => {
  const task = taskFrom([created(change), ...events])
  return measuredDrive(task, task.units[0]!, type)
}

describe('measured drive', () => {
  it('is from setting out to being at the scene, with lights and siren for A and B', () => {
    for (const [letter, kind] of [
      ['A', 'emergency'],
      ['B', 'emergency'],
      ['C', 'normal'],
      ['D', 'normal'],
    ] as const)
      expect(drive(told('2:30', '9:00'), { urgency: letter })).to.deep.include({
        ...{ kind, seconds: 390, enRouteAt: at('2:30') },
      })
  })

  it('is left out with a reason where a time is missing or wrong', () => {
    const [alerted, enRoute, atScene] = told('2:00', '9:00')
    for (const [reason, found] of [
      ['no-en-route', drive([alerted!, atScene!])],
      ['no-at-scene', drive([alerted!, enRoute!])],
      ['out-of-order', drive(told('9:00', '8:00'))],
      ['out-of-order', drive(told('0:30', '8:00'))],
      ['forgotten-button', drive(told('8:00', '8:10'))],
      ['forgotten-button', drive([...told('2:00', '30:00'), status('30:05', 'als 1', 'transporting')])],
      ['implausibly-long', drive(told('2:00', '190:00'))],
      ['no-urgency', drive(told('2:00', '9:00'), { urgency: undefined })],
      ['no-urgency', drive(told('2:00', '9:00'), { urgency: 'E' })],
      ['urgency-changed', drive([...told('2:00', '9:00'), urgency('5:00', 'C')])],
      ['flies', drive(told('2:00', '9:00'), {}, 'doctor-helicopter')],
    ] as const)
      expect(found, reason).to.equal(reason)
  })

  it('stays when the urgency changed between A and B, or after the arrival', () => {
    expect(drive([...told('2:00', '9:00'), urgency('5:00', 'B')])).to.include({ kind: 'emergency' })
    expect(drive([...told('2:00', '9:00'), urgency('9:30', 'D')])).to.include({ kind: 'emergency' })
  })
})
