#!/usr/bin/env node
// Starts the vaste command. Node before 22.18 cannot read TypeScript by itself and is helped by tsx.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  const { register } = await import('tsx/esm/api')
  register()
}
await import('./main.ts')
