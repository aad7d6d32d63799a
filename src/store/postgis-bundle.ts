/**
 * What of PostGIS does the embedded database load? Only the vector part: the package also holds raster and topology, and
 * PGlite compiles every library it is given at each start, needed or not, which takes as long as all the rest.
 */
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { postgis } from '@electric-sql/pglite-postgis'
import { create, extract } from 'tar'
import { syncPath } from './pglite-files.ts'

type Extension = typeof postgis

const needed = [
  /^\.?\/?lib\/postgresql\/postgis-3\.so$/,
  /^\.?\/?share\/proj\//,
  /^\.?\/?share\/postgresql\/extension\/postgis(?:--\d+\.\d+\.\d+)?\.(?:control|sql)$/,
]
const prefix = 'postgis-'

/** PostGIS from a bundle kept in `folder`; made there when it is missing or of another release. */
export function vectorPostgis(folder: string): Extension {
  return {
    ...postgis,
    async setup(...given) {
      const whole = await postgis.setup(...given)
      return { ...whole, bundlePath: bundleIn(folder, fileURLToPath(whole.bundlePath!)) }
    },
  }
}

function bundleIn(folder: string, whole: string): URL {
  const release = createHash('sha256').update(readFileSync(whole)).digest('hex').slice(0, 12)
  const kept = `${prefix}${release}.tar.gz`
  const found = readdirSync(folder).filter((name) => name.startsWith(prefix))
  if (!found.includes(kept)) makeBundle(whole, join(folder, kept))
  for (const name of found) if (name !== kept) rmSync(join(folder, name), { recursive: true })
  return pathToFileURL(join(folder, kept))
}

/** It appears under its name only when all of it is on the disk. */
function makeBundle(whole: string, target: string): void {
  const unpacked = mkdtempSync(join(dirname(target), `${prefix}unpacked-`))
  extract({
    ...{ file: whole, cwd: unpacked, sync: true },
    filter: (path) => needed.some((one) => one.test(path)),
  })
  const packed = join(unpacked, 'bundle.tar.gz')
  create({ file: packed, cwd: unpacked, sync: true, portable: true, gzip: { level: 1 } }, ['lib', 'share'])
  syncPath(packed)
  renameSync(packed, target)
  syncPath(dirname(target))
  rmSync(unpacked, { recursive: true })
}
