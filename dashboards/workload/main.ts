// The workload page: the address asks, the answer comes; while history is written it is asked again.
import type { Workload } from '../../src/contract/workload.ts'
import { monthAt } from '../compliance/address.ts'
import { createAddressBar } from '../parts/address-bar.ts'
import { createAsking, isStillCounted } from '../parts/asking.ts'
import { createPage } from '../parts/page-loop.ts'
import { saveTable } from '../parts/table.ts'
import { loadSettings } from '../settings.ts'
import { wordsFor } from '../words.ts'
import { type Address, readAddress, requestOf, writeAddress } from './address.ts'
import { periodText } from './period-text.ts'
import { initialState, reduce, sameQuestion } from './state.ts'
import { type WorkloadHandlers, workloadView } from './views/workload.ts'

const thisMonth = monthAt(Date.now())

const page = createPage({
  state: initialState(loadSettings(), readAddress(location.search, thisMonth), thisMonth),
  reduce,
  view: (state) => workloadView(state, handlers),
  title: (words, { address }) => `${words.t('page.workload.title')} ${periodText(address.period, words)}`,
})

const ask = createAsking<Address, Workload>({
  path: requestOf,
  told: (to, workload) => page.dispatch({ kind: 'answer', to, workload }),
  isChanging: isStillCounted,
  againMilliseconds: 5000,
})

const bar = createAddressBar(page, {
  read: () => readAddress(location.search, thisMonth),
  write: writeAddress,
  isSame: sameQuestion,
  ask,
})

const handlers: WorkloadHandlers = {
  choose: page.choose,
  go: bar.go,
  save(table) {
    const { address, settings } = page.state
    const name = `vaste-workload-${address.service}-${address.period}-${table.name}.csv`
    saveTable(name, table, wordsFor(settings.language))
  },
}

page.start()
void ask(page.state.address)
void page.askSession()
void page.askRegion()
