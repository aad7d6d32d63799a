/** A folder of the embedded database holds exact places: nobody else on the machine may look in. */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { lockFolder } from '../../src/store/pglite-lock.ts'

describe('a new folder of the embedded database', () => {
  it('is closed to everybody else', () => {
    const base = mkdtempSync(join(tmpdir(), 'vaste-lock-'))
    const folder = join(base, 'data', 'database')
    const release = lockFolder(folder)
    for (const made of [folder, join(base, 'data')])
      expect((statSync(made).mode & 0o777).toString(8), made).to.equal('700')
    release()
    rmSync(base, { recursive: true })
  })
})
