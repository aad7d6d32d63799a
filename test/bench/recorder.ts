/**
 * Is every instant of the recording what the board showed? A seeded stream, out of order, late, repeated, refused and
 * reviewed, is recorded with its frames; each is then rebuilt from the database and compared. How long does that take?
 */
import { estimatesApart, followedHash, heldOverMs, wholeHash } from '../live/recorded-frames.ts'
import { recordedStream, recordedWorld } from '../live/recorded-stream.ts'

const instants = Number(process.env.VASTE_BENCH_INSTANTS ?? 1000)
const seed = Number(process.env.VASTE_BENCH_SEED ?? 2026)

export async function benchRecorder(): Promise<void> {
  const world = await recordedWorld()
  const { frames, flight, counts, stop } = await recordedStream(world, seed, instants)
  let [followed, started, within, apart] = [0, 0, 0, 0]
  const took: number[] = []
  for (const frame of frames) {
    const { situation, rebuiltInMs } = await flight.moment(frame.at, 'bench')
    took.push(rebuiltInMs)
    if (followedHash(situation) === followedHash(frame.followed)) followed++
    if (wholeHash(situation) === wholeHash(frame.started)) started++
    const distance = estimatesApart(situation, frame.followed)
    if (distance < heldOverMs) within++
    apart = Math.max(apart, distance)
  }
  await stop()
  await world.db.close()
  took.sort((a, b) => a - b)
  const hours = (frames.at(-1)!.at - frames[0]!.at) / 3_600_000
  console.log(`seed ${seed}: ${JSON.stringify(counts)} over ${hours.toFixed(1)} h`)
  console.log(`  ${started} of ${frames.length} frames equal, whole, those of a service started then`)
  console.log(`  ${followed} equal those of the board that followed, but for the times of estimates;`)
  console.log(`  ${within} have those within ${heldOverMs / 1000} s, at most ${apart / 1000} s apart`)
  console.log(
    `  rebuilt in ${took[took.length >> 1]} ms (median), ${took[Math.floor(took.length * 0.99)]} ms (p99)`,
  )
}
