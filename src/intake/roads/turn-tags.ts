/** Which turn does an OpenStreetMap relation forbid or prescribe? */
import type { Member, Tags } from './pbf-content.ts'

/** By the ids of OpenStreetMap. */
export interface TaggedTurn {
  readonly rule: 'no' | 'only'
  readonly from: number
  readonly via: number
  readonly to: number
}

export interface TurnTally {
  /** By why a restriction is not obeyed. */
  readonly leftOut: Map<string, number>
}

const rule = /^(no|only)_(left_turn|right_turn|straight_on|u_turn|entry|exit)$/

/** No turn for what is no restriction, or none for us; reasons for those left out are counted. */
export function turnsOf(tags: Tags, members: readonly Member[], { leftOut }: TurnTally): TaggedTurn[] {
  if (tags.get('type') !== 'restriction') return []
  const without = (reason: string) => {
    leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1)
    return []
  }
  const value = tags.get('restriction:motorcar') ?? tags.get('restriction')
  if (value === undefined)
    return without(
      [...tags.keys()].some((key) => key.endsWith(':conditional')) ? 'at some hours only' : 'not for cars',
    )
  const match = rule.exec(value)
  if (!match) return without('of an unknown kind')
  if (/\b(emergency|motorcar|motor_vehicle)\b/.test(tags.get('except') ?? ''))
    return without('not for our units')
  const [from, via, to] = ['from', 'via', 'to'].map((role) =>
    members.filter((member) => member.role === role),
  )
  if (via.length !== 1 || via[0].kind !== 'node')
    return without(via.some(({ kind }) => kind === 'way') ? 'over a whole way' : 'without one place')
  const ways = [...from, ...to]
  if (from.length === 0 || to.length === 0 || ways.some(({ kind }) => kind !== 'way'))
    return without('incomplete')
  return from.flatMap((one) =>
    to.map((other) => ({ rule: match[1] as 'no' | 'only', from: one.id, via: via[0].id, to: other.id })),
  )
}
