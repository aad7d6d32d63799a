/** A plan's effect, and a suggestion, as plain text for a terminal. */
import type { PlanEffect, PlanWarning, ServiceEffect } from '../contract/plan-effect.ts'
import type { PlanPlaces } from '../contract/plan-ground.ts'
import type { Suggestion } from '../contract/plan-suggestion.ts'
import type { Language } from '../domain/vocabulary.ts'
import { type PlanTexts, planTexts } from './plan-texts.ts'

export function planTableText(effect: PlanEffect, places: PlanPlaces, language: Language): string {
  const words = planTexts[language]
  return [
    effect.name,
    words.laidOver(effect.on, effect.changes),
    ...(effect.demo ? [words.demo] : []),
    ...(effect.roads.approximate ? [words.approximate] : []),
    ...speedsLines(effect.roads, words),
    ...(effect.services.every(({ official }) => official) ? [] : [words.placeholder]),
    ...(effect.residentsEstimated ? [words.estimated] : []),
    words.turnout[effect.turnout],
    ...effect.services.flatMap((service) => ['', ...serviceLines(service, words)]),
    ...['', words.municipalities, ...municipalityLines(effect, places, language, words)],
    ...(effect.warnings.length > 0 ? ['', words.warnings] : []),
    ...effect.warnings.map((warning) => `- ${warningText(warning, words)}`),
    '',
  ].join('\n')
}

function speedsLines({ calibration }: PlanEffect['roads'], words: PlanTexts): string[] {
  if (!calibration) return [words.assumed]
  const { adoptedAt, from, to, demo, medianErrorSeconds } = calibration
  const told = words.calibrated(adoptedAt.slice(0, 10), from, to, words.number(medianErrorSeconds))
  return [told, ...(demo ? [words.calibratedDemo] : [])]
}

function serviceLines(effect: ServiceEffect, words: PlanTexts): string[] {
  const { service, measures, tasks, problemCells } = effect
  const { columns, number } = words
  const rows = measures
    .filter(({ urgencies }) => urgencies.length > 0)
    .map(({ measure, urgencies, total, urgencyGroups }) => {
      const group = urgencyGroups.find((one) => one.urgencies.join() === urgencies.join())
      return [
        `${words.measures[measure] ?? measure} ${urgencies.join('+')}`,
        ...[total.limited, total.before, total.after, total.gained, total.lost].map((one) =>
          number(one.residents),
        ),
        ...[group?.tasks ?? 0, group?.toWithin ?? 0, group?.toBeyond ?? 0].map((count) => number(count)),
      ]
    })
  const header = [
    ...[columns.what, columns.limited, columns.before, columns.after, columns.gained, columns.lost],
    ...[columns.tasks, columns.toWithin, columns.toBeyond],
  ]
  const hours = (side: 'before' | 'after', of: 'hours' | 'personHours') =>
    number(Object.values(effect.crewHours[side]).reduce((sum, kind) => sum + kind[of], 0))
  return [
    `${words.services[service]}. ${words.within}`,
    ...aligned([header, ...rows]),
    ...measures.map(
      ({ measure, mean }) =>
        `${words.measures[measure] ?? measure}: ${words.mean(number(mean.before, 1), number(mean.after, 1))}`,
    ),
    words.tasksOf(tasks.from, tasks.to, tasks.total, tasks.withoutCell),
    `${words.crewHours(hours('before', 'hours'), hours('after', 'hours'))}, ${words.personHours(hours('before', 'personHours'), hours('after', 'personHours'))}`,
    ...(problemCells
      ? [words.problemCells(problemCells.clears.length, problemCells.appears.length, problemCells.listed)]
      : []),
  ]
}

function municipalityLines(
  { services }: PlanEffect,
  places: PlanPlaces,
  language: Language,
  words: PlanTexts,
): string[] {
  const rows = services.flatMap(({ service, measures }) =>
    measures.flatMap(({ measure, municipalities }) =>
      municipalities
        .filter(
          ({ gained, lost, mean }) =>
            gained.residents + lost.residents > 0 || Math.abs(mean.after - mean.before) >= 1,
        )
        .map(({ municipality, before, after, gained, lost, mean }) => [
          places.municipality(municipality, language === 'sv' ? 'sv' : 'fi'),
          `${words.services[service]}, ${words.measures[measure] ?? measure}`,
          ...[before, after, gained, lost].map((one) => words.number(one.residents)),
          ...[mean.before, mean.after].map((seconds) => words.number(seconds)),
        ]),
    ),
  )
  const { columns } = words
  if (rows.length === 0) return [words.nobodyMoves]
  const header = [
    ...['', columns.what, columns.before, columns.after, columns.gained, columns.lost],
    ...[columns.secondsBefore, columns.secondsAfter],
  ]
  return aligned([header, ...rows])
}

function warningText({ kind, change, service, station, period, ...rest }: PlanWarning, words: PlanTexts) {
  const about = [
    ...(change === undefined ? [] : [`${words.change} ${change}`]),
    ...[station, period, service && words.services[service]].filter((one) => one !== undefined),
    ...[rest.metres, rest.cells].filter((one) => one !== undefined).map((one) => words.number(one)),
  ]
  return `${words.warning[kind]}: ${about.join(', ')}`
}

export function suggestionText(found: Suggestion, language: Language): string {
  const words = planTexts[language]
  const { number, suggestion: names } = words
  const digits = found.goal === 'median' ? 1 : 0
  const rows = found.suggested.map(
    ({ change: { period }, gain, cells, crewHours, personHours, runnerUp }) => [
      ...[period.id, number(gain, 1), number(cells.cell.length), number(crewHours), number(personHours)],
      runnerUp ? `${runnerUp.period.id} ${number(runnerUp.gain, 1)}` : '–',
    ],
  )
  const header = [names.crew, names.gain, names.cells, names.crewHours, names.personHours, names.runnerUp]
  return [
    `${words.services[found.service]}, ${words.measures[found.measure] ?? found.measure}: ${words.goals[found.goal](number(found.before, digits), number(found.after, digits))}`,
    ...(found.demo ? [words.demo] : []),
    ...(found.roads.approximate ? [words.approximate] : []),
    ...speedsLines(found.roads, words),
    words.suggested(found.method, number(found.bound, digits)),
    ...(rows.length === 0 ? [words.nothingHelps] : aligned([header, ...rows])),
    '',
  ].join('\n')
}

/** The first column to the left, numbers to the right. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const isNumber = (text: string) => /^[\d\s\u00a0.,–-]+$/.test(text)
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const body = rows.slice(1)
  return rows.map((row) =>
    row
      .map((text, column) =>
        body.length > 0 && body.every((each) => isNumber(each[column]!))
          ? text.padStart(widths[column]!)
          : text.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  )
}
