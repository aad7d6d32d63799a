/** Does a file of 1 GB pass through an import in constant memory, and how fast, beside a reader that only counts rows? */
import { createReadStream } from 'node:fs'
import { open, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse'
import sanFrancisco from '../../src/intake/profiles/san-francisco.json' with { type: 'json' }
import { importTasks } from '../../src/intake/tasks/import-tasks.ts'
import { readProfile } from '../../src/intake/tasks/profile.ts'

const bytesWanted = 1_000_000_000
const samplesEveryMs = 50

export async function benchImportMemory(): Promise<void> {
  const { bavail, bsize } = await statfs(tmpdir())
  if (bavail * bsize < 2 * bytesWanted)
    return console.log(`skipped: ${tmpdir()} has no room for a file of ${bytesWanted} bytes`)
  const file = join(tmpdir(), `vaste-import-${process.pid}.csv`)
  try {
    const { bytes, rows } = await writeCalls(file)
    console.log(`${(bytes / 1e6).toFixed(0)} MB, ${rows} rows like those of San Francisco\n`)
    const profile = readProfile(sanFrancisco)
    let events = 0
    const dry = await measured('import, dry run', async () => {
      const summary = await importTasks({ file, profile, dryRun: true, record: neverAsked })
      return summary.rowsAccepted
    })
    const dropped = await measured('import, events handed over and dropped', async () => {
      const summary = await importTasks({
        ...{ file, profile },
        record: async (batch) => {
          events += batch.length
          const counts = { duplicate: 0, duplicates: [], refused: 0, refusals: [] }
          return { received: batch.length, accepted: batch.length, ...counts }
        },
      })
      return summary.rowsAccepted
    })
    const peer = await measured('csv-parse, counting rows', () => countRows(file))
    const share = (rate: number) => `${(rate / peer.rate).toFixed(2)} of the peer's rate`
    console.log(`\ndry run ${share(dry.rate)}, with ${events} events handed over ${share(dropped.rate)}`)
  } finally {
    await rm(file, { force: true })
  }
}

async function measured(name: string, work: () => Promise<number>): Promise<{ rate: number }> {
  const before = process.memoryUsage.rss()
  const samples: number[] = []
  const sampling = setInterval(() => samples.push(process.memoryUsage.rss()), samplesEveryMs)
  const from = performance.now()
  const rows = await work()
  const seconds = (performance.now() - from) / 1000
  clearInterval(sampling)
  const quarter = Math.ceil(samples.length / 4)
  const peaks = [0, 1, 2, 3].map((i) => Math.max(before, ...samples.slice(i * quarter, (i + 1) * quarter)))
  const told = peaks.map((bytes) => (bytes / 1e6).toFixed(0)).join(', ')
  console.log(
    `  ${name.padEnd(40)} ${seconds.toFixed(1).padStart(6)} s ${(rows / seconds).toFixed(0).padStart(8)} rows/s  ` +
      `peak RSS by quarter of the run ${told} MB`,
  )
  return { rate: rows / seconds }
}

async function countRows(file: string): Promise<number> {
  let rows = -1
  const parser = createReadStream(file).pipe(
    parse({
      skip_empty_lines: true,
      on_record: () => {
        rows++
        return null
      },
    }),
  )
  parser.resume()
  await new Promise((resolve, reject) => parser.on('end', resolve).on('error', reject))
  return rows
}

function neverAsked(): never {
  throw new Error('a dry run sends nothing')
}

const header =
  'Call Number,Unit ID,Incident Number,Call Type,Call Date,Watch Date,Received DtTm,Entry DtTm,Dispatch DtTm,' +
  'Response DtTm,On Scene DtTm,Transport DtTm,Hospital DtTm,Call Final Disposition,Available DtTm,Address,City,' +
  'Zipcode of Incident,Battalion,Station Area,Box,Original Priority,Priority,Final Priority,ALS Unit,' +
  'Call Type Group,Number of Alarms,Unit Type,Unit sequence in call dispatch,Fire Prevention District,' +
  'Supervisor District,Neighborhooods,RowID,Location\n'
const types = ['ENGINE', 'MEDIC', 'TRUCK', 'CHIEF', 'PRIVATE', 'RESCUE CAPTAIN'] as const

/** Two to four units a task, every task a little later than the one before; the same file in every run. */
async function writeCalls(path: string): Promise<{ bytes: number; rows: number }> {
  const file = await open(path, 'w')
  let rows = 0
  let bytes = 0
  let text = header
  const startOf = Date.UTC(2020, 0, 1, 8)
  for (let task = 0; bytes < bytesWanted; task++) {
    const at = startOf + task * 61_000
    const units = 2 + (task % 3)
    for (let unit = 0; unit < units; unit++, rows++) text += callLine(task, unit, at)
    if (text.length < 4_000_000) continue
    bytes += (await file.write(text)).bytesWritten
    text = ''
  }
  await file.close()
  return { bytes, rows }
}

function callLine(task: number, unit: number, at: number): string {
  const type = types[(task + unit) % types.length]!
  const time = (seconds: number) => clock(at + seconds * 1000)
  const lat = (37.71 + (task % 997) / 10_000).toFixed(5)
  const lon = (-122.5 + (task % 1013) / 10_000).toFixed(5)
  const number = 200_000_000 + task
  const times = [time(0), time(45), time(70 + unit), time(150 + unit), time(400 + 30 * unit)]
  const ride = type === 'MEDIC' ? `${time(1500)},${time(2100)}` : ','
  const place = `"Invented Block",SF,94100,B0${task % 9},${task % 50},${1000 + (task % 8000)}`
  const kind = `3,3,3,true,Potentially Life-Threatening,1,${type},${unit + 1},${task % 9},${task % 11},"Invented Hill"`
  return (
    `${number},${type[0]}${String(unit + (task % 40)).padStart(2, '0')},${number - 1e8},Medical Incident,` +
    `${times[0]!.slice(0, 10)},${times[0]!.slice(0, 10)},${times.join(',')},${ride},Code 2 Transport,${time(3000 + unit)},` +
    `${place},${kind},${number}-${unit},"(${lat}, ${lon})"\n`
  )
}

/** As the city writes it; its zone is told by the profile. */
function clock(at: number): string {
  const time = new Date(at)
  const two = (number: number) => String(number).padStart(2, '0')
  const hour = time.getUTCHours()
  const date = `${two(time.getUTCMonth() + 1)}/${two(time.getUTCDate())}/${time.getUTCFullYear()}`
  const face = `${two(hour % 12 || 12)}:${two(time.getUTCMinutes())}:${two(time.getUTCSeconds())}`
  return `${date} ${face} ${hour < 12 ? 'AM' : 'PM'}`
}
