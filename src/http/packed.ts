/** Sends a large answer packed to whoever takes it so: columns of cells shrink to a fifth and less. */
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { Request, Response } from 'express'

const pack = promisify(gzip)
/** A small answer is on its way before it would be packed. */
const packedFromBytes = 20_000

/** On the thread pool: others are answered meanwhile. */
export async function sendJson(request: Request, response: Response, value: unknown): Promise<void> {
  const text = JSON.stringify(value)
  response.type('json').vary('accept-encoding')
  if (text.length < packedFromBytes || request.acceptsEncodings('gzip', 'identity') !== 'gzip')
    return void response.send(text)
  const packed = await pack(text, { level: constants.Z_BEST_SPEED })
  response.setHeader('content-encoding', 'gzip')
  response.send(packed)
}
