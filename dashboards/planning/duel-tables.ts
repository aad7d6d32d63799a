// Which tables does a duel have? Differences B - A with their intervals, as numbers for the page and its files.
import type { DuelResult, DuelRow, DuelShare } from '../../src/contract/plan-duel.ts'
import { boundsText, pointsText, timeDifferenceText } from '../compliance/signed.ts'
import { durationText, percentileText, sharePercentText } from '../formats.ts'
import type { Table } from '../parts/table.ts'
import type { Words } from '../words.ts'
import { type Names, placeName, zoneNameOf } from './tables.ts'

export function rowName(row: DuelRow, names: Names): string {
  const { t } = names.words
  const where =
    row.zone !== undefined
      ? [zoneNameOf(names, row.service, row.zone)]
      : row.municipality !== undefined
        ? [placeName(names, row.municipality)]
        : []
  return [
    ...where,
    `${t(`service.${row.service}`)} ${row.urgencies}`.trim(),
    t(`measure.${row.measure}`),
  ].join(' · ')
}

export const limitText = ({ withinSeconds }: DuelShare, { t }: Words) =>
  withinSeconds === undefined ? t('duel.own-limit') : durationText(withinSeconds)

export function duelTable(
  name: 'totals' | 'zones' | 'municipalities',
  result: DuelResult,
  names: Names,
): Table {
  const { words } = names
  const { t, language } = words
  return {
    ...{ name: `duel-${name}`, title: t(`duel.${name}`) },
    columns: [
      { title: t('duel.what') },
      { title: t('figures.target') },
      { title: t('duel.tasks'), digits: 1 },
      { title: 'A' },
      { title: 'B' },
      { title: t('duel.difference') },
      { title: t('duel.interval') },
      { title: t('duel.word') },
      { title: t('duel.to-in-time'), digits: 1 },
      { title: t('duel.to-late'), digits: 1 },
      { title: t('duel.mean') },
      { title: t('duel.mean-interval') },
      { title: t('duel.p90') },
      { title: t('duel.never'), digits: 1 },
    ],
    rows: result[name].flatMap((row) =>
      row.shares.map((share) => [
        rowName(row, names),
        limitText(share, words),
        share.tasks,
        ...[sharePercentText(share.a, language), sharePercentText(share.b, language)],
        pointsText(share.difference, words),
        boundsText(share, (bound) => pointsText(bound, words)),
        t(`duel.word.${share.word}`),
        ...[share.toInTime, share.toLate],
        row.mean ? timeDifferenceText(row.mean.difference) : undefined,
        row.mean ? boundsText(row.mean, timeDifferenceText) : undefined,
        row.p90 ? `${percentileText(row.p90.a)} → ${percentileText(row.p90.b)}` : undefined,
        row.neverB - row.neverA,
      ]),
    ),
  }
}

export function effortTable({ effort }: DuelResult, { words: { t, language } }: Names): Table {
  const row = (side: 'a' | 'b') =>
    effort[side].map((each) => [
      `${side.toUpperCase()}: ${t(`service.${each.service}.full`)}`,
      ...[each.crewHours, each.onCallCrewHours, each.personHours, each.unstatedHours],
      sharePercentText(each.utilisation, language),
      ...[each.waited, each.neverReached],
    ])
  return {
    ...{ name: 'duel-effort', title: t('duel.effort') },
    columns: [
      { title: t('duel.plan') },
      ...(['duel.crew-hours', 'duel.on-call-hours', 'duel.person-hours', 'plan.cost.unstated'] as const).map(
        (key) => ({ title: t(key), digits: 1 }),
      ),
      { title: t('duel.utilisation') },
      { title: t('duel.waited'), digits: 1 },
      { title: t('duel.never-reached'), digits: 1 },
    ],
    rows: [...row('a'), ...row('b')],
  }
}

export function crewTable({ crews }: DuelResult, names: Names, stations: ReadonlyMap<string, string>): Table {
  const { t } = names.words
  return {
    ...{ name: 'duel-crews', title: t('duel.crews') },
    columns: [
      { title: t('duel.crew') },
      { title: t('choice.service') },
      ...(['duel.tasks-a', 'duel.tasks-b', 'duel.busy-a', 'duel.busy-b'] as const).map((key) => ({
        title: t(key),
        digits: 1,
      })),
    ],
    rows: crews.map(({ station, service, slot, a, b }) => [
      `${stations.get(station) ?? station}: ${slot}`,
      t(`service.${service}`),
      ...[a?.tasks, b?.tasks, a?.busyHours, b?.busyHours],
    ]),
  }
}

/** Of whom something may be said: the largest difference first. */
export function sure(rows: readonly DuelRow[], word: 'gains' | 'loses') {
  return rows
    .flatMap((row) => row.shares.map((share) => ({ row, share })))
    .filter(({ share }) => share.word === word)
    .toSorted((a, b) => Math.abs(b.share.difference) - Math.abs(a.share.difference))
}
