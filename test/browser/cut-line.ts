/** A line to a service that can be cut and mended: to a browser, a service that has gone and come back. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface CutLine {
  readonly url: string
  /** Nobody answers any more, and who was connected is not. */
  cut(): Promise<void>
  mend(): Promise<void>
}

export async function lineTo(service: string): Promise<CutLine> {
  const { hostname, port } = new URL(service)
  const open = new Set<Socket>()
  const keep = (socket: Socket, other: Socket) => {
    open.add(socket)
    // Either end's fault is the end of both.
    socket.on('error', () => other.destroy())
    socket.on('close', () => {
      open.delete(socket)
      other.destroy()
    })
    socket.pipe(other)
  }
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    keep(near, far)
    keep(far, near)
  })
  const listen = (own: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(own, '127.0.0.1', resolve)
    })
  await listen(0)
  const own = (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${own}`,
    cut() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of open) socket.destroy()
      return closed
    },
    mend: () => listen(own),
  }
}
