// The page of problem cells: the address asks, the answer comes, list and map follow each other.
import type { ProblemCells } from '../../src/contract/problem-cells.ts'
import { monthAt } from '../compliance/address.ts'
import { createAddressBar } from '../parts/address-bar.ts'
import { createAsking, isStillCounted } from '../parts/asking.ts'
import { createPage } from '../parts/page-loop.ts'
import { loadSettings } from '../settings.ts'
import { type Address, readAddress, requests, writeAddress } from './address.ts'
import { initialState, reduce, sameQuestion } from './state.ts'
import { type ProblemCellsHandlers, problemCellsView } from './views/problem-cells.ts'

const thisYear = Number(monthAt(Date.now()).slice(0, 4))

const page = createPage({
  state: initialState(loadSettings(), readAddress(location.search, thisYear), thisYear),
  reduce,
  view: (state) => problemCellsView(state, handlers),
  title: ({ t }) => t('page.problem-cells.title'),
})

/** From the map the list's row comes into view without taking the focus; from the list the map follows by itself. */
function follow(cell: string, from: 'map' | 'list'): void {
  const id = CSS.escape(cell)
  if (from === 'list') return
  page.app.querySelector<SVGElement>(`[data-map-cell="${id}"]`)?.focus({ preventScroll: true })
  const row = page.app.querySelector<HTMLElement>(`tr[data-cell="${id}"]`)
  const group = row?.closest<HTMLElement>('.scroll')
  if (row && group) group.scrollTop = row.offsetTop - group.clientHeight / 3
}

const ask = createAsking<Address, ProblemCells>({
  path: (to) => requests(to, page.state.settings.language).cells,
  told: (to, found) => page.dispatch({ kind: 'answer', to, found }),
  isChanging: isStillCounted,
  againMilliseconds: 5000,
})

const bar = createAddressBar(page, {
  read: () => readAddress(location.search, thisYear),
  write: writeAddress,
  isSame: sameQuestion,
  ask,
})

const handlers: ProblemCellsHandlers = {
  choose: page.choose,
  go: bar.go,
  pick(cell, from) {
    page.afterDraw(() => follow(cell, from))
    bar.replace({ ...page.state.address, cell })
  },
  look: (view) => page.dispatch({ kind: 'view', view }),
}

page.start()
void ask(page.state.address)
void page.askSession()
void page.askRegion()
