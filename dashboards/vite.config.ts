// How are the pages built? `vite build dashboards` writes them to dist/dashboards.
import { readdirSync } from 'node:fs'
import { defineConfig } from 'vite'

const root = new URL('.', import.meta.url).pathname
/** Every page of the folder: a new one needs no line here. */
const pages = readdirSync(root).filter((name) => name.endsWith('.html'))

export default defineConfig({
  root,
  build: {
    outDir: '../dist/dashboards',
    emptyOutDir: true,
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // The page's policy allows no data: scripts or styles; only images may be inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1400,
    rolldownOptions: {
      input: {
        ...Object.fromEntries(pages.map((name) => [name.slice(0, -'.html'.length), root + name])),
        'service-worker': `${root}service-worker.ts`,
      },
      output: {
        // A worker's address is its identity: it has no hash in it, and is asked for anew each time.
        entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
})
