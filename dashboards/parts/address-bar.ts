// The address holds what the page asks: gone to, replaced, and come back to, it asks anew only when the question is another.
import type { PageLoop } from './page-loop.ts'
import type { PageState } from './page-state.ts'

export interface AddressRules<Address> {
  readonly read: () => Address
  readonly write: (address: Address) => string
  readonly isSame: (before: Address, after: Address) => boolean
  readonly ask: (address: Address) => void
}

export function createAddressBar<Address>(
  page: PageLoop<
    PageState & { readonly address: Address },
    { readonly kind: 'address'; readonly address: Address }
  >,
  rules: AddressRules<Address>,
) {
  function show(address: Address): void {
    const before = page.state.address
    page.dispatch({ kind: 'address', address })
    if (!rules.isSame(before, address)) rules.ask(address)
  }
  addEventListener('popstate', () => show(rules.read()))
  return {
    show,
    go(address: Address): void {
      history.pushState(null, '', rules.write(address))
      show(address)
    },
    replace(address: Address): void {
      history.replaceState(null, '', rules.write(address))
      show(address)
    },
  }
}
