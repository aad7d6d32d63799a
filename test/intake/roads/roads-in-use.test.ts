import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { buildRoadGraph } from '../../../geo/roads/build-graph.ts'
import { VasteError } from '../../../src/domain/error.ts'
import { roadsFileName, saveRoadGraph } from '../../../src/intake/roads/graph-store.ts'
import { roadsInUse } from '../../../src/intake/roads/roads-in-use.ts'
import { piecesOf, tinySource } from '../../geo/roads/tiny-roads.ts'

describe('the roads in use', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vaste-roads-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const refusal = async (work: Promise<unknown>): Promise<string> => {
    const fault = await work.then(
      () => new Error('it was not refused'),
      (thrown: Error) => thrown,
    )
    expect(fault).to.be.instanceOf(VasteError)
    return fault.message
  }

  it('are the skeleton of the pilot, named approximate, until a graph is imported', async () => {
    expect((await roadsInUse(folder, '15')).source.approximate).to.equal(true)
    const places = [[25.7, 62.2] as const, [25.71, 62.2] as const]
    await saveRoadGraph(
      join(folder, roadsFileName),
      buildRoadGraph(piecesOf(places, [{ from: 0, to: 1 }]), tinySource),
    )
    expect((await roadsInUse(folder, '15')).source).to.deep.equal(tinySource)
  })

  it('are none for another county without a graph', async () => {
    expect(await refusal(roadsInUse(folder, '7'))).to.match(
      /roads.graph cannot be read; expected a file made by/,
    )
  })

  it('are never the skeleton in place of a graph that is damaged', async () => {
    writeFileSync(join(folder, roadsFileName), 'VASTEROA but not really, and long enough to have a head')
    expect(await refusal(roadsInUse(folder, '15'))).to.match(/^road graph roads.graph: it/)
  })
})
