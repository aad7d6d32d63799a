// What has the reader chosen so far, and which import profile does that make?
import {
  type Field,
  type MappedField,
  mappedFields,
  type PlaceKind,
  type ProfileField,
  taskFields,
  type UnitTimeField,
  unitFields,
  unitTimeFields,
} from './fields.ts'

export interface MappingForm {
  readonly name: string
  readonly format: 'csv' | 'xlsx'
  readonly sheet: string
  readonly headerRow: number
  readonly encoding: string
  readonly delimiter: string
  readonly decimalSign: string
  readonly rows: 'per-unit' | 'per-task'
  readonly unitSeparator: string
  readonly timeKind: 'timestamps' | 'times-of-day'
  readonly timeFormat: string
  readonly dateFormat: string
  readonly zone: string
  readonly resolutionSeconds: number
  readonly createdAssumed: boolean
  /** 'column': a column tells. */
  readonly service: 'ems' | 'rescue' | 'column'
  readonly columns: Readonly<Partial<Record<Field, string>>>
  /** The field whose time a column counts seconds from. */
  readonly after: Readonly<Partial<Record<UnitTimeField, string>>>
  readonly placeKind: PlaceKind
  readonly epsg: number
  readonly onlyFinland: boolean
  readonly words: Readonly<Record<MappedField, Readonly<Record<string, string>>>>
  readonly otherwise: Readonly<Partial<Record<MappedField, string>>>
}

const nothingMapped = { service: {}, urgency: {}, origin: {}, unitType: {}, mobile: {}, zoneClass: {} }

export const emptyForm: MappingForm = {
  ...{
    name: '',
    format: 'csv',
    sheet: '1',
    headerRow: 1,
    encoding: 'auto',
    delimiter: ';',
    decimalSign: ',',
  },
  ...{ rows: 'per-unit', unitSeparator: '' },
  ...{ timeKind: 'timestamps', timeFormat: 'd.M.yyyy H:mm:ss', dateFormat: 'd.M.yyyy' },
  ...{ zone: 'Europe/Helsinki', resolutionSeconds: 1, createdAssumed: false },
  ...{ service: 'ems', columns: {}, after: {}, placeKind: 'none', epsg: 3067, onlyFinland: true },
  ...{ words: nothingMapped, otherwise: {} },
}

const finland = { west: 19, south: 59, east: 32, north: 70.5 }

/** How the file is written: as long as this stays the same, its rows need not be read anew. */
export function shapeKey(form: MappingForm): string {
  const { format, sheet, headerRow, encoding, delimiter, decimalSign } = form
  return JSON.stringify([format, sheet, headerRow, encoding, delimiter, decimalSign])
}

/** As `vaste import tasks --profile` takes it; unfinished as long as columns are missing. */
export function profileOf(form: MappingForm): Record<string, unknown> {
  const { columns, rows } = form
  const isDated = form.timeKind === 'times-of-day'
  return {
    name: form.name,
    source: form.name,
    format: form.format,
    ...(form.format === 'xlsx' && { sheet: /^\d+$/.test(form.sheet) ? Number(form.sheet) : form.sheet }),
    ...(form.headerRow !== 1 && { headerRow: form.headerRow }),
    service: serviceOf(form),
    rows,
    ...(rows === 'per-task' && form.unitSeparator !== '' && { unitSeparator: form.unitSeparator }),
    ...(form.format === 'csv' && { encoding: form.encoding, delimiter: form.delimiter }),
    decimalSign: form.decimalSign,
    time: {
      kind: form.timeKind,
      zone: form.zone,
      format: form.timeFormat,
      ...(isDated && columns.date && { date: { column: columns.date, format: form.dateFormat } }),
      resolutionSeconds: form.resolutionSeconds,
    },
    ...(form.createdAssumed && { createdWhenMissing: 'earliest-time' }),
    columns: columnsOf(form),
    ...placeOf(form),
    valueMaps: valueMapsOf(form),
  }
}

function serviceOf({ service, columns, words, otherwise }: MappingForm): unknown {
  if (service !== 'column') return service
  const values = Object.fromEntries(Object.entries(words.service).filter(([, ours]) => ours !== ''))
  const fallback = otherwise.service
  const isTold = fallback === 'ems' || fallback === 'rescue'
  return { column: columns.service ?? '', values, ...(isTold && { default: fallback }) }
}

function columnsOf({ columns, after }: MappingForm): Record<string, unknown> {
  const plain: readonly ProfileField[] = [...taskFields, ...unitFields]
  const told = plain.flatMap((field) => (columns[field] ? [[field, columns[field]] as const] : []))
  const times = unitTimeFields.flatMap((field) => {
    const column = columns[field]
    if (!column) return []
    const secondsAfter = after[field]
    return [[field, secondsAfter ? { column, secondsAfter } : column] as const]
  })
  return Object.fromEntries<unknown>([...told, ...times])
}

function placeOf({ placeKind, columns, epsg, onlyFinland }: MappingForm): { place?: object } {
  const bounds = onlyFinland ? { bounds: finland } : {}
  switch (placeKind) {
    case 'none':
      return {}
    case 'degrees':
      return { place: { lon: columns.lon ?? '', lat: columns.lat ?? '', ...bounds } }
    case 'metres':
      return { place: { east: columns.east ?? '', north: columns.north ?? '', epsg, ...bounds } }
    case 'text':
      return { place: { text: columns.text ?? '', pattern: 'lat-lon-parentheses', ...bounds } }
  }
}

function valueMapsOf(form: MappingForm): Record<string, unknown> {
  const maps = mappedFields.flatMap((field) => {
    if (field === 'service' || !form.columns[field]) return []
    return [[field, valueMapOf(field, form)] as const]
  })
  return Object.fromEntries(maps)
}

function valueMapOf(field: MappedField, { words, otherwise }: MappingForm): object {
  const entries = Object.entries(words[field]).flatMap(([theirs, ours]) =>
    // '': as the words that are not listed.
    ours === '' ? [] : [[theirs, ours === 'keep' ? theirs : oursOf(field, ours)] as const],
  )
  const other = otherwise[field] ?? 'refuse'
  return {
    values: Object.fromEntries(entries),
    ...(other === 'keep' && { keepOthers: true }),
    ...(other !== 'keep' && other !== 'refuse' && { default: oursOf(field, other) }),
  }
}

function oursOf(field: MappedField, ours: string): string | boolean {
  if (field === 'mobile') return ours === 'true'
  return ours === 'drop' ? '' : ours
}
