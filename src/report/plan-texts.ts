/** Words of the plan's tables on the terminal, complete in all three languages. */
import type { PlanWarningKind } from '../contract/plan-effect.ts'
import type { Language, Measure, Service } from '../domain/vocabulary.ts'

export interface PlanTexts {
  readonly services: Readonly<Record<Service, string>>
  readonly measures: Readonly<Partial<Record<Measure, string>>>
  readonly demo: string
  readonly approximate: string
  readonly assumed: string
  readonly calibrated: (at: string, from: string, to: string, seconds: string) => string
  readonly calibratedDemo: string
  readonly placeholder: string
  readonly estimated: string
  readonly turnout: Readonly<Record<'median' | 'p90', string>>
  readonly laidOver: (on: string, changes: number) => string
  readonly within: string
  readonly columns: Readonly<
    Record<
      | 'what'
      | 'limited'
      | 'before'
      | 'after'
      | 'gained'
      | 'lost'
      | 'tasks'
      | 'toWithin'
      | 'toBeyond'
      | 'residents'
      | 'secondsBefore'
      | 'secondsAfter',
      string
    >
  >
  readonly everyone: string
  readonly municipalities: string
  readonly nobodyMoves: string
  readonly mean: (before: string, after: string) => string
  readonly tasksOf: (from: string, to: string, total: number, withoutCell: number) => string
  readonly crewHours: (before: string, after: string) => string
  readonly personHours: (before: string, after: string) => string
  readonly problemCells: (clears: number, appears: number, listed: number) => string
  readonly warnings: string
  readonly warning: Readonly<Record<PlanWarningKind, string>>
  readonly change: string
  readonly suggested: (method: 'exact' | 'greedy-exchange', bound: string) => string
  readonly suggestion: Readonly<
    Record<'crew' | 'gain' | 'cells' | 'crewHours' | 'personHours' | 'runnerUp', string>
  >
  readonly goals: Readonly<Record<'coverage' | 'median', (before: string, after: string) => string>>
  readonly nothingHelps: string
  readonly number: (value: number, decimals?: number) => string
}

function formats(locale: string): Pick<PlanTexts, 'number'> {
  return {
    number: (value, decimals = 0) =>
      new Intl.NumberFormat(locale, {
        ...{ minimumFractionDigits: decimals, maximumFractionDigits: decimals },
      }).format(value),
  }
}

