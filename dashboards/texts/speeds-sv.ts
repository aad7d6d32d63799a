// By which speeds are minutes reckoned, in Swedish?
import type { speedsFi } from './speeds-fi.ts'

export const speedsSv: Readonly<Record<keyof typeof speedsFi, string>> = {
  'speeds.tag.assumed': 'ANTAGNA HASTIGHETER',
  'speeds.tag.calibrated': 'KALIBRERADE HASTIGHETER',
  'speeds.short.assumed': 'antagna hastigheter, inte kalibrerade',
  'speeds.short.calibrated': 'kalibrerade hastigheter',
  'speeds.short.emergency-only':
    'utryckningskörningar med kalibrerade, andra körningar med antagna hastigheter',
  'speeds.short.normal-only':
    'andra körningar än utryckningar med kalibrerade, utryckningskörningar med antagna hastigheter',
  'speeds.sentence.assumed':
    'Körtiderna är räknade med antagna hastigheter som inte har kalibrerats mot uppmätta körningar.',
  'speeds.sentence.calibrated':
    'Hastigheterna är kalibrerade mot uppmätta körningar: i bruk sedan {at}, uppdrag {from}–{to}, det korsvaliderade felets median {seconds} s.',
  'speeds.demo': 'Uppdragen är från demoflödet.',
  'speeds.partly.emergency': 'Hastigheterna vid normal körning är antagna.',
  'speeds.partly.normal': 'Hastigheterna vid utryckning är antagna.',
}
