// The page of drive times: the address asks, the answer comes, and while it is counted it is asked again.
import type { DriveTimesView } from '../../src/contract/drive-times.ts'
import { latestOf } from '../api.ts'
import { createAddressBar } from '../parts/address-bar.ts'
import { createAsking } from '../parts/asking.ts'
import type { ChartIsland } from '../parts/chart.ts'
import { themeOnScreen } from '../parts/colours.ts'
import { createPage } from '../parts/page-loop.ts'
import { send } from '../parts/send.ts'
import { saveTable } from '../parts/table.ts'
import { loadSettings } from '../settings.ts'
import { wordsFor } from '../words.ts'
import { type Address, readAddress, requests, writeAddress } from './address.ts'
import { shownOf } from './cells.ts'
import type { QuantileModel } from './chart.ts'
import { type Change, type DriveTimesState, initialState, reduce, sameQuestion } from './state.ts'
import { type DriveTimesHandlers, driveTimesView } from './views/drive-times.ts'

let mountQuantiles: typeof import('./chart.ts').mountQuantiles | undefined
let chart: { canvas: HTMLCanvasElement; island: ChartIsland<QuantileModel>; drawn: string } | undefined

const page = createPage({
  state: initialState(loadSettings(), readAddress(location.search)),
  reduce,
  view: (state) => driveTimesView(state, handlers),
  title: ({ t }) => t('page.drive-times.title'),
  drawn: drawChart,
})

/** Drawn again only when its numbers, language or theme changed. */
function drawChart(state: DriveTimesState): void {
  const canvas = page.app.querySelector<HTMLCanvasElement>('canvas[data-quantiles]')
  const study = latestOf(state.found)?.study
  const basis = study && shownOf(study, state.address).basis
  if (chart && chart.canvas !== canvas) {
    chart.island.remove()
    chart = undefined
  }
  if (!canvas || !basis || !mountQuantiles) return
  const model = { bins: basis.bins, language: state.settings.language }
  const drawn = JSON.stringify([model, themeOnScreen()])
  chart ??= { canvas, island: mountQuantiles(canvas), drawn: '' }
  if (chart.drawn !== drawn) chart.island.update(model)
  chart.drawn = drawn
}

function bringIntoView(cell: string): void {
  const row = page.app.querySelector<HTMLElement>(`tr[data-cell="${CSS.escape(cell)}"]`)
  const group = row?.closest<HTMLElement>('.scroll')
  if (row && group) group.scrollTop = row.offsetTop - group.clientHeight / 3
}

const ask = createAsking<Address, DriveTimesView>({
  path: (to) => requests(to, page.state.settings.language).study,
  told: (to, found) => page.dispatch({ kind: 'answer', to, found }),
  isChanging: ({ counting }) => counting !== undefined,
  againMilliseconds: 1000,
})

const bar = createAddressBar(page, {
  read: () => readAddress(location.search),
  write: writeAddress,
  isSame: sameQuestion,
  ask,
})

const handlers: DriveTimesHandlers = {
  choose: page.choose,
  go: bar.go,
  pick(cell, from) {
    if (from === 'map' && cell !== undefined) page.afterDraw(() => bringIntoView(cell))
    bar.replace({ ...page.state.address, cell })
  },
  write: (reason) => page.dispatch({ kind: 'reason', reason }),
  send: (change) => void carryOut(change),
  save: (table) => saveTable(table.name, table, wordsFor(page.state.settings.language)),
}

async function carryOut(change: Change): Promise<void> {
  const reason = page.state.reason.trim()
  if (reason === '') {
    page.afterDraw(() => page.app.querySelector<HTMLElement>('#reason')?.focus())
    return page.dispatch({ kind: 'unexplained' })
  }
  const study = latestOf(page.state.found)?.study?.id
  page.dispatch({ kind: 'send', change })
  const body = change === 'adopt' ? { study, reason } : { reason }
  const answer = await send<DriveTimesView>(`/api/v1/drive-times/${change}`, body)
  if (answer.kind === 'failed') return page.dispatch({ kind: 'refused', detail: answer.detail })
  // The button that was pressed is gone: what it did is where the reader goes on from.
  page.afterDraw(() => page.app.querySelector<HTMLElement>('#adoption-status')?.focus())
  page.dispatch({ kind: 'sent', change, found: answer.value })
  void ask(page.state.address)
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', page.draw)
page.start()
void ask(page.state.address)
void page.askSession()
void page.askRegion()
import('./chart.ts').then((loaded) => {
  mountQuantiles = loaded.mountQuantiles
  page.draw()
})
