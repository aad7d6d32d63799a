/** `vaste import roads`: a road network as the graph that drives are computed on. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { keskiSuomi } from '../../geo/keski-suomi/region.ts'
import {
  arcCount,
  edgeCount,
  kilometresByClass,
  nodeCount,
  type RoadGraph,
} from '../../geo/roads/road-graph.ts'
import { VasteError } from '../domain/error.ts'
import { cellsNearRoads, readClip } from '../intake/roads/clip.ts'
import { roadsFileName, saveRoadGraph } from '../intake/roads/graph-store.ts'
import { importOsm, type RoadsImported } from '../intake/roads/import-osm.ts'
import { importRoadTables } from '../intake/roads/import-table.ts'
import type { Progress } from '../intake/roads/osm-scan.ts'
import { type Arguments, type Command, createProgressLine } from './command.ts'

export const importRoadsCommand: Command = {
  name: 'import roads',
  operands: 'FILE.osm.pbf | nodes.csv arcs.csv | both.zip',
  summary: `Makes the road graph from an OpenStreetMap extract, or from tables of nodes and arcs.
An extract larger than the county is clipped to it; until the new graph is whole the one before stays in use.`,
  options: {
    clip: {
      placeholder: 'county|none|W,S,E,N',
      says: 'Which part of an extract (county, with 20 km around it)',
    },
    out: { placeholder: 'FILE', says: `Where to write (VASTE_DATA/${roadsFileName})` },
    county: { placeholder: 'ID', says: 'County to clip to (VASTE_COUNTY)' },
  },
  async run(given) {
    const began = performance.now()
    const out = given.text('out') ?? join(process.env.VASTE_DATA || './data', roadsFileName)
    const { graph, notes } = await readRoads(given)
    const bytes = await saveRoadGraph(out, graph)
    const lines = [
      ...notes,
      ...describe(graph),
      `wrote ${out}, ${(bytes / 1e6).toFixed(1)} MB`,
      `${((performance.now() - began) / 1000).toFixed(1)} s, peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
    ]
    process.stdout.write(`${lines.join('\n')}\n`)
    return 0
  },
}

async function readRoads(given: Arguments): Promise<RoadsImported> {
  const { operands } = given
  if (operands.length === 2 || (operands.length === 1 && /\.zip$/i.test(operands[0])))
    return importRoadTables(operands)
  if (operands.length !== 1)
    throw new VasteError(
      'invalid',
      `found ${operands.length} files; expected one extract, or nodes.csv and arcs.csv`,
    )
  const [file] = operands
  const county = given.text('county') ?? (process.env.VASTE_COUNTY || keskiSuomi.county)
  const clip = given.text('clip') ?? 'county'
  const box = readClip(clip, county === keskiSuomi.county ? keskiSuomi : undefined)
  const line = createProgressLine()
  const began = performance.now()
  const progress: Progress = (share, what) => {
    if (performance.now() - began > 2000) line.tell(`${Math.floor(share * 100)} %, ${what}`)
  }
  try {
    const imported = await importOsm(file, { box, fileDate: await dateOf(file), progress })
    return clip === 'county' ? withCoverage(imported) : imported
  } finally {
    line.end()
  }
}

/** An extract of a part of the county is taken, and told. */
function withCoverage({ graph, notes }: RoadsImported): RoadsImported {
  const [near, all] = [cellsNearRoads(graph, keskiSuomi), keskiSuomi.cells.length]
  const share = `${near} of the county's ${all} cells have a road within 5 km`
  return { graph, notes: [...notes, near < all * 0.9 ? `NOTE: only ${share}` : share] }
}

async function dateOf(file: string): Promise<string> {
  const { mtime } = await stat(file).catch((cause) => {
    throw new VasteError('not-found', `file ${file} cannot be read; expected roads`, { cause })
  })
  return mtime.toISOString().slice(0, 10)
}

function describe(graph: RoadGraph): string[] {
  const { component, componentCount, components, source } = graph
  const islands = component.reduce((count, id) => count + (id === 0 ? 0 : 1), 0)
  const named = components
    .slice(1, 4)
    .filter(({ nodes }) => nodes > 1)
    .map(({ nodes, example }) => `${nodes} nodes near ${example.lon.toFixed(4)},${example.lat.toFixed(4)}`)
  const classes = [...kilometresByClass(graph)].map(([name, km]) => `${name} ${km.toFixed(1)}`)
  return [
    `${source.name}, ${source.date}: ${nodeCount(graph)} nodes, ${arcCount(graph)} arcs along ${edgeCount(graph)} roads`,
    `km: ${classes.join(', ')}`,
    `main part ${components[0].nodes} nodes; ${componentCount - 1} other parts with ${islands} nodes, which cannot be both left and reached from it${named.length > 0 ? `; the largest: ${named.join('; ')}` : ''}`,
  ]
}
