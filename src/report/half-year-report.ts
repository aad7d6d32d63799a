/** The report of a month or a half-year as Markdown: the sentences of what changed, then the figures they come from. */
import type { Comparison } from '../contract/comparison.ts'
import type { Compliance } from '../contract/compliance.ts'
import type { Language } from '../domain/vocabulary.ts'
import { complianceTable } from './compliance-table.ts'
import { halfYearSentences } from './half-year.ts'
import { halfYearTexts } from './half-year-texts.ts'
import { readinessSection, type StudiedChange } from './readiness-changes.ts'

export function periodReport(
  period: string,
  compliance: Compliance,
  comparison: Comparison,
  language: Language,
  readiness: readonly StudiedChange[] = [],
): string {
  const texts = halfYearTexts[language]
  const sentences = halfYearSentences(comparison, language)
  return [
    `# ${texts.title(texts.services[compliance.service], period)}`,
    '',
    `${texts.against}: ${comparison.againstFrom} – ${comparison.againstTo}.`,
    '',
    ...sentences.map((sentence) => `- ${sentence}`),
    '',
    ...readinessSection(readiness, language),
    '```',
    complianceTable(compliance).trimEnd(),
    '```',
    '',
  ].join('\n')
}
