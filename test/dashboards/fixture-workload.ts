// Made-up but contract-valid workload, small enough to be worked by hand.
import { type StreamLoad, type Workload, workloadSchema } from '../../src/contract/workload.ts'
import { streams } from '../../src/domain/workload.ts'

const day = (values: Readonly<Record<number, number>>) =>
  Array.from({ length: 24 }, (_, hour) => values[hour] ?? 0)

const loads: Readonly<Partial<Record<StreamLoad['stream'], Partial<StreamLoad>>>> = {
  // 744 hours of one unit: one is bound at any moment of 31 days.
  emergency: {
    ...{ tasks: 1200, unitHours: 744, endless: 3 },
    ...{ tasksByHour: day({ 8: 700, 9: 500 }), unitsByHour: day({ 8: 14.5, 9: 9.5 }) },
  },
  transfer: {
    ...{ tasks: 30, unitHours: 93, endless: 0 },
    ...{ tasksByHour: day({ 12: 30 }), unitsByHour: day({ 12: 1.25, 13: 1.25, 14: 0.5 }) },
  },
}

export function fixtureWorkload(change: Partial<Workload> = {}): Workload {
  return workloadSchema.parse({
    ...{ county: '15', service: 'ems', from: '2026-10-01', to: '2026-11-01', demo: true },
    ...{ until: '2026-10-31T22:00:00.000Z', days: 31, tasks: 1230 },
    streams: streams.map((stream) => ({
      ...{ stream, tasks: 0, unitHours: 0, endless: 0, tasksByHour: day({}), unitsByHour: day({}) },
      ...loads[stream],
    })),
    owners: [
      { owner: 'own', place: 'inside', tasks: 1190, unitHours: 800 },
      { owner: 'own', place: 'outside', tasks: 20, unitHours: 25 },
      { owner: '=Pohjois;Savo', place: 'inside', tasks: 20, unitHours: 12 },
    ],
    outcomes: [
      { meaning: 'treated-on-scene', tasks: 200 },
      { meaning: 'cancelled', tasks: 30 },
    ],
    cancelled: { tasks: 30, timed: 28, medianSeconds: 330.5 },
    ...change,
  })
}
