// What is a band of the map called? Minutes in words, alike in the legend, the table and its file.
import type { TextKey, Words } from '../words.ts'
import { type GainBand, gainBands, reachEdges } from './bands.ts'

const gainKeys: Readonly<Record<GainBand, TextKey>> = {
  reached: 'plan.gain.reached',
  'faster-10': 'plan.gain.faster',
  'faster-5': 'plan.gain.faster',
  'faster-1': 'plan.gain.faster',
  'faster-0': 'plan.gain.faster',
  same: 'plan.gain.same',
  'slower-0': 'plan.gain.slower',
  'slower-1': 'plan.gain.slower',
  'slower-5': 'plan.gain.slower',
  'slower-10': 'plan.gain.slower',
  unreached: 'plan.gain.unreached',
  never: 'plan.gain.never',
}
const sizes: Readonly<Record<string, string>> = { '0': '0:30–1', '1': '1–5', '5': '5–10', '10': '10–' }

export function bandText(name: string, { t }: Words): string {
  const gain = gainBands.find((band) => band === name)
  if (gain) return t(gainKeys[gain], { minutes: sizes[gain.split('-')[1] ?? ''] ?? '' })
  if (name === 'nobody') return t('plan.reach.nobody')
  if (name === 'over') return t('plan.reach.over', { minutes: reachEdges.at(-1)! })
  const edge = Number(name.slice('to-'.length))
  const at = (reachEdges as readonly number[]).indexOf(edge)
  return at === 0
    ? t('plan.reach.to', { minutes: edge })
    : t('plan.reach.between', { from: reachEdges[at - 1]!, to: edge })
}
