// The page of before and after: the register names the changes, the address asks, the answer is drawn.
import type { BeforeAfter, ChangeList } from '../../src/contract/before-after.ts'
import { latestOf, load } from '../api.ts'
import { createAddressBar } from '../parts/address-bar.ts'
import { createAsking, isStillCounted } from '../parts/asking.ts'
import { createPage } from '../parts/page-loop.ts'
import { saveTable } from '../parts/table.ts'
import { loadSettings } from '../settings.ts'
import { wordsFor } from '../words.ts'
import { type Address, readAddress, requestOf, settled, writeAddress } from './address.ts'
import { initialState, reduce, sameQuestion } from './state.ts'
import { type BeforeAfterHandlers, beforeAfterView } from './views/before-after.ts'

const page = createPage({
  state: initialState(loadSettings(), readAddress(location.search)),
  reduce,
  view: (state) => beforeAfterView(state, handlers),
  title: ({ t }) => t('page.before-after.title'),
})

const ask = createAsking<Address, BeforeAfter>({
  path: requestOf,
  told: (to, found) => page.dispatch({ kind: 'answer', to, found }),
  isChanging: isStillCounted,
  againMilliseconds: 5000,
})

const bar = createAddressBar(page, {
  read: () => settled(readAddress(location.search), latestOf(page.state.list)),
  write: writeAddress,
  isSame: sameQuestion,
  ask,
})

const handlers: BeforeAfterHandlers = {
  choose: page.choose,
  go: bar.go,
  chooseOwn: (own) => page.dispatch({ kind: 'own', own }),
  save(table) {
    const { station, on } = page.state.address
    const name = `vaste-before-after-${station}-${on}-${table.name}.csv`
    saveTable(name, table, wordsFor(page.state.settings.language))
  },
}

page.start()
void ask(page.state.address)
load<ChangeList>('/api/v1/before-after/changes').then((list) => {
  page.dispatch({ kind: 'list', list })
  bar.show(settled(page.state.address, latestOf(list)))
})
void page.askSession()
void page.askRegion()
