/** More than memory holds is not taken: senders are asked to come back, and are let in when there is room again. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import type { Recorded } from '../../src/contract/events.ts'
import { createAccess } from '../../src/http/access.ts'
import { handleEvents } from '../../src/http/events.ts'
import { createLoad, type LoadLimits } from '../../src/http/load.ts'
import { silentLog } from '../../src/log.ts'

const token = 'a-token-of-some-length'
const nothing: Recorded = {
  ...{ received: 0, accepted: 0, duplicate: 0, duplicates: [], refused: 0, refusals: [] },
}

/** A door whose recorder answers when told to. */
async function aDoor(limits: LoadLimits) {
  const waiting: (() => void)[] = []
  const arrivals: (() => void)[] = []
  const route = {
    recorder: {
      record: () =>
        new Promise<Recorded>((resolve) => {
          waiting.push(() => resolve(nothing))
          arrivals.shift()?.()
        }),
      idle: async () => {},
    },
    access: createAccess({ logins: [], ingestToken: token, now: Date.now }),
    ...{ log: silentLog, bodyBytesAtMost: 1_000_000, load: createLoad(limits) },
  }
  const server = createServer((request, response) => void handleEvents(route, request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return {
    send: (body: string) =>
      fetch(url, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body }),
    nextArrival: () => new Promise<void>((resolve) => arrivals.push(resolve)),
    finish: () => waiting.shift()?.(),
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  }
}

describe('a door with too much waiting', () => {
  const cases: [title: string, limits: LoadLimits, body: string, detail: RegExp][] = [
    ['bytes', { bytesAtMost: 150, itemsAtMost: 1000 }, `"${'x'.repeat(98)}"`, /^100 bytes of events wait/],
    ['items', { bytesAtMost: 10_000, itemsAtMost: 15 }, `[${'1,'.repeat(9)}1]`, /^10 events wait/],
    ['a long body', { bytesAtMost: 800_000, itemsAtMost: 99 }, `"${'x'.repeat(500_000)}"`, /^\d{6} bytes/],
  ]
  for (const [title, limits, body, detail] of cases)
    it(`of ${title} answers 503 with Retry-After, and takes the same again once there is room`, async () => {
      const door = await aDoor(limits)
      const arrived = door.nextArrival()
      const first = door.send(body)
      await arrived
      const refused = await door.send(body)
      expect(refused.status).to.equal(503)
      expect(refused.headers.get('retry-after')).to.match(/^\d+$/)
      expect(((await refused.json()) as { detail: string }).detail).to.match(detail)
      door.finish()
      expect((await first).status).to.equal(202)
      const again = door.nextArrival()
      const second = door.send(body)
      await again
      door.finish()
      expect((await second).status).to.equal(202)
      await door.close()
    })

  it('lets one request alone bring more than all together may', async () => {
    const door = await aDoor({ bytesAtMost: 10, itemsAtMost: 1 })
    const arrived = door.nextArrival()
    const sent = door.send('[1,2,3,4,5,6,7,8]')
    await arrived
    door.finish()
    expect((await sent).status).to.equal(202)
    await door.close()
  })
})
