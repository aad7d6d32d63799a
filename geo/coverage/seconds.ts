/** In which numbers are reach times by cell kept? Whole seconds in sixteen bits. */

/** Nobody comes. */
export const unreachedSeconds = 65_535
/** This or more: over eighteen hours. */
export const longestSeconds = 65_534

/** A started second counts as full, as in a reach time that is judged. */
export function secondsOfDeciseconds(deciseconds: number): number {
  return Math.min(longestSeconds, Math.ceil(deciseconds / 10))
}

/** Of seconds on the road, with what is lost at both ends. */
export function secondsAtScene(driveSeconds: number, factor: number, fixedSeconds: number): number {
  if (driveSeconds === unreachedSeconds) return unreachedSeconds
  return Math.min(longestSeconds, Math.ceil(driveSeconds * factor + fixedSeconds))
}

export function afterDelay(driveSeconds: number, delaySeconds: number): number {
  if (driveSeconds === unreachedSeconds) return unreachedSeconds
  const seconds = driveSeconds + delaySeconds
  return seconds < longestSeconds ? seconds : longestSeconds
}
