/** Loaded once before every run: closes what the specs share when the run ends. */
type Close = () => Promise<void>

// mocha loads this file with `require` and the specs with `import`: two instances, which must share one list.
const shared = globalThis as { vasteTestClosers?: Close[] }
shared.vasteTestClosers ??= []
const closers = shared.vasteTestClosers

/** Lets a shared part, such as the one test database, be closed once after the last spec. */
export function closeAfterAll(close: Close): void {
  closers.push(close)
}

export const mochaHooks = {
  async afterAll(this: Mocha.Context) {
    // A database that took in a whole run's messages writes them to disk before it closes.
    this.timeout(120_000)
    for (const close of closers.splice(0).reverse()) await close()
  },
}
