/** Texts as small numbers, in order of first sight; 0 is "none". */
export class Dictionary {
  readonly texts: string[] = ['']
  readonly #numbers = new Map<string, number>()
  /** Rows that follow one another are often alike. */
  #last = 0

  numberOf(text: string | undefined): number {
    if (text === undefined) return 0
    if (this.#last > 0 && text === this.texts[this.#last]) return this.#last
    this.#last = this.#numbers.get(text) ?? this.#add(text)
    return this.#last
  }

  #add(text: string): number {
    this.#numbers.set(text, this.texts.length)
    return this.texts.push(text) - 1
  }

  /** `undefined` for a text never seen. */
  find(text: string): number | undefined {
    return this.#numbers.get(text)
  }

  textOf(number: number): string | undefined {
    return number === 0 ? undefined : this.texts[number]
  }
}
