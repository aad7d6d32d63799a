// What does the reader do on the map? Picks cells and places, goes about with the keys, moves and zooms the view.
import type { Point } from '../../geo/place.ts'
import { latestOf } from '../api.ts'
import type { Region } from '../region.ts'
import { placeText } from './change-form.ts'
import { moved } from './edit.ts'
import type { PlanningHandlers } from './handlers.ts'
import { lay, type StationLine, stationsOf } from './laid.ts'
import { createMapInput, pointAt } from './map-input.ts'
import * as map from './map-view.ts'
import type { Page } from './requests.ts'
import type { PlanningAction } from './state.ts'

const arrows: Readonly<Record<string, { e: number; n: number }>> = {
  ArrowUp: { e: 0, n: 1 },
  ArrowDown: { e: 0, n: -1 },
  ArrowLeft: { e: -1, n: 0 },
  ArrowRight: { e: 1, n: 0 },
}

type MapHandlers = Pick<
  PlanningHandlers,
  'zoom' | 'showCounty' | 'showPlan' | 'mapDown' | 'mapMove' | 'mapUp' | 'mapKey' | 'mapWheel'
>

export interface Around {
  readonly page: Page
  /** Of the bench: what must be asked for anew. */
  changed(action: PlanningAction): void
  focusNext(selector: string): void
  scrollNext(selector: string): void
}

export function createMapActs({ page, changed, focusNext, scrollNext }: Around): MapHandlers {
  const { dispatch } = page
  const region = () => latestOf(page.state.region)
  const lines = (): readonly StationLine[] => {
    const ground = latestOf(page.state.ground)
    return ground ? stationsOf(ground, lay(ground, page.state.bench.plan.changes)) : []
  }

  /** The place of the form that is open, and the cell that is looked at. */
  function pick(point: Point, on: Region): void {
    dispatch({ kind: 'cell', cell: map.cellAt(on, point) })
    const place = placeText(map.placeOf(point))
    dispatch({
      kind: 'write',
      change: (form) =>
        form.kind === 'add-station' || form.kind === 'move-station' ? { ...form, ...place } : form,
    })
  }

  /** Where the form's station stands, else the middle of what is on the map. */
  function startCell(on: Region): number {
    const { form, station, view } = page.state
    const line = lines().find((each) => each.station.station === (form?.station ?? station))
    const box = map.boxShown(on, view)
    const middle = { east: box.x + box.width / 2, north: -(box.y + box.height / 2) }
    return map.cellAt(on, line ? map.pointOf(line.station.place) : middle) ?? 0
  }

  function step(by: { e: number; n: number }, times: number, on: Region): void {
    const { cell: from, view } = page.state
    const cell = map.cellBeside(on, from ?? startCell(on), { e: by.e * times, n: by.n * times })
    dispatch({ kind: 'cell', cell })
    dispatch({ kind: 'view', view: map.showing(on, view, map.centreOf(on, cell)) })
  }

  const input = createMapInput({
    pick(point) {
      const on = region()
      if (on) pick(point, on)
    },
    chooseStation(station) {
      dispatch({ kind: 'search', search: '' })
      dispatch({ kind: 'station', station })
      scrollNext(`[data-station-row="${CSS.escape(station)}"]`)
    },
    dragStation(station, point) {
      const on = region()
      if (!on || map.cellAt(on, point) === undefined)
        return dispatch({ kind: 'notice', notice: { key: 'plan.fault.outside', isFault: true } })
      changed({ kind: 'step', plan: moved(page.state.bench.plan, station, map.placeOf(point)) })
    },
    pan(by) {
      const on = region()
      if (on) dispatch({ kind: 'view', view: map.panned(on, page.state.view, by) })
    },
  })

  const zoom = (direction: 1 | -1, around?: Point): void => {
    const on = region()
    const { cell, view } = page.state
    if (!on) return
    const point = around ?? (cell === undefined ? undefined : map.centreOf(on, cell))
    dispatch({ kind: 'view', view: map.zoomed(on, view, direction, point) })
  }

  return {
    zoom: (direction) => zoom(direction),
    showCounty: () => dispatch({ kind: 'view', view: map.wholeCounty }),
    /** Around what the plan changes. */
    showPlan() {
      const own = lines().filter(({ mark }) => mark !== 'same')
      const chosen = own.find(({ station }) => station.station === page.state.station) ?? own[0]
      if (chosen) dispatch({ kind: 'view', view: map.closeTo(map.pointOf(chosen.station.place)) })
    },
    mapDown: input.down,
    mapMove: input.move,
    mapUp: input.up,
    /** Arrows go from cell to cell, ten at a time with Shift; Enter takes the cell as the place of the form. */
    mapKey(event) {
      const on = region()
      const by = arrows[event.key]
      const { cell, form } = page.state
      if (!on) return
      if (by) step(by, event.shiftKey ? 10 : 1, on)
      else if (event.key === '+') zoom(1)
      else if (event.key === '-') zoom(-1)
      else if (event.key === 'Enter' && cell !== undefined) {
        pick(map.centreOf(on, cell), on)
        if (form) focusNext('#save-change')
      } else return
      event.preventDefault()
    },
    mapWheel(event) {
      // Without Ctrl the page scrolls, as everywhere.
      if (!event.ctrlKey) return
      event.preventDefault()
      const around = pointAt(event.currentTarget as SVGSVGElement, event.clientX, event.clientY)
      zoom(event.deltaY < 0 ? 1 : -1, around)
    },
  }
}
