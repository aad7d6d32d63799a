// What does the handover sheet say in Swedish?
import type { handoverFi } from './handover-fi.ts'

export const handoverSv: Readonly<Record<keyof typeof handoverFi, string>> = {
  'page.handover': 'Skiftbyte',
  'page.handover.title': 'Skiftbyte',
  'handover.as-of': 'Läget {date} {time}',
  'handover.renew': 'Hämta på nytt',
  'handover.print': 'Skriv ut',
  'handover.alarms': 'Öppna larm',
  'handover.not-acknowledged': 'inte kvitterat',
  'handover.tasks': 'Uppdrag som inte hinns med',
  'handover.no-tasks': 'Alla öppna uppdrag hinns med enligt beräkningen, eller så finns ingen beräkning.',
  'handover.other-tasks': 'Övriga öppna uppdrag {n}.',
  'handover.feeds': 'Källor som inte är aktuella',
  'handover.no-feeds': 'Alla {n} källor är aktuella.',
  'handover.heard': 'senast {at} ({age})',
  'handover.holes': 'Luckor i beredskapen inom 12 timmar',
  'handover.no-holes': 'Planen har inga luckor.',
  'handover.rest': 'Dessutom {n} som inte ryms på arket: se lägestavlan.',
  'handover.not-ready': 'Inte i beredskap nu: {names}.',
  'handover.all-ready': 'Ingen station har meddelat att den saknar beredskap.',
}
