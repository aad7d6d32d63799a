/** Which cells would one word of readiness move now? Led through the field that is there, and back: as a plan is tried. */
import type { FieldSource } from '../../geo/coverage/reach-field.ts'
import { crossingsOf } from '../../geo/coverage/residents.ts'
import type { Coverage } from '../contract/coverage.ts'
import { VasteError } from '../domain/error.ts'
import type { Measure, Service } from '../domain/vocabulary.ts'
import type { Ground } from './coverage-ground.ts'
import type { Standing } from './coverage-sources.ts'
import { type CoverageState, follow, type GatherContext, gatherState } from './coverage-state.ts'

/** What a station would say. */
export interface ReadinessWord {
  readonly station: string
  readonly crew: number
  /** Absent: as it stands. */
  readonly turnoutSeconds?: number | undefined
}

/** A source of its own, heard this moment. */
const asked = 'what-if'

/** Throws `not-found` for a station that is not on the board. */
function withWord({ units, stations, sources }: Standing, word: ReadinessWord, at: number): Standing {
  const known = stations.get(word.station)
  if (!known)
    throw new VasteError('not-found', `found no station '${word.station}'; expected one of the board's`)
  const { turnoutSeconds = known.turnoutSeconds } = word
  const said = { ...known, crew: word.crew, turnoutSeconds, readinessAt: at, source: asked }
  return {
    units,
    stations: new Map(stations).set(word.station, said),
    sources: new Map(sources).set(asked, { source: asked, demo: false, lastReceivedAt: at }),
  }
}

/** The sources that there would be, with their rows. */
export async function sourcesAfter(
  service: Service,
  ground: Ground,
  around: GatherContext,
  word: ReadinessWord,
): Promise<readonly FieldSource[]> {
  const standing = withWord(around.standing, word, around.at)
  return (await gatherState(service, ground, { ...around, standing })).rows
}

export function movedBy(
  { field, ground, decision, reference, limits }: CoverageState,
  measure: Measure,
  after: readonly FieldSource[],
  { station, crew, turnoutSeconds }: ReadinessWord,
): NonNullable<Coverage['change']> {
  const standing = field.ids().map((id) => field.source(id)!)
  const before = field.seconds(measure).slice()
  const led = follow(field, after, ground, decision)
  const then = led.seconds(measure).slice()
  // As many changes back as there were forth: the field is itself again.
  if (led === field) follow(field, standing, ground, decision)
  const cells = Int32Array.from(before.keys()).filter((cell) => before[cell] !== then[cell])
  const of = (seconds: Uint16Array) => Uint16Array.from(cells, (cell) => seconds[cell]!)
  const changes = { cells, before: of(before), after: of(then) }
  const crossed = crossingsOf(changes, limits(measure).seconds, reference.cells.residents)
  return {
    ...{ station, crew, ...(turnoutSeconds !== undefined && { turnoutSeconds }), moved: cells.length },
    ...{ bare: [...crossed.bare], bareResidents: tenths(crossed.bareResidents) },
    ...{ covered: [...crossed.covered], coveredResidents: tenths(crossed.coveredResidents) },
  }
}

const tenths = (residents: number) => Math.round(residents * 10) / 10
