/** Are these words the ones that were written? Four lanes of multiply and rotate: no changed word goes unseen. */

const primes = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f] as const

/** An unsigned 32-bit number. Each step can be undone, so that a change of one word always changes the sum. */
export function checksumOf(words: Uint32Array): number {
  let [a, b, c, d] = [1, 2, 3, words.length | 0]
  const whole = words.length & ~3
  for (let i = 0; i < whole; i += 4) {
    a = mixed(a ^ words[i], primes[0])
    b = mixed(b ^ words[i + 1], primes[1])
    c = mixed(c ^ words[i + 2], primes[2])
    d = mixed(d ^ words[i + 3], primes[3])
  }
  for (let i = whole; i < words.length; i++) a = mixed(a ^ words[i], primes[0])
  let sum = a
  for (const lane of [b, c, d]) sum = mixed(mixed(sum, primes[1]) ^ lane, primes[2])
  return sum >>> 0
}

function mixed(value: number, prime: number): number {
  const product = Math.imul(value, prime)
  return (product << 13) | (product >>> 19)
}
