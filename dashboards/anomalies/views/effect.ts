// What is the verdict, and what would a review make of it? In one sentence: minutes, target, in time or late.
import type { MeasureVerdictView, ReviewPreview } from '../../../src/contract/anomalies.ts'
import { durationText } from '../../formats.ts'
import type { Words } from '../../words.ts'

/** `ensimmäinen yksikkö 9:41, tavoite 10:00: ajoissa`, one for each measure. */
export function verdictText(verdict: readonly MeasureVerdictView[], words: Words): string {
  if (verdict.length === 0) return words.t('effect.none')
  return verdict.map((measure) => measureText(measure, words)).join(' · ')
}

function measureText({ measure, seconds, excluded, targets }: MeasureVerdictView, { t }: Words): string {
  const name = measure === undefined ? '' : `${t(`measure.${measure}`)} `
  if (excluded !== undefined) return `${name}${t(`excluded.${excluded}`)}`
  if (seconds === undefined) return `${name}${t('effect.pending')}`
  const judged = targets.flatMap(({ withinSeconds, state }) => {
    const target = t('effect.target', { limit: durationText(withinSeconds) })
    return state === undefined ? [] : [`${target}: ${t(`effect.${state}`)}`]
  })
  return [`${name}${durationText(seconds)}`, ...judged].join(', ')
}

export function effectText({ before, after }: ReviewPreview, words: Words): string {
  const [was, becomes] = [before, after].map(({ verdict }) => verdictText(verdict, words))
  if (was === becomes) return words.t('effect.unchanged', { now: was! })
  return words.t('effect.changed', { before: was!, after: becomes! })
}
