// By which speeds are minutes reckoned, in English?
import type { speedsFi } from './speeds-fi.ts'

export const speedsEn: Readonly<Record<keyof typeof speedsFi, string>> = {
  'speeds.tag.assumed': 'ASSUMED SPEEDS',
  'speeds.tag.calibrated': 'CALIBRATED SPEEDS',
  'speeds.short.assumed': 'assumed speeds, not calibrated',
  'speeds.short.calibrated': 'calibrated speeds',
  'speeds.short.emergency-only': 'emergency drives by calibrated speeds, others by assumed ones',
  'speeds.short.normal-only': 'drives without alarm by calibrated speeds, emergency drives by assumed ones',
  'speeds.sentence.assumed':
    'Drive times come from assumed speeds that are not calibrated to measured drives.',
  'speeds.sentence.calibrated':
    'Speeds are calibrated to measured drives: in use since {at}, tasks {from} to {to}, cross-validated median error {seconds} s.',
  'speeds.demo': 'The tasks are of the demo feed.',
  'speeds.partly.emergency': 'Speeds of normal drives are assumed.',
  'speeds.partly.normal': 'Speeds of emergency drives are assumed.',
}
