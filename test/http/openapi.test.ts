/** Is the OpenAPI document true? Its shape, its paths on the server, and the contract's own examples. */
import { expect } from 'chai'
import { z } from 'zod'
import { sharedService, type TestService } from '../service.ts'

interface Operation {
  readonly summary: string
  readonly parameters?: readonly { name: string; in: string; required: boolean; schema: object }[]
  readonly requestBody?: { content: Record<string, { schema: z.core.JSONSchema.JSONSchema }> }
  readonly responses: Record<string, { description: string; content: Record<string, { schema: object }> }>
}

/** As the contract shows them to integrators. */
const examples = `
{"id":"erica-7781-1","source":"erica","kind":"task.created","at":"2026-11-21T10:00:00Z","task":"7781","service":"ems","code":"704","urgency":"B","place":{"lon":25.747,"lat":62.242}}
{"id":"erica-7781-2","source":"erica","kind":"unit.status","at":"2026-11-21T10:00:41Z","unit":"EKS 111","status":"alerted","task":"7781"}
{"id":"avl-9-3","source":"avl","kind":"unit.position","at":"2026-11-21T10:03:00Z","unit":"EKS 111","place":{"lon":25.73,"lat":62.23}}
{"id":"st-4-9","source":"crew","kind":"station.readiness","at":"2026-11-21T10:05:00Z","station":"laukaa","crew":2,"turnoutSeconds":90}`
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as object)

describe('openapi.json', () => {
  let service: TestService
  let document: {
    openapi: string
    info: object
    paths: Record<string, Record<string, Operation>>
    components: { securitySchemes: object }
  }

  before(async function () {
    this.timeout(60_000)
    service = await sharedService()
    document = (await (await service.get('/api/v1/openapi.json')).json()) as typeof document
  })

  it('is an OpenAPI 3.1 document', () => {
    expect(document.openapi).to.match(/^3\.1\./)
    expect(document.info).to.include.keys('title', 'version', 'license')
    const schemes = Object.keys(document.components.securitySchemes)
    for (const [path, operations] of Object.entries(document.paths)) {
      expect(path).to.match(/^\//)
      for (const [method, operation] of Object.entries(operations)) {
        expect(method).to.be.oneOf(['get', 'post', 'delete'])
        expect(operation.summary).to.be.a('string')
        expect(operation.responses).to.include.keys('default')
        for (const { description, content } of Object.values(operation.responses)) {
          expect(description).to.be.a('string')
          for (const { schema } of Object.values(content)) expect(schema).to.be.an('object')
        }
        for (const { security = [] } of [operation as { security?: object[] }])
          for (const name of security.flatMap(Object.keys)) expect(name).to.be.oneOf(schemes)
        const names = (operation.parameters ?? []).map(({ name }) => name)
        expect(new Set(names).size).to.equal(names.length)
        for (const parameter of operation.parameters ?? [])
          expect(parameter).to.include.keys('name', 'in', 'required', 'schema')
      }
    }
  })

  it('names only paths that the server has, with the parameters they take', async () => {
    const values: Record<string, string> = {
      ...{ service: 'ems', month: '2026-10', by: 'municipality', letters: 'true', format: 'json' },
      ...{ lang: 'sv', months: '2', from: '2026-10-01', to: '2026-10-02' },
      ...{ decision: 'keski-suomi-ems-placeholder', urgency: 'A+B', zone: 'rural', measure: 'first-unit' },
      ...{
        points: '2',
        step: 'month',
        withinSeconds: '1140',
        againstFrom: '2026-09-01',
        againstTo: '2026-09-02',
      },
      ...{
        year: '2026',
        years: '2023..2026',
        minimum: '4',
        reading: 'each-year',
        cells: 'all',
        public: 'true',
      },
      ...{ state: 'open', kind: 'out-of-order', source: 'cad', limit: '5', on: '2026-10-01' },
      ...{ station: 'keuruu', until: '2026-11-01' },
    }
    for (const [path, { get }] of Object.entries(document.paths)) {
      if (!get) continue
      // A path with a part of its own is one thing, asked for by its id in the tests of that route.
      // A moment that has been recorded is asked for in the tests of the recording.
      if (path.startsWith('/api/v1/recording')) continue
      const names = (get.parameters ?? []).map(({ name }) => name)
      if (path.includes('{') || names.includes('unit')) continue
      // Of two ways to name a span one is taken, and a version of zones is another test's.
      const leftOut = [
        ...(names.includes('from') ? ['month'] : []),
        ...(names.includes('years') ? ['year'] : []),
        'grid',
        'at',
        'without',
        'readiness',
      ]
      const alternative = names.filter((name) => !leftOut.includes(name))
      const query = new URLSearchParams(alternative.map((name) => [name, values[name]!]))
      const response = await service.get(`${path}?${query}`)
      expect(response.status, `${path}?${query}`).to.equal(200)
    }
    const post = await service.get('/api/v1/events', { method: 'POST' })
    expect(post.status, 'POST without a token').to.equal(401)
  })

  it('has every read route of the server', () => {
    const routes = ['situation', 'region', 'compliance', 'distribution', 'trend', 'revisions', 'session']
    const paths = [...routes, 'events', 'openapi.json'].map((name) => `/api/v1/${name}`)
    expect(Object.keys(document.paths)).to.include.members([...paths, '/healthz', '/readyz', '/metrics'])
  })

  it('describes the examples of the contract, and not what is refused', () => {
    const { schema } = document.paths['/api/v1/events']!.post!.requestBody!.content['application/json']!
    const described = z.fromJSONSchema(withoutUnicodeClasses(schema))
    for (const example of examples) expect(described.safeParse(example).error).to.equal(undefined)
    expect(described.safeParse(examples).success, 'as an array').to.equal(true)
    for (const change of [
      { kind: 'nope' },
      { at: 5 },
      { source: undefined },
      { place: { lon: 200, lat: 1 } },
    ])
      expect(described.safeParse({ ...examples[0], ...change }).success).to.equal(false)
  })

  it('is what the server takes: the examples are accepted', async () => {
    const at = new Date(Date.now() - 60_000).toISOString()
    const { accepted, duplicate } = await service.post(
      examples.map((example) => ({ ...example, at })) as never,
    )
    expect(accepted + duplicate).to.equal(4)
  })
})

/** JSON Schema reads patterns as Unicode, zod does not: it would take `\p{Cc}` for letters. */
function withoutUnicodeClasses<T>(schema: T): T {
  return JSON.parse(
    JSON.stringify(schema, (name, value) =>
      name === 'pattern' && String(value).includes('\\p{') ? undefined : value,
    ),
  )
}
