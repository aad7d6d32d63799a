/**
 * The embedded database survives a power cut: the writer works on a file system in an image, and the image is
 * copied as the disk has it at that moment, without what was still in memory. Needs root and loop devices.
 */
import { execFileSync, spawn } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { openPglite } from '../../src/store/pglite.ts'
import { copyPreparedFolder } from '../database.ts'

const WRITER = fileURLToPath(new URL('pglite-writer.ts', import.meta.url))

describe('embedded database, power cut (VASTE_TEST_POWER_LOSS=1 as root)', function () {
  this.timeout(120_000)
  let place: string
  const mounted: string[] = []

  before(function () {
    if (process.env.VASTE_TEST_POWER_LOSS !== '1' || process.getuid?.() !== 0) return this.skip()
    place = mkdtempSync(join(tmpdir(), 'vaste-power-'))
  })

  afterEach(() => {
    for (const folder of mounted.splice(0)) execFileSync('umount', [folder])
  })

  after(() => {
    if (place) rmSync(place, { recursive: true })
  })

  const mount = (image: string): string => {
    const folder = `${image}-mounted`
    mkdirSync(folder, { recursive: true })
    execFileSync('mount', ['-o', 'loop', image, folder])
    mounted.push(folder)
    return folder
  }

  for (const count of [100, 700, 3000]) {
    it(`keeps every row acknowledged before the cut, after ${count}`, async () => {
      const image = join(place, `disk-${count}`)
      execFileSync('truncate', ['-s', '700M', image])
      execFileSync('mkfs.ext4', ['-q', image])
      const disk = mount(image)
      await prepareDatabase(join(disk, 'data'))
      execFileSync('sync')

      const acknowledged = await cutPowerAfter(count, disk, () => copyFileSync(image, `${image}-after`))
      const after = mount(`${image}-after`)
      const canary = join(after, 'canary')
      expect(
        existsSync(canary) && readFileSync(canary, 'utf8'),
        'a file never synced, to show the cut is real',
      ).not.to.equal('alive')
      const db = await openPglite(join(after, 'data'))
      const rows = await db.query<{ id: number }>('select id from trial_written')
      await db.close()
      const kept = new Set(rows.map((row) => row.id))
      expect(acknowledged.filter((id) => !kept.has(id))).to.deep.equal([])
    })
  }
})

async function prepareDatabase(folder: string): Promise<void> {
  cpSync(await copyPreparedFolder(), folder, { recursive: true })
  const db = await openPglite(folder)
  await db.script('create table trial_written (id integer primary key)')
  await db.close()
}

/** Freezes the writer, takes the disk as it is, and only then lets it die; answers all it had acknowledged. */
async function cutPowerAfter(count: number, disk: string, takeDisk: () => void): Promise<number[]> {
  const writer = spawn(process.execPath, ['--import', 'tsx', WRITER, join(disk, 'data')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const acknowledged: number[] = []
  for await (const line of createInterface(writer.stdout)) {
    acknowledged.push(Number(line))
    if (acknowledged.length !== count) continue
    writer.kill('SIGSTOP')
    writeFileSync(join(disk, 'canary'), 'alive')
    takeDisk()
    writer.kill('SIGKILL')
  }
  return acknowledged
}
