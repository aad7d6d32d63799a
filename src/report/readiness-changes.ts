/** What did the readiness that changed within the period do to the reach times? One sentence for each change. */
import type { BeforeAfter, ChangeDifference } from '../contract/before-after.ts'
import { VasteError } from '../domain/error.ts'
import type { Language, Measure } from '../domain/vocabulary.ts'

/** A change that was studied, or why it could not be. */
export type StudiedChange =
  | BeforeAfter
  | { readonly name: string; readonly on: string; readonly fault: string }

export function readinessSection(changes: readonly StudiedChange[], language: Language): string[] {
  if (changes.length === 0) return []
  const texts = readinessTexts[language]
  const isApproximate = changes.some((change) => 'approximate' in change && change.approximate)
  return [
    `## ${texts.title}`,
    '',
    isApproximate ? `${texts.how} ${texts.approximate}` : texts.how,
    '',
    ...changes.map((change) => `- ${readinessSentence(change, language)}`),
    '',
  ]
}

export function readinessSentence(found: StudiedChange, language: Language): string {
  const texts = readinessTexts[language]
  if ('fault' in found) return `${found.name} ${found.on}: ${found.fault}`
  const { change, judgement, windows, area } = found
  const lead = found.findings.find(({ measure, band }) => measure === judgement.measure && band === 'all')
  const did = lead?.median.did
  const parts = (['turnout', 'drive'] as const).flatMap((measure) => {
    const part = found.findings.find((one) => one.measure === measure && one.band === 'all')?.median.did
    return part ? [`${texts.measures[measure]} ${rangeText(part, texts)}`] : []
  })
  const told =
    did && judgement.measure
      ? `${texts.measures[judgement.measure] ?? judgement.measure} ${rangeText(did, texts)}${parts.length > 0 ? `; ${parts.join(', ')}` : ''}`
      : `n ${area.tasks.before} → ${area.tasks.after}`
  const guess = change.dateConfirmed ? '' : ` (${texts.guess})`
  const days = `${windows.after.from} – ${windows.after.to}, ${texts.days(windows.days)}`
  const doubts = judgement.doubts.map((doubt) => texts.doubts[doubt])
  return `${change.name} ${change.on}${guess}: ${texts.verdicts[judgement.verdict]}: ${told}. ${days}.${doubts.length > 0 ? ` ${doubts.join(' ')}` : ''}`
}

function rangeText({ value, low, high }: ChangeDifference, { interval }: Texts): string {
  const side = (bound: number | undefined) => (bound === undefined ? '…' : clock(bound))
  return `${clock(value)} (${interval} ${side(low)} – ${side(high)})`
}

function clock(seconds: number): string {
  const whole = Math.round(Math.abs(seconds))
  const sign = whole === 0 ? '' : seconds < 0 ? '−' : '+'
  return `${sign}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** What a study refuses is told instead of it; any other fault goes on. */
export function refusalOf(fault: unknown, name: string, on: string): StudiedChange {
  if (fault instanceof VasteError) return { name, on, fault: fault.message }
  throw fault
}

type Judgement = BeforeAfter['judgement']
interface Texts {
  readonly title: string
  readonly how: string
  readonly approximate: string
  readonly guess: string
  readonly interval: string
  readonly days: (days: number) => string
  readonly verdicts: Readonly<Record<Judgement['verdict'], string>>
  readonly doubts: Readonly<Record<Judgement['doubts'][number], string>>
  readonly measures: Readonly<Partial<Record<Measure, string>>>
}

const readinessTexts: Readonly<Record<Language, Texts>> = {
  fi: {
    title: 'Valmiuden muutokset',
    how: 'Mediaanin muutos aseman alueella verrokkiin nähden, samat kalenteripäivät vuotta aiemmin.',
    approximate: 'Asemien alueet on laskettu likimääräisestä tiestöstä.',
    guess: 'päivä arvio',
    interval: '95 %:n väli',
    days: (days) => `${days} päivää`,
    verdicts: {
      better: 'nopeutui',
      worse: 'hidastui',
      'not-shown': 'muutosta ei voida osoittaa',
      doubtful: 'epävarma',
      'not-enough-tasks': 'liian vähän tehtäviä',
    },
    doubts: {
      'placebo-moved': 'Alue ja verrokki erkanivat jo vuotta aiemmin.',
      'placebo-unknown': 'Vuoden takaista vertailua ei voi tehdä.',
      'drive-moved': 'Myös ajoaika muuttui: jokin muu muuttui samalla.',
      'turnout-still': 'Lähtöajan ei voida osoittaa muuttuneen.',
      'group-missing': 'Tehokas pelastustoiminta jäi ajastamatta eri osuudessa tehtävistä kuin ennen.',
    },
    measures: {
      'first-unit': 'ensimmäinen yksikkö',
      ambulance: 'ambulanssi',
      'effective-action': 'tehokas pelastustoiminta',
      turnout: 'lähtöaika',
      drive: 'ajoaika',
    },
  },
  sv: {
    title: 'Ändrad beredskap',
    how: 'Medianens ändring i stationens område jämfört med kontrollen, samma kalenderdagar ett år tidigare.',
    approximate: 'Stationernas områden räknas på ett ungefärligt vägnät.',
    guess: 'dagen uppskattad',
    interval: '95 % intervall',
    days: (days) => `${days} dagar`,
    verdicts: {
      better: 'snabbare',
      worse: 'långsammare',
      'not-shown': 'ingen ändring kan visas',
      doubtful: 'osäkert',
      'not-enough-tasks': 'för få uppdrag',
    },
    doubts: {
      'placebo-moved': 'Området och kontrollen gick isär redan ett år tidigare.',
      'placebo-unknown': 'Året innan kan inte jämföras.',
      'drive-moved': 'Också körtiden ändrades: något annat ändrades samtidigt.',
      'turnout-still': 'Utryckningstiden kan inte visas ha ändrats.',
      'group-missing': 'Effektiv räddningsverksamhet saknar tid i en annan andel av uppdragen än förr.',
    },
    measures: {
      'first-unit': 'första enhet',
      ambulance: 'ambulans',
      'effective-action': 'effektiv räddningsverksamhet',
      turnout: 'utryckningstid',
      drive: 'körtid',
    },
  },
  en: {
    title: 'Changes of readiness',
    how: 'Change of the median in the station’s area against the control, the same calendar days a year before.',
    approximate: 'Station areas come from approximate roads.',
    guess: 'the day is a guess',
    interval: '95 % interval',
    days: (days) => `${days} days`,
    verdicts: {
      better: 'faster',
      worse: 'slower',
      'not-shown': 'no change can be shown',
      doubtful: 'doubtful',
      'not-enough-tasks': 'not enough tasks',
    },
    doubts: {
      'placebo-moved': 'Area and control had parted a year earlier already.',
      'placebo-unknown': 'The year before cannot be compared.',
      'drive-moved': 'The drive moved too: something else changed as well.',
      'turnout-still': 'The turnout is not shown to have moved.',
      'group-missing': 'Effective action is untimed in another share of the tasks than before.',
    },
    measures: {
      'first-unit': 'first unit',
      ambulance: 'ambulance',
      'effective-action': 'effective action',
      turnout: 'turnout',
      drive: 'drive',
    },
  },
}
