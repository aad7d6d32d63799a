/** The one error that Vaste throws when an expectation is broken; edges turn its code into a status. */

export type ErrorCode = 'invalid' | 'not-found' | 'conflict' | 'not-allowed' | 'too-large' | 'unavailable'

export class VasteError extends Error {
  readonly code: ErrorCode

  /** `message` says what was found and what was expected, in a sentence fit for the caller to read. */
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'VasteError'
    this.code = code
  }
}
