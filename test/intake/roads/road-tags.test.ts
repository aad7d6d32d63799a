import { expect } from 'chai'
import { durationSeconds, limitOf, roadWayOf, stopsUnits } from '../../../src/intake/roads/road-tags.ts'

const tags = (text: string) => new Map(text.split(' ').map((pair) => pair.split('=') as [string, string]))

describe('a way of OpenStreetMap', () => {
  for (const [text, expected] of [
    ['highway=primary', 'primary open both'],
    ['highway=motorway', 'motorway open forward'],
    ['highway=motorway oneway=no', 'motorway open both'],
    ['highway=motorway_link', 'link open both'],
    ['highway=residential oneway=yes', 'residential open forward'],
    ['highway=residential oneway=-1', 'residential open backward'],
    ['highway=residential junction=roundabout', 'residential open forward'],
    ['highway=residential oneway=reversible', undefined],
    ['highway=service access=private', 'service restricted both'],
    ['highway=service access=private motor_vehicle=yes', 'service open both'],
    ['highway=residential motor_vehicle=destination', 'residential restricted both'],
    ['highway=track motor_vehicle=forestry', 'track restricted both'],
    ['highway=residential motor_vehicle=no', undefined],
    ['highway=residential motor_vehicle=no bus=yes', 'residential emergency-only both'],
    ['highway=residential access=no emergency=yes', 'residential emergency-only both'],
    ['highway=service service=emergency_access', 'service emergency-only both'],
    ['highway=service emergency=no', undefined],
    ['highway=pedestrian', 'service emergency-only both'],
    ['highway=pedestrian motor_vehicle=no', undefined],
    ['highway=busway', 'service emergency-only both'],
    ['highway=footway', undefined],
    ['highway=footway access=yes', undefined],
    ['highway=cycleway motor_vehicle=destination', 'service restricted both'],
    ['highway=path emergency=designated', 'service emergency-only both'],
    ['highway=service area=yes', undefined],
    ['highway=construction', undefined],
    ['highway=constructor', undefined],
    ['building=yes', undefined],
    ['route=ferry', 'ferry open both'],
    ['route=ferry motor_vehicle=no', undefined],
    ['route=bus', undefined],
  ] as const)
    it(`with ${text} is ${expected ?? 'no road for us'}`, () => {
      const found = roadWayOf(tags(text))
      expect(found && `${found.kind.roadClass} ${found.kind.access} ${found.direction}`).to.equal(expected)
    })

  for (const [text, surface] of [
    ['highway=primary', 'unknown'],
    ['highway=track', 'gravel'],
    ['highway=track surface=asphalt', 'paved'],
    ['highway=primary surface=gravel', 'gravel'],
    ['highway=primary surface=mud', 'rough'],
  ] as const)
    it(`with ${text} has the surface ${surface}`, () => {
      expect(roadWayOf(tags(text))!.kind.surface).to.equal(surface)
    })

  for (const [text, tenths] of [
    ['80', 800],
    ['50 mph', 805],
    ['30mph', 483],
    ['FI:urban', 500],
    ['FI:rural', 800],
    ['RU:60', 600],
    ['none', 1300],
    ['60;80', 600],
    ['80 km/h', 800],
    ['signals', 0],
    ['constructor', 0],
    ['0', 0],
    ['999', 0],
    ['-50', 0],
  ] as const)
    it(`signed ${text} has the limit ${tenths / 10} km/h`, () => expect(limitOf(text)).to.equal(tenths))

  for (const [text, tenths] of [
    ['maxspeed:forward=60 maxspeed:backward=50', 500],
    ['maxspeed=variable maxspeed:type=FI:urban', 500],
    ['maxspeed=70 maxspeed:forward=50', 700],
    ['surface=asphalt', 0],
  ] as const)
    it(`with ${text} has ${tenths === 0 ? 'no limit' : `${tenths / 10} km/h`}`, () => {
      expect(roadWayOf(tags(`highway=primary ${text}`))!.kind.speedTenths).to.equal(tenths)
    })

  for (const [text, seconds] of [
    ['10', 600],
    ['00:10', 600],
    ['01:30:05', 5405],
    ['PT1H5M', 3900],
    ['soon', undefined],
    ['0', undefined],
    ['P', undefined],
  ] as const)
    it(`takes ${seconds} s to cross in a duration of ${text}`, () => {
      expect(durationSeconds(text)).to.equal(seconds)
    })

  for (const [text, stops] of [
    ['barrier=bollard', true],
    ['barrier=block', true],
    ['barrier=bollard bollard=removable', false],
    ['barrier=bollard emergency=yes', false],
    ['barrier=gate', false],
    ['barrier=lift_gate access=private', false],
    ['barrier=kerb', false],
    ['highway=crossing', false],
  ] as const)
    it(`${stops ? 'ends' : 'goes on'} at a node with ${text}`, () =>
      expect(stopsUnits(tags(text))).to.equal(stops))
})
