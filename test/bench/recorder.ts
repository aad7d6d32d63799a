/**
 * Is every instant of the recording what the board showed? A seeded stream, out of order, late, repeated, refused and
 * reviewed, is recorded with its frames; each is then rebuilt from the database and compared. How long does that take?
 */

import type { FlightRecorder } from '../../src/live/flight-recorder.ts'
import { playedOn, turnedTo } from '../live/played-on.ts'
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
  const play = await playedAndTurned(frames, flight)
  await stop()
  await world.db.close()
  took.sort((a, b) => a - b)
  const hours = (frames.at(-1)!.at - frames[0]!.at) / 3_600_000
  console.log(`seed ${seed}: ${JSON.stringify(counts)} over ${hours.toFixed(1)} h`)
  console.log(`  ${started} of ${frames.length} frames equal, whole, those of a service started then`)
  console.log(`  ${followed} equal those of the board that followed, but for the times of estimates;`)
  console.log(`  ${within} have those within ${heldOverMs / 1000} s, at most ${apart / 1000} s apart`)
  console.log(
    `  ${play.equal} of ${play.of} seconds played to, ${play.seconds} s from where it was turned to, equal those turned to; reach told ${play.reaches} times,`,
  )
  console.log(`  at ${play.pace.toFixed(0)} s of the recording for each second of reckoning`)
  console.log(
    `  rebuilt in ${took[took.length >> 1]} ms (median), ${took[Math.floor(took.length * 0.99)]} ms (p99)`,
  )
}

const playedEvery = 25
const playedSeconds = 300

/** From five minutes before some of the instants, by whole seconds, to the second that each is in. */
async function playedAndTurned(frames: readonly { readonly at: number }[], flight: FlightRecorder) {
  let [equal, of, reaches, took] = [0, 0, 0, 0]
  for (const [i, { at }] of frames.entries()) {
    const to = Math.floor(at / 1000) * 1000
    const from = to - playedSeconds * 1000
    if (i % playedEvery !== 0 || from < frames[0]!.at) continue
    const begun = performance.now()
    const played = await playedOn(flight, { from, to: to + 60_000, within: to })
    took += performance.now() - begun
    of++
    reaches += played.reaches
    const there = await turnedTo(flight, to)
    const isSame = followedHash(played.midway) === followedHash(there)
    if (isSame && estimatesApart(played.midway, there) < heldOverMs) equal++
  }
  return { equal, of, reaches, seconds: playedSeconds, pace: (of * (playedSeconds + 60)) / (took / 1000) }
}
