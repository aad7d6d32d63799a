// Starts a duel's thread. A worker has loaders of its own, and Node before 22.18 cannot read TypeScript alone.
if (!process.features.typescript) {
  const { register } = await import('tsx/esm/api')
  register()
}
await import('./worker.ts')
