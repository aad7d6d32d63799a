import { expect } from 'chai'
import { mappingAnswerSchema, sampleBytesAtMost } from '../../src/contract/mapping.ts'
import { type MappingServer, startMappingServer } from '../browser/mapping-server.ts'

const profile = { format: 'csv', delimiter: ';' }
const bytes = Buffer.from('nimi;aika\nMatti Meikäläinen;nyt\n').toString('base64')

describe('POST /api/v1/mapping/preview', () => {
  let server: MappingServer
  const ask = (
    body: unknown,
    headers: Record<string, string> = { 'content-type': 'application/json' },
    to = server,
  ) =>
    fetch(`${to.url}/api/v1/mapping/preview`, {
      ...{ method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) },
    })
  const detailOf = async (response: Response) => ((await response.json()) as { detail: string }).detail

  before(async () => {
    server = await startMappingServer()
  })
  after(() => server.stop())

  it('answers as its contract says and logs nothing of the file', async () => {
    const response = await ask({ profile, bytes })
    expect(response.status).to.equal(200)
    const answer = mappingAnswerSchema.parse(await response.json())
    expect(answer.table!.header).to.deep.equal(['nimi', 'aika'])
    expect(server.logged).to.deep.equal([])
  })

  const refused = [
    ['neither bytes nor table', { profile }, 400, 'expected either bytes or table'],
    ['no profile', { bytes }, 400, 'profile: '],
    [
      'bytes that are not base64',
      { profile, bytes: 'Matti Meikäläinen' },
      400,
      'expected the bytes of the file as base64',
    ],
    ['no JSON', '{"profile": Matti', 400, 'found no JSON that can be read'],
    [
      'more than the limit',
      { profile, bytes: 'A'.repeat(sampleBytesAtMost * 1.4) },
      413,
      'found a file of more than 10 MB',
    ],
  ] as const
  for (const [title, body, status, sentence] of refused)
    it(`refuses with a sentence that repeats nothing: ${title}`, async () => {
      const response = await ask(body)
      expect(response.status).to.equal(status)
      const detail = await detailOf(response)
      expect(detail).to.include(sentence)
      expect(detail).not.to.include('Matti')
    })

  it('takes nothing that another site could send without asking', async () => {
    const response = await ask({ profile, bytes }, { 'content-type': 'text/plain' })
    expect(response.status).to.equal(400)
  })

  it('is for those who may see the figures', async () => {
    const other = await startMappingServer({ may: ['see-situation'] })
    try {
      const response = await ask({ profile, bytes }, undefined, other)
      expect(response.status).to.equal(403)
      expect(await detailOf(response)).to.include("'see-compliance'")
    } finally {
      await other.stop()
    }
  })
})
