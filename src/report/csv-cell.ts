/** How is a text written into a cell of a CSV file with semicolons? */

/** A text that a spreadsheet would run as a formula is made harmless. */
export function quoted(text: string): string {
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
