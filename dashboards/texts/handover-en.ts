// What does the handover sheet say in English?
import type { handoverFi } from './handover-fi.ts'

export const handoverEn: Readonly<Record<keyof typeof handoverFi, string>> = {
  'page.handover': 'Shift handover',
  'page.handover.title': 'Shift handover',
  'handover.as-of': 'State as of {date} {time}',
  'handover.renew': 'Ask again',
  'handover.print': 'Print',
  'handover.alarms': 'Open alarms',
  'handover.not-acknowledged': 'not acknowledged',
  'handover.tasks': 'Tasks that will be missed',
  'handover.no-tasks': 'All open tasks will be reached in time by estimate, or have no estimate.',
  'handover.other-tasks': 'Other open tasks: {n}.',
  'handover.feeds': 'Sources that are not fresh',
  'handover.no-feeds': 'All {n} sources are fresh.',
  'handover.heard': 'last heard {at} ({age})',
  'handover.holes': 'Holes in readiness within 12 hours',
  'handover.no-holes': 'The plan has no holes.',
  'handover.rest': 'And {n} more that do not fit on the sheet: see the board.',
  'handover.not-ready': 'Not ready now: {names}.',
  'handover.all-ready': 'No station has told that it is not ready.',
}
