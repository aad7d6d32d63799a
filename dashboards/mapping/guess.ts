// Which choices are likely for this file? By names and words that such files are known to use; the reader decides.
import type { SampleTable } from '../../src/contract/mapping.ts'
import {
  type Field,
  type MappedField,
  mappedFields,
  otherwiseAtFirst,
  type PlaceKind,
  unitTimeFields,
} from './fields.ts'
import type { MappingForm } from './form.ts'

/** Beginnings and whole names, lower case without signs, in the order of preference; Finnish, Swedish, English. */
const names: Readonly<Partial<Record<Field, readonly RegExp[]>>> = {
  task: [
    /^(tehtavanumero|tehtavanro|tehtavatunnus|tehtavaid|uppdrags?(nummer|id)|taskid|task|callnumber|incidentnumber|incidentid|id|alertreportnumber|halytysselosteennumero)$/,
  ],
  created: [
    /^(ilmoitusaika|tehtavaluotu|luotu|saapumisaika|hatapuheluaika|mottagen|skapad|created|received|receiveddttm|timereceived|callreceived)/,
  ],
  date: [/^(paiva|pvm|paivamaara|datum|date|dateofnotification|calldate)$/],
  code: [/^(tehtavakoodi|tehtavalaji|koodi|uppdragskod|kod|taskcode|code)$/],
  urgency: [
    /^(kiireellisyys|kiireellisyysluokka|halytyskiireellisyys|bradskande|prioritet|urgency|priority)/,
  ],
  municipality: [/^(kunta(nro|numero|koodi)|kuntanumero|kommun(nummer|kod)|municipalitycode)/],
  origin: [/^(tehtavanantaja|tilaaja|lahde|givare|bestallare|origin)$/],
  outcome: [/^(paattymistapa|xkoodi|kuljettamattajattamis|loppulausunto|utfall|outcome|disposition)/],
  cancelled: [/^(peruttu|perumisaika|aterkallad|cancelled)/],
  closed: [/^(paattynyt|paattymisaika|avslutad|closed)/],
  zoneClass: [/^riskialueluokka/, /^(alueluokka|riskomradesklass|areaclass)/],
  unit: [
    /^(yksikko|yksikkotunnus|kutsu|tunnus|enhet|enhetstecken|unit|unitid|callsign|resourcecode)$/,
    /^yksikot?$/,
  ],
  unitType: [/^(yksikkotyyppi|yksikonlaji|enhetstyp|unittype)/],
  mobile: [/^(liikkeesta|irorelse|mobile)/],
  crew: [/^(vahvuus|henkilosto|miehitys|styrka|bemanning|crew)/],
  alerted: [
    /^(halytetty|halytysaika|halytys|larmad|larmtid|alerted|timealerted|dispatchdttm|dateandtimemobilised)/,
  ],
  enRoute: [/^(matkalla|matkallaaika|lahti|pavag|enroute|responsedttm|timeenroute|turnouttimeseconds)/],
  atScene: [/^(kohteessa|kohteessaaika|perilla|framme|atscene|onscene|timeatscene|attendancetimeseconds)/],
  atPatient: [/^(potilaanluona|potilaankohdannut|hospatienten|atpatient)/],
  transporting: [/^(kuljettaa|kuljetusalkoi|transporterar|transport)/],
  atHospital: [/^(hoitolaitoksessa|perillahoitolaitoksessa|vardinrattning|hospital|athospital)/],
  available: [/^(vapaa|vapautui|ledig|available|timeavailable|dateandtimeleft)/],
  lon: [/^(pituusaste|longitud|lon|lng|wgs84longitude|x)/],
  lat: [/^(leveysaste|latitud|lat|wgs84latitude|y)/],
  east: [/^(itakoordinaatti|ita|east|etrseast|euref(fin)?x)/],
  north: [/^(pohjoiskoordinaatti|pohjoinen|north|etrsnorth|euref(fin)?y)/],
  text: [/^(sijainti|location|plats)$/],
}

export function plainName(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]/g, '')
}

export function guessColumns(header: readonly string[]): Partial<Record<Field, string>> {
  const plain = header
    .map((name) => ({ name: name.trim(), plain: plainName(name) }))
    .filter(({ name }) => name !== '')
  const taken = new Set<string>()
  const found: Partial<Record<Field, string>> = {}
  for (const [field, patterns] of Object.entries(names) as [Field, readonly RegExp[]][]) {
    const match = patterns
      .flatMap((pattern) => plain.filter((column) => pattern.test(column.plain) && !taken.has(column.name)))
      .at(0)
    if (!match) continue
    taken.add(match.name)
    found[field] = match.name
  }
  return found
}

/** The sign that the first line has most of. */
export function guessDelimiter(firstLine: string): string {
  const counts = [';', ',', '\t'].map((sign) => [sign, firstLine.split(sign).length] as const)
  return counts.reduce((best, next) => (next[1] > best[1] ? next : best))[0]
}

const timeShapes: readonly (readonly [RegExp, Partial<MappingForm>])[] = [
  [/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/, { timeFormat: 'iso' }],
  [/^\d{1,2}\.\d{1,2}\.\d{4} \d{1,2}:\d\d:\d\d$/, { timeFormat: 'd.M.yyyy H:mm:ss' }],
  [/^\d{1,2}\.\d{1,2}\.\d{4} \d{1,2}:\d\d$/, { timeFormat: 'd.M.yyyy H:mm', resolutionSeconds: 60 }],
  [/^\d{1,2}\.\d{1,2}\.\d{4} \d{1,2}\.\d\d\.\d\d$/, { timeFormat: 'd.M.yyyy H.mm.ss' }],
  [/^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d [AP]M$/, { timeFormat: 'MM/dd/yyyy hh:mm:ss a' }],
  [/^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/, { timeFormat: 'dd/MM/yyyy HH:mm:ss' }],
  [/^\d{1,2}:\d\d:\d\d$/, { timeKind: 'times-of-day', timeFormat: 'H:mm:ss' }],
  [/^\d{1,2}:\d\d$/, { timeKind: 'times-of-day', timeFormat: 'H:mm', resolutionSeconds: 60 }],
]
const timeColumns = ['created', 'alerted', 'enRoute', 'atScene', 'available'] as const

