/** Does the simple speed model behave as driving does? */
import { expect } from 'chai'
import fc from 'fast-check'
import { distanceMetres, driveSecondsOver, expectedDriveSeconds } from '../../geo/travel.ts'

const jyvaskyla = { lon: 25.746, lat: 62.239 }
const laukaa = { lon: 25.959, lat: 62.413 }
const kinnula = { lon: 24.966, lat: 63.368 }

describe('travel', () => {
  it('takes no time to where one is', () => expect(expectedDriveSeconds(laukaa, laukaa, true)).equal(0))

  it('takes the same there and back', () => {
    expect(expectedDriveSeconds(jyvaskyla, laukaa, true)).equal(expectedDriveSeconds(laukaa, jyvaskyla, true))
  })

  it('is never shorter for a longer way, and always slower without lights and siren', () => {
    const metres = fc.double({ min: 0.001, max: 300_000, noNaN: true })
    fc.assert(
      fc.property(metres, metres, fc.boolean(), (a, b, alarm) => {
        const [near, far] = [Math.min(a, b), Math.max(a, b)]
        expect(driveSecondsOver(near, alarm)).at.most(driveSecondsOver(far, alarm))
        expect(driveSecondsOver(near, true)).below(driveSecondsOver(near, false))
      }),
    )
  })

  it('is slow in town and faster on a long road', () => {
    const speed = (metres: number) => metres / driveSecondsOver(metres, true)
    expect(speed(1_000) * 3.6).within(25, 45)
    expect(speed(100_000) * 3.6).within(60, 90)
  })

  it('gives minutes that a driver would believe', () => {
    expect(distanceMetres(jyvaskyla, laukaa)).closeTo(22_300, 500)
    expect(expectedDriveSeconds(jyvaskyla, laukaa, true) / 60).within(14, 24)
    expect(expectedDriveSeconds(jyvaskyla, kinnula, false) / 60).within(100, 150)
  })
})
