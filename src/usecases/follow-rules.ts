/** Were the caches made under the rules of this version? If not they are made anew, before anyone sees a figure. */
import { ruleVersion } from '../domain/verdict.ts'
import type { Database } from '../store/database.ts'
import { findNote, saveNote } from '../store/decisions.ts'
import { type Rebuilt, rebuild } from './rebuild.ts'
import type { CountyReference } from './reference.ts'

const noteName = 'rule-version'

/** What was rebuilt, or undefined when nothing had to be. Cut short, it begins again at the next start. */
export async function followRules(
  db: Database,
  reference: CountyReference,
  onProgress: (done: number) => void,
): Promise<Rebuilt | undefined> {
  const { county } = reference.county
  const known = await findNote<number>(db, county, noteName)
  if (known === ruleVersion) return undefined
  const rebuilt = await rebuild(db, reference, { check: false, onProgress })
  await saveNote(db, county, noteName, ruleVersion)
  return rebuilt
}