export function guessTime(table: SampleTable, columns: MappingForm['columns']): Partial<MappingForm> {
  const texts = timeColumns.flatMap((field) => textsIn(table, columns[field] ?? '').slice(0, 20))
  const first = texts.find((text) => timeShapes.some(([shape]) => shape.test(text)))
  return timeShapes.find(([shape]) => shape.test(first ?? ''))?.[1] ?? {}
}

export function guessPlace(columns: MappingForm['columns']): PlaceKind {
  if (columns.lon && columns.lat) return 'degrees'
  if (columns.east && columns.north) return 'metres'
  return columns.text ? 'text' : 'none'
}

export function guessDecimal(table: SampleTable, columns: MappingForm['columns']): string | undefined {
  const fields = ['lon', 'lat', 'east', 'north', ...unitTimeFields] as const
  const texts = fields.flatMap((field) => textsIn(table, columns[field] ?? ''))
  if (texts.some((text) => /^-?\d+,\d+$/.test(text))) return ','
  return texts.some((text) => /^-?\d+\.\d+$/.test(text)) ? '.' : undefined
}

/** A column of bare numbers where a time is meant counts seconds, most likely from the alert. */
export function guessAfter(table: SampleTable, columns: MappingForm['columns']): MappingForm['after'] {
  const base = columns.alerted ? 'alerted' : 'created'
  const counting = unitTimeFields.filter((field) => {
    const texts = textsIn(table, columns[field] ?? '')
    return field !== base && texts.length > 0 && texts.every(isBareNumber)
  })
  return columns[base] ? Object.fromEntries(counting.map((field) => [field, base])) : {}
}

export function isBareNumber(text: string): boolean {
  return /^\d+([.,]\d+)?$/.test(text)
}

/** A task that stands on several rows has a row for each unit. */
export function guessRows(table: SampleTable, columns: MappingForm['columns']): MappingForm['rows'] {
  const ids = textsIn(table, columns.task ?? '')
  return new Set(ids).size < ids.length || ids.length < 2 ? 'per-unit' : 'per-task'
}

const wordGuesses: Readonly<Partial<Record<MappedField, readonly (readonly [RegExp, string])[]>>> = {
  service: [
    [/^(ensihoito|ems|akutvard|e$)/, 'ems'],
    [/^(pelastus|rescue|raddning|p$)/, 'rescue'],
  ],
  origin: [
    [/^(hatakeskus|hake|erica|nodcentral)/, 'emergency-centre'],
    [/^(siirto|epotku|transfer)/, 'transfer-order'],
    [/^(turva|trygghet|safety)/, 'safety-phone'],
  ],
  unitType: [
    [/^(hoitotaso|als|vardniva|medic)/, 'als'],
    [/^(perustaso|bls|basniva)/, 'bls'],
    [/^(ensivaste|evy|forstainsats|firstresponse)/, 'first-response'],
    [/^(kenttajohtaja|l4|faltchef)/, 'field-commander'],
    [/^(laakari|finnhems|lakar)/, 'doctor-helicopter'],
    [/^(pelastusyksikko|sammutus|engine|truck|rescue|raddning)/, 'rescue-unit'],
    [/^(paivystavapalomestari|p3|chief)/, 'rescue-officer'],
    [/^(karki|spjut|spearhead)/, 'spearhead'],
  ],
  mobile: [
    [/^(kylla|k|ja|j|yes|y|true|1|x)$/, 'true'],
    [/^(ei|e|nej|n|no|false|0)$/, 'false'],
  ],
  zoneClass: [
    [/^(ydintaajama|karntatort|1$)/, 'core-urban'],
    [/^(muutaajama|annantatort|2$)/, 'other-urban'],
    [/^(asuttumaaseutu|muualue|muutalueet|maaseutu|landsbygd|[34]$)/, 'rural'],
  ],
}

/** Words of the mapped columns, with what they likely mean; what the reader chose before stays. */
export function guessWords(table: SampleTable, form: MappingForm): Pick<MappingForm, 'words' | 'otherwise'> {
  const words = Object.fromEntries(
    mappedFields.map((field) => {
      const found = wordsIn(table, form.columns[field] ?? '').flatMap((word) => {
        const known = form.words[field][word] ?? guessWord(field, word)
        return known === undefined ? [] : [[word, known] as const]
      })
      return [field, Object.fromEntries(found)]
    }),
  ) as MappingForm['words']
  const otherwise = Object.fromEntries(
    mappedFields.map((field) => [field, form.otherwise[field] ?? otherwiseAtFirst[field]]),
  )
  return { words, otherwise }
}

function guessWord(field: MappedField, word: string): string | undefined {
  return wordGuesses[field]?.find(([pattern]) => pattern.test(plainName(word)))?.[1]
}

const wordsAtMost = 40

/** Different texts of a column in the order they come; too many are no list of words. */
export function wordsIn(table: SampleTable, column: string): string[] {
  return [...new Set(textsIn(table, column))].slice(0, wordsAtMost)
}

export function textsIn({ header, rows }: SampleTable, column: string): string[] {
  const index = header.findIndex((name) => name.trim() === column)
  if (column === '' || index === -1) return []
  return rows.map(({ cells }) => (cells[index] ?? '').trim()).filter((text) => text !== '' && text !== 'NULL')
}
