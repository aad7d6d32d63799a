/** Is this OpenStreetMap way a road for our units, of which kind, and in which direction? */
import type { Access, RoadClass, RoadKind, Surface } from '../../../geo/roads/road-graph.ts'
import type { Tags } from './pbf-content.ts'

export interface RoadWay {
  readonly kind: RoadKind
  readonly direction: 'both' | 'forward' | 'backward'
  /** Of a ferry whose crossing time is tagged. */
  readonly crossingSeconds?: number
}

/** Keys without one of which no way is a road. */
export const roadKeys = ['highway', 'route'] as const

const classOf: Readonly<Record<string, RoadClass>> = {
  motorway: 'motorway',
  trunk: 'trunk',
  primary: 'primary',
  secondary: 'secondary',
  tertiary: 'tertiary',
  motorway_link: 'link',
  trunk_link: 'link',
  primary_link: 'link',
  secondary_link: 'link',
  tertiary_link: 'link',
  unclassified: 'unclassified',
  road: 'unclassified',
  residential: 'residential',
  living_street: 'living-street',
  service: 'service',
  track: 'track',
  // A way that a car drives only where a tag allows it.
  ...{ pedestrian: 'service', busway: 'service', bus_guideway: 'service' },
  ...{ cycleway: 'service', footway: 'service', path: 'service' },
}
const pathLike = new Set(['cycleway', 'footway', 'path'])
const emergencyUnlessTagged = new Set(['pedestrian', 'busway'])

/** Undefined: not a road, not yet or no longer one, or closed to our units too. */
export function roadWayOf(tags: Tags): RoadWay | undefined {
  if (tags.get('route') === 'ferry' && !tags.has('highway')) return ferryOf(tags)
  const highway = tags.get('highway') ?? ''
  const roadClass = Object.hasOwn(classOf, highway) ? classOf[highway] : undefined
  if (!roadClass || tags.get('area') === 'yes' || highway === 'bus_guideway') return undefined
  const access = accessOf(tags, highway)
  const direction = directionOf(tags, highway)
  if (!access || !direction) return undefined
  return {
    kind: { roadClass, surface: surfaceOf(tags, roadClass), access, speedTenths: speedTenthsOf(tags) },
    direction,
  }
}

function ferryOf(tags: Tags): RoadWay | undefined {
  const access = accessOf(tags, 'ferry')
  if (access !== 'open' && access !== 'restricted') return undefined
  return {
    kind: { roadClass: 'ferry', surface: 'unknown', access, speedTenths: 0 },
    direction: directionOf(tags, 'ferry') ?? 'both',
    crossingSeconds: durationSeconds(tags.get('duration')),
  }
}

const openValues = new Set(['yes', 'permissive', 'designated', 'official', 'public', 'unknown'])
const emergencyValues = new Set(['yes', 'designated', 'official', 'permissive', 'private'])
const laneValues = new Set(['yes', 'designated', 'official'])

/**
 * The most particular tag decides. What is closed to cars stays open to emergency vehicles where buses drive or
 * an emergency access is tagged; private, destination and forestry roads are open to who has business there.
 */
function accessOf(tags: Tags, highway: string): Access | undefined {
  const value = tags.get('motorcar') ?? tags.get('motor_vehicle') ?? tags.get('vehicle') ?? tags.get('access')
  const emergency = tags.get('emergency')
  if (emergency === 'no') return undefined
  const forEmergency =
    emergencyValues.has(emergency ?? '') ||
    tags.get('service') === 'emergency_access' ||
    ['bus', 'psv'].some((key) => laneValues.has(tags.get(key) ?? ''))
  const closedClass = pathLike.has(highway) || emergencyUnlessTagged.has(highway)
  // On a path only a tag of its own lets a car in; 'access=yes' there speaks of people on foot.
  const ownTag = tags.get('motorcar') ?? tags.get('motor_vehicle')
  if (closedClass && ownTag === undefined)
    return forEmergency || emergencyUnlessTagged.has(highway) ? 'emergency-only' : undefined
  if (value === 'no' || value === 'disused') return forEmergency ? 'emergency-only' : undefined
  if (tags.get('service') === 'emergency_access') return 'emergency-only'
  if (value === undefined || openValues.has(value)) return 'open'
  return 'restricted'
}

