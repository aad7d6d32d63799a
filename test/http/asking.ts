/** Requests that `fetch` cannot make: another Host, and upgrades that may be turned away. */
import { type IncomingHttpHeaders, request } from 'node:http'
import { WebSocket } from 'ws'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

export function ask(url: string, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request(new URL(path, url), { headers }, async (response) => {
      let text = ''
      for await (const part of response) text += part
      resolve({ status: response.statusCode!, headers: response.headers, text })
    })
    asking.on('error', reject).end()
  })
}

/** 101 when the socket opens, else the status it was turned away with. */
export function upgrade(url: string, headers: Record<string, string> = {}, path = '/live'): Promise<number> {
  const address = new URL(path, url.replace(/^http/, 'ws'))
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address, { headers })
    socket.on('unexpected-response', (_request, response) => {
      response.resume()
      resolve(response.statusCode!)
    })
    socket.on('open', () => {
      socket.terminate()
      resolve(101)
    })
    socket.on('error', reject)
  })
}

export const basic = (name: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
})
