/** What a promise was rejected with; fails when it resolves. */
export async function rejection(
  work: Promise<unknown>,
): Promise<Error & { code?: string; constraint?: string }> {
  try {
    await work
  } catch (error) {
    return error as Error
  }
  throw new Error('a rejection was expected')
}
