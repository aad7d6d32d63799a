/** Where in a table of nodes or arcs does what stand? Sections with titles of their own, and columns by name. */
import { parse } from 'csv-parse/sync'
import { VasteError } from '../../domain/error.ts'

export interface Grid {
  readonly name: string
  readonly header: readonly string[]
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
}

/**
 * Tables in a CSV text, one after another. A line with one filled cell is a title, above which a table ends and
 * below which the next begins with its column names; without titles the text is one table.
 */
export function sectionsOf(name: string, text: string): Grid[] {
  const lines = linesOf(name, text)
  const sections: { header: readonly string[]; rows: { line: number; cells: string[] }[] }[] = []
  let atHeader = true
  for (const { line, cells } of lines) {
    const filled = cells.filter((cell) => cell !== '').length
    if (filled === 0) continue
    if (filled === 1 && !/^-?[\d.]+$/.test(cells[0])) atHeader = true
    else if (atHeader) {
      sections.push({ header: cells, rows: [] })
      atHeader = false
    } else sections.at(-1)!.rows.push({ line, cells })
  }
  const last = sections.at(-1)
  if (!last || last.rows.length === 0)
    throw new VasteError('invalid', `${name} holds no rows; expected column names and rows`)
  return sections.map((section) => ({ name, ...section }))
}

function linesOf(name: string, text: string): { line: number; cells: string[] }[] {
  const first = text.slice(0, 2000)
  const delimiter = first.split(';').length > first.split(',').length ? ';' : ','
  try {
    // Files that went through several programs end their lines in several ways.
    const ends = ['\r\n', '\n', '\r']
    const options = {
      record_delimiter: ends,
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      trim: true,
    } as const
    const records = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[]
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }))
  } catch (cause) {
    throw new VasteError('invalid', `${name} is no CSV table: ${(cause as Error).message}`, { cause })
  }
}

export function nodeColumns(grid: Grid): { id: number; lon: number; lat: number } {
  return {
    id: needed(grid, 'of the node', ['index', 'id', 'node', 'nodeid']),
    lon: needed(grid, 'of longitude', ['x', 'lon', 'longitude', 'lng']),
    lat: needed(grid, 'of latitude', ['y', 'lat', 'latitude']),
  }
}

export interface Measure {
  readonly column: number
  readonly name: string
  readonly unit: string
  /** Metres or seconds for one of the unit. */
  readonly factor: number
}

export interface ArcColumns {
  readonly from: number
  readonly to: number
  readonly length: Measure
  readonly time?: Measure
  /** km/h. */
  readonly speed?: { readonly column: number; readonly name: string }
}

const lengthUnits = { m: 1, metres: 1, meters: 1, km: 1000 }
const timeUnits = { s: 1, sec: 1, seconds: 1, min: 60, minutes: 60, h: 3600, hours: 3600, days: 86_400 }

/** `titled`: the layout of JEMSS, an ambulance simulator: kilometres, days, modes; mode 2 is the drive without lights. */
export function arcColumns(grid: Grid, titled: boolean): ArcColumns {
  const ends = {
    from: needed(grid, 'of the first node', ['fromnode', 'from', 'source', 'tail', 'u']),
    to: needed(grid, 'of the second node', ['tonode', 'to', 'target', 'head', 'v']),
  }
  if (titled) {
    const mode = column(grid, ['mode2']) ?? needed(grid, 'of a drive', ['mode1'])
    const length = needed(grid, 'of the length', ['distance'])
    return {
      ...ends,
      length: { column: length, name: grid.header[length], unit: 'km', factor: 1000 },
      time: { column: mode, name: grid.header[mode], unit: 'days', factor: 86_400 },
    }
  }
  const length = measure(grid, ['length', 'distance', 'dist'], lengthUnits, 'metres')
  if (!length) throw without(grid, 'of the length, such as length_m or length_km')
  const time = measure(grid, ['time', 'duration', 'traveltime', 'drivetime'], timeUnits, 'seconds')
  const speed = column(grid, ['speed', 'speedkmh', 'kmh', 'maxspeed'])
  return {
    ...ends,
    length,
    time,
    speed: speed === undefined ? undefined : { column: speed, name: grid.header[speed] },
  }
}

/** A unit at the end of the name; the last one given where the name has none. */
function measure(
  grid: Grid,
  names: readonly string[],
  units: Readonly<Record<string, number>>,
  usual: string,
): Measure | undefined {
  for (const [index, name] of grid.header.entries()) {
    const own = plain(name)
    const unit =
      own in units ? own : Object.keys(units).find((one) => names.some((known) => own === known + one))
    if (unit === undefined && !names.includes(own)) continue
    return { column: index, name, unit: unit ?? usual, factor: units[unit ?? usual] }
  }
  return undefined
}

function needed(grid: Grid, what: string, names: readonly string[]): number {
  const found = column(grid, names)
  if (found === undefined) throw without(grid, `${what}, such as ${names[0]}`)
  return found
}

function column({ header }: Grid, names: readonly string[]): number | undefined {
  const found = header.findIndex((name) => names.includes(plain(name)))
  return found === -1 ? undefined : found
}

function without({ name, header }: Grid, what: string): VasteError {
  return new VasteError(
    'invalid',
    `${name} has the columns ${header.filter(Boolean).join(', ')}; expected one ${what}`,
  )
}

const plain = (name: string) => name.toLowerCase().replaceAll(/[\s_.()-]/g, '')
