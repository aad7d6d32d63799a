/** Will an open task be reached within its last limit? The words of it. */

/** How the drive was reckoned: over surveyed roads, over roads compiled by hand, or without any road near. */
export const arrivalBases = ['roads', 'approximate-roads', 'straight-line'] as const
export type ArrivalBasis = (typeof arrivalBases)[number]

/** `tight`: past the limit by no more than the estimate is worth; too close to call. */
export const outlookStates = ['in-time', 'tight', 'will-miss', 'withheld'] as const
export type OutlookState = (typeof outlookStates)[number]

/**
 * Why it cannot be told: a unit on its way has no fresh position; nobody is on the way or free; the task has no place;
 * or the one who decides it is near no road.
 */
export const outlookReasons = ['positions-late', 'no-unit', 'no-place', 'off-roads'] as const
export type OutlookReason = (typeof outlookReasons)[number]
