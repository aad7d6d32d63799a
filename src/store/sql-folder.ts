/** Where the migrations and named queries lie, found from package.json, so that any current directory will do. */
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

export const QUERIES_FOLDER = fileURLToPath(import.meta.resolve('#sql/queries'))
export const MIGRATIONS_FOLDER = dirname(QUERIES_FOLDER)
