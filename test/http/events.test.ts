/** The door for messages: whatever is thrown at it, the answer is a sentence, and the service goes on. */
import { request } from 'node:http'
import { expect } from 'chai'
import type { Recorded } from '../../src/contract/events.ts'
import { sharedService, type TestService } from '../service.ts'

interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
}

let serial = 0
const now = () => new Date(Date.now() - 60_000).toISOString()
const anEvent = (change: object = {}) => ({
  ...{ id: `http-${++serial}`, source: 'http', kind: 'task.created', at: now(), task: `http-${serial}` },
  ...{ service: 'ems', urgency: 'A', place: { lon: 25.747, lat: 62.242 } },
  ...change,
})

describe('POST /api/v1/events', () => {
  let service: TestService

  before(async function () {
    this.timeout(60_000)
    service = await sharedService()
  })

  const send = (body: BodyInit, headers: Record<string, string> = {}, init: RequestInit = {}) =>
    fetch(new URL('/api/v1/events', service.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${service.token}`, ...headers },
      body,
      ...init,
    })
  const recorded = async (response: Response) => {
    expect(response.headers.get('content-type')).to.equal('application/json')
    const answer = (await response.json()) as Recorded
    expect(answer.accepted + answer.duplicate + answer.refused, 'the sums').to.equal(answer.received)
    return answer
  }
  const problem = async (response: Response) => {
    expect(response.headers.get('content-type')).to.equal('application/problem+json')
    const found = (await response.json()) as Problem
    expect(found.status).to.equal(response.status)
    return found
  }

  describe('takes', () => {
    const two = () => [anEvent(), anEvent()]
    const ndjson = (events: object[]) => events.map((event) => JSON.stringify(event)).join('\n')
    const cases: [title: string, body: () => BodyInit, type: string, accepted: number][] = [
      ['an object', () => JSON.stringify(anEvent()), 'application/json', 1],
      ['an array', () => JSON.stringify(two()), 'application/json', 2],
      ['an object without a content type', () => new TextEncoder().encode(JSON.stringify(anEvent())), '', 1],
      ['an object with a byte order mark', () => `\uFEFF${JSON.stringify(anEvent())}`, 'application/json', 1],
      ['NDJSON', () => ndjson(two()), 'application/x-ndjson', 2],
      [
        'NDJSON with blank lines and CRLF',
        () => `\r\n${ndjson(two()).replace('\n', '\r\n\r\n')}\r\n`,
        'application/x-ndjson',
        2,
      ],
      ['NDJSON that does not say so', () => ndjson(two()), 'application/json', 2],
      ['NDJSON without a content type', () => new TextEncoder().encode(ndjson(two())), '', 2],
      ['an empty array', () => '[]', 'application/json', 0],
      ['nothing as NDJSON', () => '\n', 'application/x-ndjson', 0],
      [
        '10 000 items',
        () => JSON.stringify(Array.from({ length: 10_000 }, () => null)),
        'application/json',
        -1,
      ],
    ]
    for (const [title, body, type, accepted] of cases)
      it(title, async () => {
        const response = await send(body(), type === '' ? {} : { 'content-type': type })
        expect(response.status).to.equal(accepted < 0 ? 422 : 202)
        const answer = await recorded(response)
        if (accepted < 0) expect(answer).to.include({ received: 10_000, refused: 10_000 })
        else expect(answer).to.include({ received: accepted, accepted, refused: 0 })
      })
  })

  it('uses the good lines of NDJSON and names the broken one', async () => {
    const body = `${JSON.stringify(anEvent())}\n{"id": oh no\n${JSON.stringify(anEvent())}`
    const response = await send(body, { 'content-type': 'application/x-ndjson' })
    expect(response.status).to.equal(202)
    const answer = await recorded(response)
    expect(answer).to.include({ received: 3, accepted: 2, refused: 1 })
    expect(answer.refusals).to.deep.equal([
      {
        ...{ index: 1, code: 'not-json' },
        message: 'found text that is not JSON, expected one JSON object on each line',
      },
    ])
  })

  describe('refuses an item', () => {
    const cases: [title: string, item: unknown, message: RegExp][] = [
      ['that is null', null, /^the item: expected object, found null$/],
      ['that is a number', 7, /^the item: expected object, found 7$/],
      ['that is a list', [1, 2], /^the item: expected object, found a list of 2$/],
      [
        'of an unknown kind',
        anEvent({ kind: 'task.lost' }),
        /^kind: expected 'task.created' \|.*, found "task.lost"$/,
      ],
      ['without a kind', { id: 'x' }, /^kind: expected .*, found nothing$/],
      ['with a wrong type', anEvent({ task: 7 }), /^task: expected string, found 7$/],
      [
        'of an unknown service',
        anEvent({ service: 'fire' }),
        /^service: expected one of "ems"\|"rescue", found "fire"$/,
      ],
      [
        'whose time has no offset',
        anEvent({ at: '2026-11-21T10:00:00' }),
        /^at: expected a time with an offset, .*, found "2026-11-21T10:00:00"$/,
      ],
      [
        'whose day is not in the calendar',
        anEvent({ at: '2026-02-30T10:00:00Z' }),
        /^at: expected a time with an offset/,
      ],
      ['whose time is a number', anEvent({ at: 1_795_255_200 }), /^at: expected a time.*found 1795255200$/],
      [
        'from next year',
        anEvent({ at: new Date(Date.now() + 3e10).toISOString() }),
        /^at: found 2.*, expected a time at most 5 minutes after/,
      ],
      [
        'from before all',
        anEvent({ at: '1970-01-01T00:00:00Z' }),
        /^at: found 1970.*, expected a time after 2000/,
      ],
      [
        'placed outside the world',
        anEvent({ place: { lon: 25, lat: 162 } }),
        /^place.lat: expected .*<=90, found 162$/,
      ],
      ['placed by half', anEvent({ place: { lon: 25 } }), /^place.lat: expected number, found nothing$/],
      [
        'with NUL in its id',
        anEvent({ id: 'a\u0000b' }),
        /^id: expected one line without control characters, found "a\\u0000b"$/,
      ],
      ['with a line break in a name', anEvent({ task: 'a\nb' }), /^task: expected one line/],
      ['with half a surrogate pair', anEvent({ task: 'a\ud800' }), /^task: expected one line/],
      [
        'with an id as long as a page',
        anEvent({ id: 'x'.repeat(5000) }),
        /^id: expected .*<=200 characters, found "x{50,60}…$/,
      ],
      [
        'that would reach the prototype',
        JSON.parse('{"__proto__":{"kind":"source.heartbeat","id":"p","source":"s"}}'),
        /^kind: expected/,
      ],
    ]
    for (const [title, item, message] of cases)
      it(title, async () => {
        const good = anEvent()
        const response = await send(JSON.stringify([item, good]), { 'content-type': 'application/json' })
        const answer = await recorded(response)
        expect(answer).to.include({ received: 2, accepted: 1, refused: 1 })
        expect(answer.refusals[0]!.index).to.equal(0)
        expect(answer.refusals[0]!.message).to.match(message)
        const alone = await send(JSON.stringify([item]))
        expect(alone.status, 'when every item is refused').to.equal(422)
        await recorded(alone)
      })
  })

  it('refuses what is nested a hundred thousand deep', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const inField = JSON.stringify(anEvent({ place: 'here' })).replace('"here"', deep)
    const answer = await recorded(await send(`[${deep},${inField},${JSON.stringify(anEvent())}]`))
    expect(answer).to.include({ received: 3, accepted: 1, refused: 2 })
    expect(answer.refusals.map(({ message }) => message)).to.deep.equal([
      'the item: expected object, found a list of 1',
      'place: expected object, found a list of 1',
    ])
    const dropped = JSON.stringify(anEvent({ extra: 'here' })).replace('"here"', deep)
    expect(await recorded(await send(dropped))).to.include({ accepted: 1 })
  })

  it('drops fields that nobody asked for, also those named like parts of the language', async () => {
    const body = JSON.stringify({ ...anEvent(), patient: 'N.N.', constructor: 'x', toString: 1 }).replace(
      '{',
      '{"__proto__":{"service":"rescue"},',
    )
    expect(await recorded(await send(body))).to.include({ accepted: 1 })
    const rows = await service.db.query<{ body: string }>(
      'select body::text as body from event order by seq desc limit 1',
    )
    expect(JSON.parse(rows[0]!.body)).to.have.all.keys('service', 'urgency', 'place')
    expect(({} as { service?: string }).service).to.equal(undefined)
  })

  describe('answers with a problem document', () => {
    const cases: [title: string, status: number, detail: RegExp, ask: () => Promise<Response>][] = [
      [
        'to broken JSON',
        400,
        /^the body is not JSON: .*; expected an object, an array or NDJSON$/,
        () => send('{"id": 1,'),
      ],
      ['to an empty body', 400, /^the body is not JSON/, () => send('')],
      ['to text', 400, /^the body is not JSON/, () => send('hello')],
      [
        'to bytes that are not UTF-8',
        400,
        /^the body is not UTF-8; expected/,
        () => send(new Uint8Array([0x22, 0xff, 0xfe, 0x22])),
      ],
      [
        'to a wrong token',
        401,
        /^found a token that is not ours; expected 'Authorization: Bearer'/,
        () => send('[]', { authorization: 'Bearer wrong' }),
      ],
      [
        'to a token as a password',
        401,
        /^found a token that is not ours/,
        () => send('[]', { authorization: `Basic ${btoa(`x:${service.token}`)}` }),
      ],
      [
        'without a token',
        401,
        /^found no Authorization header; expected/,
        () => fetch(new URL('/api/v1/events', service.url), { method: 'POST', body: '[]' }),
      ],
      ['to GET', 405, /^found GET; expected POST$/, () => service.get('/api/v1/events')],
      [
        'to 10 001 items',
        413,
        /^found 10001 events in one request; expected at most 10000$/,
        () => send(`[${'1,'.repeat(10_000)}1]`),
      ],
    ]
    for (const [title, status, detail, ask] of cases)
      it(title, async () => {
        const response = await ask()
        expect(response.status).to.equal(status)
        const found = await problem(response)
        expect(found.detail).to.match(detail)
        expect(found).to.have.all.keys('type', 'title', 'status', 'detail')
      })
  })

  it('takes the token whatever the case of the scheme', async () => {
    expect((await send('[]', { authorization: `bearer ${service.token}` })).status).to.equal(202)
  })

  it('says 413 to 20 MB, whether its length is told or not, ends the connection and goes on', async () => {
    const body = new Uint8Array(20_000_000).fill(0x20)
    const told = await send(body)
    expect(told.status).to.equal(413)
    expect(told.headers.get('connection')).to.equal('close')
    expect((await problem(told)).detail).to.match(/^the body is larger than 5000000 bytes; expected smaller/)
    expect(await sendInParts(body)).to.include({ status: 413 })
    expect(await recorded(await send(JSON.stringify(anEvent())))).to.include({ accepted: 1 })
  })

  it('says 401 to 20 MB with a wrong token', async () => {
    const response = await send(new Uint8Array(20_000_000), { authorization: 'Bearer wrong' })
    expect(response.status).to.equal(401)
  })

  it('keeps on when a sender goes away in the middle', async () => {
    await new Promise<void>((resolve) => {
      const sending = request(new URL('/api/v1/events', service.url), {
        method: 'POST',
        headers: { authorization: `Bearer ${service.token}`, 'content-length': 1000 },
      })
      sending.on('error', () => resolve())
      sending.write('{"id":', () => sending.destroy(new Error('gone')))
    })
    expect(await recorded(await send(JSON.stringify(anEvent())))).to.include({ accepted: 1 })
  })

  /** Without a content length. */
  function sendInParts(body: Uint8Array): Promise<{ status?: number; text: string }> {
    return new Promise((resolve, reject) => {
      const sending = request(
        new URL('/api/v1/events', service.url),
        { method: 'POST', headers: { authorization: `Bearer ${service.token}` } },
        async (response) => {
          let text = ''
          for await (const part of response) text += part
          resolve({ status: response.statusCode, text })
        },
      )
      sending.on('error', reject)
      for (let from = 0; from < body.length; from += 1_000_000)
        sending.write(body.subarray(from, from + 1_000_000))
      sending.end()
    })
  }
})
