// Starts a thread for one piece of work. A worker has loaders of its own, and Node before 22.18 cannot read TypeScript alone.
import { workerData } from 'node:worker_threads'

if (!process.features.typescript) {
  const { register } = await import('tsx/esm/api')
  register()
}
await import(workerData.script)
