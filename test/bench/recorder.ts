/**
 * Is every instant of the recording what the board showed? A seeded stream, out of order, late, repeated and refused, is
 * recorded with the hash of its frames; each is then rebuilt from the database and compared. How long does that take?
 */
import { frameHash, recordedStream } from '../live/recorded-stream.ts'
import { aDecision, aTarget, smallWorld } from '../usecases/small-world.ts'

const instants = Number(process.env.VASTE_BENCH_INSTANTS ?? 1000)
const seed = 2026

export async function benchRecorder(): Promise<void> {
  const targets = [
    aTarget(),
    aTarget({ measure: 'ambulance', withinSeconds: 900 }),
    aTarget({ urgencies: ['C'] }),
  ]
  const world = await smallWorld({ decisions: [aDecision({ targets })] })
  const { frames, flight, counts } = await recordedStream(world, seed, instants)
  let [followed, started] = [0, 0]
  const took: number[] = []
  for (const frame of frames) {
    const { situation, rebuiltInMs } = await flight.moment(frame.at, 'bench')
    took.push(rebuiltInMs)
    if (frameHash(situation, false) === frame.followed) followed++
    if (frameHash(situation) === frame.started) started++
  }
  await world.db.close()
  took.sort((a, b) => a - b)
  const hours = (frames.at(-1)!.at - frames[0]!.at) / 3_600_000
  console.log(`seed ${seed}: ${JSON.stringify(counts)} over ${hours.toFixed(1)} h`)
  console.log(
    `  ${followed} of ${frames.length} frames equal the board that followed, ${started} a service started then`,
  )
  console.log(
    `  rebuilt in ${took[took.length >> 1]} ms (median), ${took[Math.floor(took.length * 0.99)]} ms (p99)`,
  )
}
