/**
 * On which side of a line does a point lie? Exactly, whatever the rounding: quick arithmetic where its error
 * cannot matter, whole-number arithmetic for the few points within a hair of the line.
 */

/** Twice the rounding unit of a double, with Shewchuk's factor for this determinant and some margin. */
const relativeError = 4e-16

/**
 * The sign of the turn from a over b to the point: above 0 to the left, below 0 to the right, 0 on the line.
 * Exact for coordinates whose binary fraction ends within 64 places, which every coordinate above a millimetre does.
 */
export function sideOf(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
  const left = (bx - ax) * (y - ay)
  const right = (by - ay) * (x - ax)
  const turn = left - right
  if (Math.abs(turn) > relativeError * (Math.abs(left) + Math.abs(right))) return turn
  return exactSide(ax, ay, bx, by, x, y)
}

function exactSide(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
  const fromA = (value: number, a: number) => whole(value) - whole(a)
  const turn = fromA(bx, ax) * fromA(y, ay) - fromA(by, ay) * fromA(x, ax)
  return turn > 0n ? 1 : turn < 0n ? -1 : 0
}

/** Multiplying by a power of two loses nothing; what is left behind the point after that is dropped. */
function whole(value: number): bigint {
  return BigInt(Math.trunc(value * 2 ** 64))
}