function directionOf(tags: Tags, highway: string): RoadWay['direction'] | undefined {
  const value = tags.get('oneway:motor_vehicle') ?? tags.get('oneway')
  if (value === 'yes' || value === 'true' || value === '1') return 'forward'
  if (value === '-1' || value === 'reverse') return 'backward'
  // Now this way, now that: nobody can count on it.
  if (value === 'reversible') return undefined
  if (value === 'no' || value === 'false' || value === '0') return 'both'
  const round = ['roundabout', 'circular'].includes(tags.get('junction') ?? '')
  return round || highway === 'motorway' ? 'forward' : 'both'
}

const paved = new Set(
  'paved asphalt concrete concrete:plates concrete:lanes paving_stones sett chipseal metal wood cobblestone'.split(
    ' ',
  ),
)
const gravel = new Set('unpaved gravel fine_gravel compacted pebblestone dirt:compacted'.split(' '))

function surfaceOf(tags: Tags, roadClass: RoadClass): Surface {
  const value = tags.get('surface')
  if (value === undefined) return roadClass === 'track' ? 'gravel' : 'unknown'
  if (paved.has(value)) return 'paved'
  return gravel.has(value) ? 'gravel' : 'rough'
}

/** Words for general limits, km/h; Finland's own and what others write alike. */
const limitWords: Readonly<Record<string, number>> = {
  'fi:urban': 50,
  'fi:rural': 80,
  'fi:motorway': 120,
  'fi:living_street': 20,
  walk: 6,
  none: 130,
}

/** Tenths of km/h; 0 where no limit is tagged. Of different limits by direction the lower. */
function speedTenthsOf(tags: Tags): number {
  const known = [
    'maxspeed',
    'maxspeed:forward',
    'maxspeed:backward',
    'zone:maxspeed',
    'maxspeed:type',
    'source:maxspeed',
  ]
  const own = limitOf(tags.get('maxspeed'))
  if (own > 0) return own
  const byDirection = [known[1], known[2]].map((key) => limitOf(tags.get(key))).filter((limit) => limit > 0)
  if (byDirection.length > 0) return Math.min(...byDirection)
  for (const key of known.slice(3)) {
    const limit = limitOf(tags.get(key))
    if (limit > 0) return limit
  }
  return 0
}

/** Tenths of km/h; 0 for what is no limit. The lowest where several are written, as in "60;80". */
export function limitOf(text: string | undefined): number {
  if (text === undefined) return 0
  const limits = text.split(/[;|]/).map((part) => oneLimit(part.trim().toLowerCase()))
  const known = limits.filter((limit) => limit > 0)
  return known.length === 0 ? 0 : Math.min(...known)
}

function oneLimit(text: string): number {
  if (Object.hasOwn(limitWords, text)) return limitWords[text] * 10
  const match = /^(?:[a-z]{2}:)?(\d{1,3}(?:\.\d+)?)\s*(mph|km\/?h|kmh|kph)?$/.exec(text)
  if (!match) return 0
  const kmh = Number(match[1]) * (match[2] === 'mph' ? 1.609344 : 1)
  return kmh >= 1 && kmh <= 200 ? Math.round(kmh * 10) : 0
}

/** Seconds from "12", "00:12", "00:12:30" or "PT12M"; a number alone is minutes. */
export function durationSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const clock = /^(\d{1,3})(?::([0-5]\d))?(?::([0-5]\d))?$/.exec(text.trim())
  const iso = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/i.exec(text.trim())
  const [days, hours, minutes, seconds] = clock
    ? [0, clock[2] ? clock[1] : 0, clock[2] ?? clock[1], clock[3] ?? 0].map(Number)
    : iso
      ? iso.slice(1).map((part) => Number(part ?? 0))
      : [0, 0, 0, 0]
  const whole = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
  return whole > 0 ? whole : undefined
}

const stoppers = new Set(
  'block bollard jersey_barrier log chain debris cycle_barrier full-height_turnstile motorcycle_barrier stile turnstile kissing_gate'.split(
    ' ',
  ),
)

/**
 * Does a barrier on the road stop every unit? Gates, booths and booms are taken to open for one; posts and blocks
 * are not, unless a tag lets cars or emergency vehicles through. Whatever else
 * is tagged so stands beside roads as often as across them and stops nobody.
 */
export function stopsUnits(tags: Tags): boolean {
  const barrier = tags.get('barrier') ?? ''
  if (!stoppers.has(barrier)) return false
  if (tags.get('bollard') === 'removable' || tags.get('bollard') === 'rising') return false
  const letsIn = ['emergency', 'motorcar', 'motor_vehicle', 'vehicle', 'access']
  return !letsIn.some((key) => emergencyValues.has(tags.get(key) ?? ''))
}
