// How are the two pages built? `vite build dashboards` writes them to dist/dashboards.
import { defineConfig } from 'vite'

const page = (name: string) => new URL(`./${name}.html`, import.meta.url).pathname

export default defineConfig({
  root: new URL('.', import.meta.url).pathname,
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
        index: page('index'),
        compliance: page('compliance'),
        decisions: page('decisions'),
        anomalies: page('anomalies'),
        mapping: page('mapping'),
        workload: page('workload'),
        'problem-cells': page('problem-cells'),
        stations: page('stations'),
      },
    },
  },
})
