// Starts the writer as the `vaste` command starts the service: plain node, tsx registered through its API.
import { register } from 'tsx/esm/api'

register()
await import('./pglite-writer.ts')