export const planTexts: Readonly<Record<Language, PlanTexts>> = {
  fi: {
    ...formats('fi-FI'),
    services: { ems: 'Ensihoito', rescue: 'Pelastustoimi' },
    measures: {
      'first-unit': 'ensimmäinen yksikkö',
      'second-unit': 'toinen yksikkö',
      ambulance: 'ambulanssi',
      'advanced-life-support': 'hoitotaso',
      'effective-action': 'tehokas toiminta',
      'full-response': 'koko vaste',
    },
    demo: 'ESITTELYAINEISTO: valmiutta tai tehtäviä on keksitty.',
    approximate: 'SUUNTAA ANTAVAT TIET: minuutit perustuvat käsin koottuun pääteiden luonnokseen.',
    assumed: 'OLETETUT NOPEUDET: ajoaikoja ei ole kalibroitu mitattuihin ajoihin.',
    calibrated: (at, from, to, seconds) =>
      `Kalibroidut nopeudet: otettu käyttöön ${at}, tehtävät ${from}–${to}, ristiinvalidoidun virheen mediaani ${seconds} s.`,
    calibratedDemo: 'Nopeudet on kalibroitu demosyötteen tehtävistä.',
    placeholder: 'ESIMERKKITAVOITTEET: eivät virallisia.',
    estimated: 'Asukkaat ruuduittain ovat arvio.',
    turnout: {
      median: 'Lähtöaika: mediaani.',
      p90: 'Lähtöaika: joka kymmenes lähtö kestää tätä kauemmin.',
    },
    laidOver: (on, changes) => `Verrattuna siihen, mitä ${on} on luvattu; muutoksia ${changes}.`,
    within: 'Tavoitteen sisällä, viikon tuntien keskiarvo',
    columns: {
      ...{ what: 'mittari', limited: 'asukkaita', before: 'nyt', after: 'suunnitelma', gained: 'saa' },
      ...{ lost: 'menettää', tasks: 'tehtäviä', toWithin: 'tavoitteeseen', toBeyond: 'ulos' },
      ...{ residents: 'asukkaita', secondsBefore: 's nyt', secondsAfter: 's suunn.' },
    },
    everyone: 'kaikki',
    municipalities: 'Kunnat, joissa jokin muuttuu (asukkaita tavoitteen sisällä, keskiaika sekunteina)',
    nobodyMoves: 'Missään kunnassa ei muutu mitään.',
    mean: (before, after) => `keskimäärin ${before} → ${after} s (yli tunti lasketaan tunniksi)`,
    tasksOf: (from, to, total, withoutCell) =>
      `Tehtävät ${from}–${to} (loppupäivä ei mukana): ${total}, joista ilman ruutua ${withoutCell}`,
    crewHours: (before, after) => `Miehistötunteja viikossa ${before} → ${after}`,
    personHours: (before, after) => `henkilötunteja ${before} → ${after}`,
    problemCells: (clears, appears, listed) =>
      `Ongelmaruutuja nyt ${listed}; odotus: poistuisi ${clears}, syntyisi ${appears}`,
    warnings: 'Huomaa',
    warning: {
      'turnout-assumed': 'lähtöaikaa ei ole kerrottu: oletus',
      'strength-not-stated': 'vahvuutta ei ole kerrottu: yksi henkilö lasketaan',
      'counts-for-nothing': 'yksikkötyyppi ei kelpaa mihinkään mittariin',
      'not-in-force': 'ei voimassa suunnitelman päivänä',
      overlap: 'sama miehistö on luvattu kahdesti',
      hole: 'luvattuun valmiuteen jää aukko',
      'far-from-roads': 'kaukana tiestä (m)',
      'poor-fit': 'nojaa ruutuihin, joissa ajoajat osuvat huonosti (ruutuja)',
      'fit-unknown': 'ajoaikojen osuvuutta ei ole katsottu (ruutuja)',
      'no-decision': 'ei voimassa olevaa palvelutasopäätöstä',
    },
    change: 'muutos',
    suggested: (method, bound) =>
      method === 'exact'
        ? 'Paras valinta: mikään muu yhtä monen valinta ei tuota enempää.'
        : `Hyvä valinta (ahne ja vaihdot): mikään valinta ei yllä yli arvon ${bound}.`,
    suggestion: {
      ...{ crew: 'valmius', gain: 'hyöty', cells: 'ruutuja', crewHours: 'miehistö h/vk' },
      ...{ personHours: 'henkilö h/vk', runnerUp: 'seuraavaksi paras muualla' },
    },
    goals: {
      coverage: (before, after) => `Tavoitteen sisällä ${before} → ${after}`,
      median: (before, after) => `Keskimäärin ${before} → ${after} s`,
    },
    nothingHelps: 'Mikään harkituista valmiuksista ei auta.',
  },
  sv: {
    ...formats('sv-FI'),
    services: { ems: 'Akutvård', rescue: 'Räddningsväsendet' },
    measures: {
      'first-unit': 'första enheten',
      'second-unit': 'andra enheten',
      ambulance: 'ambulans',
      'advanced-life-support': 'vårdnivå',
      'effective-action': 'effektiv insats',
      'full-response': 'hela vastet',
    },
    demo: 'DEMODATA: beredskap eller uppdrag är påhittade.',
    approximate: 'UNGEFÄRLIGA VÄGAR: minuterna bygger på en handgjord skiss av huvudvägarna.',
    assumed: 'ANTAGNA HASTIGHETER: körtiderna är inte kalibrerade mot uppmätta körningar.',
    calibrated: (at, from, to, seconds) =>
      `Kalibrerade hastigheter: i bruk sedan ${at}, uppdrag ${from}–${to}, det korsvaliderade felets median ${seconds} s.`,
    calibratedDemo: 'Hastigheterna är kalibrerade på demoflödets uppdrag.',
    placeholder: 'EXEMPELMÅL: inte officiella.',
    estimated: 'Invånarna per ruta är en uppskattning.',
    turnout: {
      median: 'Anspänningstid: median.',
      p90: 'Anspänningstid: var tionde utryckning tar längre än så.',
    },
    laidOver: (on, changes) => `Jämfört med vad som är utlovat ${on}; ändringar ${changes}.`,
    within: 'Inom målet, medeltal över veckans timmar',
    columns: {
      ...{ what: 'mått', limited: 'invånare', before: 'nu', after: 'plan', gained: 'vinner' },
      ...{ lost: 'förlorar', tasks: 'uppdrag', toWithin: 'in i målet', toBeyond: 'ut' },
      ...{ residents: 'invånare', secondsBefore: 's nu', secondsAfter: 's plan' },
    },
    everyone: 'alla',
    municipalities: 'Kommuner där något ändras (invånare inom målet, medeltid i sekunder)',
    nobodyMoves: 'Inget ändras i någon kommun.',
    mean: (before, after) => `i medeltal ${before} → ${after} s (över en timme räknas som en timme)`,
    tasksOf: (from, to, total, withoutCell) =>
      `Uppdrag ${from}–${to} (slutdagen inte med): ${total}, av dem utan ruta ${withoutCell}`,
    crewHours: (before, after) => `Bemanningstimmar i veckan ${before} → ${after}`,
    personHours: (before, after) => `persontimmar ${before} → ${after}`,
    problemCells: (clears, appears, listed) =>
      `Problemrutor nu ${listed}; väntat: ${clears} skulle försvinna, ${appears} uppstå`,
    warnings: 'Observera',
    warning: {
      'turnout-assumed': 'anspänningstiden är inte angiven: antagande',
      'strength-not-stated': 'styrkan är inte angiven: en person räknas',
      'counts-for-nothing': 'enhetstypen duger inte för något mått',
      'not-in-force': 'inte i kraft på planens dag',
      overlap: 'samma bemanning är utlovad två gånger',
      hole: 'en lucka uppstår i den utlovade beredskapen',
      'far-from-roads': 'långt från väg (m)',
      'poor-fit': 'vilar på rutor där körtiderna stämmer dåligt (rutor)',
      'fit-unknown': 'ingen har jämfört körtiderna med uppmätta (rutor)',
      'no-decision': 'inget gällande servicenivåbeslut',
    },
    change: 'ändring',
    suggested: (method, bound) =>
      method === 'exact'
        ? 'Bästa valet: inget annat val av lika många ger mer.'
        : `Bra val (girigt och byten): inget val når över ${bound}.`,
    suggestion: {
      ...{ crew: 'beredskap', gain: 'nytta', cells: 'rutor', crewHours: 'bemanning h/v' },
      ...{ personHours: 'person h/v', runnerUp: 'näst bäst annanstans' },
    },
    goals: {
      coverage: (before, after) => `Inom målet ${before} → ${after}`,
      median: (before, after) => `I medeltal ${before} → ${after} s`,
    },
    nothingHelps: 'Ingen av de övervägda beredskaperna hjälper.',
  },
  en: {
    ...formats('en-GB'),
    services: { ems: 'EMS', rescue: 'Rescue' },
    measures: {
      'first-unit': 'first unit',
      'second-unit': 'second unit',
      ambulance: 'ambulance',
      'advanced-life-support': 'advanced life support',
      'effective-action': 'effective action',
      'full-response': 'full response',
    },
    demo: 'DEMO DATA: readiness or tasks are invented.',
    approximate: 'APPROXIMATE ROADS: minutes come from a hand-compiled sketch of the main roads.',
    assumed: 'ASSUMED SPEEDS: drive times are not calibrated to measured drives.',
    calibrated: (at, from, to, seconds) =>
      `Calibrated speeds: in use since ${at}, tasks ${from} to ${to}, cross-validated median error ${seconds} s.`,
    calibratedDemo: 'The speeds are calibrated on tasks of the demo feed.',
    placeholder: 'PLACEHOLDER TARGETS: not official.',
    estimated: 'Residents by cell are an estimate.',
    turnout: {
      median: 'Turnout: the median.',
      p90: 'Turnout: what one in ten exceeds.',
    },
    laidOver: (on, changes) => `Against what is promised on ${on}; changes: ${changes}.`,
    within: 'Within the target, mean over the hours of a week',
    columns: {
      ...{ what: 'measure', limited: 'residents', before: 'now', after: 'plan', gained: 'gain' },
      ...{ lost: 'lose', tasks: 'tasks', toWithin: 'to within', toBeyond: 'to beyond' },
      ...{ residents: 'residents', secondsBefore: 's now', secondsAfter: 's plan' },
    },
    everyone: 'all',
    municipalities: 'Municipalities where something changes (residents within the target, mean seconds)',
    nobodyMoves: 'Nothing changes in any municipality.',
    mean: (before, after) => `mean ${before} → ${after} s (longer than an hour counts as an hour)`,
    tasksOf: (from, to, total, withoutCell) =>
      `Tasks ${from} to ${to} (not included): ${total}, of which without a cell ${withoutCell}`,
    crewHours: (before, after) => `Crew-hours a week ${before} → ${after}`,
    personHours: (before, after) => `person-hours ${before} → ${after}`,
    problemCells: (clears, appears, listed) =>
      `Problem cells now ${listed}; expected to clear ${clears}, to appear ${appears}`,
    warnings: 'Mind',
    warning: {
      'turnout-assumed': 'turnout not stated: assumed',
      'strength-not-stated': 'strength not stated: one person is counted',
      'counts-for-nothing': 'its unit type counts for no measure',
      'not-in-force': "not in force on the plan's date",
      overlap: 'the same crew is promised twice',
      hole: 'leaves a hole in the readiness promised',
      'far-from-roads': 'far from a road (m)',
      'poor-fit': 'rests on cells whose drive times fit badly (cells)',
      'fit-unknown': 'nobody has looked how drive times fit (cells)',
      'no-decision': 'no service-level decision in force',
    },
    change: 'change',
    suggested: (method, bound) =>
      method === 'exact'
        ? 'The best choice: no other choice of as many does better.'
        : `A good choice (greedy and exchange): no choice comes beyond ${bound}.`,
    suggestion: {
      ...{ crew: 'readiness', gain: 'gain', cells: 'cells', crewHours: 'crew h/week' },
      ...{ personHours: 'person h/week', runnerUp: 'next best elsewhere' },
    },
    goals: {
      coverage: (before, after) => `Within the target ${before} → ${after}`,
      median: (before, after) => `Mean ${before} → ${after} s`,
    },
    nothingHelps: 'None of the readiness that was weighed helps.',
  },
}
