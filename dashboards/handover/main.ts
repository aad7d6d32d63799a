// The handover sheet: asked once, drawn, and asked anew when the reader wants the state of another moment.
import type { ReadinessTimelines } from '../../src/contract/readiness.ts'
import type { Situation } from '../../src/contract/situation.ts'
import { load } from '../api.ts'
import { localDate } from '../board/ask.ts'
import { createPage } from '../parts/page-loop.ts'
import { loadSettings } from '../settings.ts'
import { initialState, reduce } from './state.ts'
import { type HandoverHandlers, handoverView } from './views/handover.ts'

const page = createPage({
  state: initialState(loadSettings()),
  reduce,
  view: (state) => handoverView(state, handlers),
  title: ({ t }) => t('page.handover.title'),
})

const handlers: HandoverHandlers = {
  choose: page.choose,
  renew: () => void ask(),
  print: () => window.print(),
}

async function ask(): Promise<void> {
  const situation = await load<Situation>('/api/v1/situation')
  page.dispatch({ kind: 'situation', situation })
  if (situation.kind !== 'ready') return
  const at = Date.parse(situation.value.serverAt)
  const span = `from=${localDate(at)}&to=${localDate(at, 2)}`
  const timelines = await load<ReadinessTimelines>(`/api/v1/readiness?${span}`)
  page.dispatch({ kind: 'timelines', timelines })
}

page.start()
void ask()
void page.askRegion()
void page.askSession()
