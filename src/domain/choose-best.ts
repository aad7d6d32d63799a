/**
 * Which k of many options are best together, where each element counts for the best of the chosen ones alone? Maximal
 * covering and the p-median are both of this kind. Greedy, then exchange; then every choice that could do better is
 * looked at, as long as there is patience, so that the answer is either exact or comes with a bound.
 *
 * Source: Church and ReVelle 1974 (covering), Teitz and Bart 1968 (exchange), Nemhauser, Wolsey and Fisher 1978 (bound).
 */

/** What an option is worth on elements where it is worth something; columns of equal length. */
export interface Option {
  readonly elements: Int32Array
  /** Above 0. */
  readonly values: Float64Array
  /** Decides between options that are worth the same. */
  readonly cost: number
}

export interface BestChoice {
  /** Indices of options, each worth most after the ones before it; fewer than k when nothing more helps. */
  readonly chosen: readonly number[]
  readonly value: number
  /** What taking the best one at a time comes to. */
  readonly greedy: number
  readonly method: 'exact' | 'greedy-exchange'
  /** No choice of k is worth more; equal to `value` when exact. */
  readonly bound: number
  /** Choices and parts of choices that were weighed. */
  readonly looked: number
}

/** `patience`: steps of work before the search for something better is given up. */
export function chooseBest(
  options: readonly Option[],
  elements: number,
  k: number,
  patience = 60_000_000,
): BestChoice {
  const scale = options.reduce((sum, { values }) => sum + values.reduce((all, value) => all + value, 0), 0)
  const search: Search = {
    ...{ options, elements, k, crumb: 1e-12 * scale },
    ...{ looked: 0, steps: 0, patience, best: [], bestValue: 0 },
  }
  const greedy = takeGreedily(search)
  search.best = greedy
  search.bestValue = worthOf(search, greedy)
  const greedyValue = search.bestValue
  exchange(search)
  const bound = boundAround(search)
  const isExact = bound <= search.bestValue + search.crumb || lookAtAll(search)
  return {
    chosen: inOrderOfWorth(search),
    ...{ value: search.bestValue, greedy: greedyValue, looked: search.looked },
    ...{ method: isExact ? 'exact' : 'greedy-exchange' },
    bound: isExact ? search.bestValue : bound,
  }
}

interface Search {
  readonly options: readonly Option[]
  readonly elements: number
  readonly k: number
  /** Less than this is no difference: sums in another order differ by as much. */
  readonly crumb: number
  looked: number
  steps: number
  readonly patience: number
  best: readonly number[]
  bestValue: number
}

/** What the option adds where `held` is had already. */
export function addedBy({ elements, values }: Option, held: Float64Array): number {
  let sum = 0
  for (let i = 0; i < elements.length; i++) {
    const more = values[i]! - held[elements[i]!]!
    if (more > 0) sum += more
  }
  return sum
}

function hold({ elements, values }: Option, held: Float64Array): void {
  for (let i = 0; i < elements.length; i++)
    if (values[i]! > held[elements[i]!]!) held[elements[i]!] = values[i]!
}

/** What the options together are worth on each element. */
export function heldBy(options: readonly Option[], elements: number): Float64Array {
  const held = new Float64Array(elements)
  for (const option of options) hold(option, held)
  return held
}

function worthOf({ options, elements }: Search, chosen: readonly number[]): number {
  const picked = chosen.map((index) => options[index]!)
  return heldBy(picked, elements).reduce((sum, value) => sum + value, 0)
}

/** The option that adds most, the cheapest of equals; undefined when none adds anything. */
function mostAdding(search: Search, held: Float64Array, among: Iterable<number>) {
  let best: { readonly index: number; readonly adds: number } | undefined
  for (const index of among) {
    const option = search.options[index]!
    const adds = addedBy(option, held)
    search.looked++
    if (adds <= search.crumb) continue
    const ahead = best ? adds - best.adds : adds
    const isCheaper = best !== undefined && option.cost < search.options[best.index]!.cost
    if (ahead > search.crumb || (Math.abs(ahead) <= search.crumb && isCheaper)) best = { index, adds }
  }
  return best
}

function takeGreedily(search: Search): number[] {
  const held = new Float64Array(search.elements)
  const chosen: number[] = []
  while (chosen.length < search.k) {
    const next = mostAdding(search, held, search.options.keys())
    if (!next) break
    chosen.push(next.index)
    hold(search.options[next.index]!, held)
  }
  return chosen
}

/** One for another as long as that helps. */
function exchange(search: Search): void {
  for (let isBetter = true; isBetter; ) {
    isBetter = false
    for (const [place] of search.best.entries()) {
      const others = search.best.filter((_, i) => i !== place)
      const held = heldBy(
        others.map((index) => search.options[index]!),
        search.elements,
      )
      const next = mostAdding(search, held, search.options.keys())
      const chosen = next ? [...others.slice(0, place), next.index, ...others.slice(place)] : others
      const value = worthOf(search, chosen)
      if (value <= search.bestValue + search.crumb) continue
      search.best = chosen
      search.bestValue = value
      isBetter = true
    }
  }
}

/** What k more options could add to the choice, or k options alone: no choice of k is worth more than either. */
function boundAround(search: Search): number {
  const { options, k, elements } = search
  const top = (held: Float64Array) =>
    sumOfTop(
      options.map((option) => addedBy(option, held)),
      k,
    )
  const around = heldBy(
    search.best.map((index) => options[index]!),
    elements,
  )
  return Math.min(top(new Float64Array(elements)), search.bestValue + top(around))
}

function sumOfTop(values: number[], k: number): number {
  const sorted = values.sort((a, b) => b - a)
  return sorted.slice(0, k).reduce((sum, value) => sum + value, 0)
}

/** Every choice but those that cannot do better than the best so far; false when patience ended first. */
function lookAtAll(search: Search): boolean {
  const { options, elements, k } = search
  const branch = (held: Float64Array, value: number, chosen: readonly number[], among: readonly number[]) => {
    const left = k - chosen.length
    const ranked = among
      .map((index) => {
        search.steps += options[index]!.elements.length
        search.looked++
        return { index, adds: addedBy(options[index]!, held) }
      })
      .sort((a, b) => b.adds - a.adds)
    for (const [i, { index, adds }] of ranked.entries()) {
      if (search.steps > search.patience) return
      // What is added shrinks as more is had, so these are the most that the rest of the choice could add.
      let most = value
      for (let j = i; j < Math.min(i + left, ranked.length); j++) most += ranked[j]!.adds
      if (most <= search.bestValue + search.crumb) return
      const next = [...chosen, index]
      if (value + adds > search.bestValue + search.crumb) {
        search.best = next
        search.bestValue = value + adds
      }
      if (left === 1) continue
      const more = held.slice()
      search.steps += elements
      hold(options[index]!, more)
      branch(
        more,
        value + adds,
        next,
        ranked.slice(i + 1).map((one) => one.index),
      )
    }
  }
  branch(new Float64Array(elements), 0, [], [...options.keys()])
  return search.steps <= search.patience
}

function inOrderOfWorth(search: Search): number[] {
  const held = new Float64Array(search.elements)
  const left = new Set(search.best)
  const ordered: number[] = []
  for (;;) {
    const next = mostAdding(search, held, left)
    if (!next) return ordered
    ordered.push(next.index)
    left.delete(next.index)
    hold(search.options[next.index]!, held)
  }
}
