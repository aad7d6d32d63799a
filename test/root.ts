/** Loaded once before every run: closes what the specs share when the run ends. */
const closers: (() => Promise<void>)[] = []

/** Lets a shared part, such as the one test database, be closed once after the last spec. */
export function closeAfterAll(close: () => Promise<void>): void {
  closers.push(close)
}

export const mochaHooks = {
  async afterAll() {
    for (const close of closers.splice(0).reverse()) await close()
  },
}
