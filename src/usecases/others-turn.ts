/** Work of a second on the service's own thread is cut into slices: whatever else waits goes first between two of them. */
export function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
