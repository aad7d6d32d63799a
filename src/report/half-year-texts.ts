/** Words and number formats of the reports, complete in all three languages. */
import type { Comparison } from '../contract/comparison.ts'
import type { Language } from '../domain/vocabulary.ts'

export interface ReportTexts {
  readonly title: (service: string, period: string) => string
  readonly services: Readonly<Record<'ems' | 'rescue', string>>
  readonly against: string
  readonly verdicts: Readonly<
    Record<'better' | 'worse' | 'mixed' | 'no-change-shown' | 'cannot-tell', string>
  >
  readonly volumes: Readonly<Record<'more' | 'fewer' | 'no-change-shown' | 'cannot-tell', string>>
  readonly tasks: string
  readonly interval: string
  /** After a difference of shares. */
  readonly unit: string
  readonly noTasks: string
  /** Where the period compared with has no task at all. */
  readonly nothingBefore: string
  readonly demo: string
  readonly placeholder: string
  readonly notes: Readonly<Record<Comparison['notes'][number], string>>
  /** A share, 0..1. */
  readonly percent: (share: number, decimals?: number) => string
  /** A difference of shares, with its sign. */
  readonly points: (difference: number) => string
  /** A relative change, with its sign. */
  readonly change: (part: number) => string
  readonly count: (value: number) => string
}

function formats(locale: string): Pick<ReportTexts, 'percent' | 'points' | 'change' | 'count'> {
  const number = (decimals: number, sign: boolean) =>
    new Intl.NumberFormat(locale, {
      ...{ minimumFractionDigits: decimals, maximumFractionDigits: decimals },
      signDisplay: sign ? 'exceptZero' : 'auto',
    })
  const percent = locale === 'en-GB' ? '%' : '\u00a0%'
  return {
    percent: (share, decimals = 1) => `${number(decimals, false).format(share * 100)}${percent}`,
    points: (difference) => number(1, true).format(difference * 100),
    change: (part) => `${number(1, true).format(part * 100)}${percent}`,
    count: (value) => number(0, false).format(value),
  }
}

export const halfYearTexts: Readonly<Record<Language, ReportTexts>> = {
  fi: {
    ...formats('fi-FI'),
    title: (service, period) => `${service}: tavoittamisajat ${period}`,
    services: { ems: 'Ensihoito', rescue: 'Pelastustoimi' },
    against: 'Vertailussa samat kuukaudet vuotta aiemmin',
    verdicts: {
      better: 'parani',
      worse: 'heikkeni',
      mixed: 'toinen tavoite parani, toinen heikkeni',
      'no-change-shown': 'muutosta ei voida osoittaa',
      'cannot-tell': 'liian vähän tehtäviä',
    },
    volumes: {
      more: 'enemmän',
      fewer: 'vähemmän',
      'no-change-shown': 'määrän muutosta ei voida osoittaa',
      'cannot-tell': 'liian vähän tehtäviä',
    },
    tasks: 'Tehtäviä',
    interval: '95 %:n luottamusväli',
    unit: '%-yks.',
    noTasks: 'ei tehtäviä',
    nothingBefore: 'Vertailujaksolta ei ole yhtään tehtävää: muutosta ei voida laskea.',
    demo: 'ESITTELYAINEISTO: tehtävät on keksitty.',
    placeholder: 'Tavoiteajat ovat esimerkkiarvoja, eivät virallisia.',
    notes: {
      'decision-changed': 'Palvelutasopäätös vaihtui jaksojen välillä.',
      'zones-changed': 'Aluejako vaihtui jaksojen välillä.',
      'rules-of-later-decision': 'Molempia jaksoja mitataan jälkimmäisen päätöksen rajoilla.',
    },
  },
  sv: {
    ...formats('sv-FI'),
    title: (service, period) => `${service}: insatstider ${period}`,
    services: { ems: 'Prehospital akutsjukvård', rescue: 'Räddningsväsendet' },
    against: 'Jämfört med samma månader året innan',
    verdicts: {
      better: 'bättre',
      worse: 'sämre',
      mixed: 'det ena målet bättre, det andra sämre',
      'no-change-shown': 'ingen förändring kan påvisas',
      'cannot-tell': 'för få uppdrag',
    },
    volumes: {
      more: 'fler',
      fewer: 'färre',
      'no-change-shown': 'ingen förändring i antal kan påvisas',
      'cannot-tell': 'för få uppdrag',
    },
    tasks: 'Uppdrag',
    interval: '95 % konfidensintervall',
    unit: 'procentenheter',
    noTasks: 'inga uppdrag',
    nothingBefore: 'Jämförelseperioden har inga uppdrag: ingen förändring kan räknas.',
    demo: 'DEMONSTRATIONSDATA: uppdragen är påhittade.',
    placeholder: 'Tidsmålen är exempelvärden, inte officiella.',
    notes: {
      'decision-changed': 'Servicenivåbeslutet byttes mellan perioderna.',
      'zones-changed': 'Områdesindelningen byttes mellan perioderna.',
      'rules-of-later-decision': 'Båda perioderna mäts med det senare beslutets gränser.',
    },
  },
  en: {
    ...formats('en-GB'),
    title: (service, period) => `${service}: reach times ${period}`,
    services: { ems: 'EMS', rescue: 'Rescue services' },
    against: 'Against the same months a year before',
    verdicts: {
      better: 'better',
      worse: 'worse',
      mixed: 'one target better, another worse',
      'no-change-shown': 'no change shown',
      'cannot-tell': 'too few tasks',
    },
    volumes: {
      more: 'more',
      fewer: 'fewer',
      'no-change-shown': 'no change in number shown',
      'cannot-tell': 'too few tasks',
    },
    tasks: 'Tasks',
    interval: '95% interval',
    unit: 'points',
    noTasks: 'no tasks',
    nothingBefore: 'The period compared with has no task: no change can be counted.',
    demo: 'DEMO DATA: the tasks are invented.',
    placeholder: 'The targets are placeholders, not official.',
    notes: {
      'decision-changed': 'The service-level decision changed between the periods.',
      'zones-changed': 'The zones changed between the periods.',
      'rules-of-later-decision': 'Both periods are measured by the limits of the later decision.',
    },
  },
}
