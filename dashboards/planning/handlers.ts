// What may the reader of the planning page do?
import type { PlanFile } from '../../src/contract/plan.ts'
import type { Table } from '../parts/table.ts'
import type { Settings } from '../settings.ts'
import type { Address } from './address.ts'
import type { ChangeForm } from './change-form.ts'
import type { DuelPanel, SuggestPanel, TableOrder } from './state.ts'

export interface PlanningHandlers {
  choose(settings: Settings): void
  go(change: Partial<Address>): void
  step(plan: PlanFile): void
  rename(name: string): void
  date(on: string): void
  undo(): void
  redo(): void
  copyLink(): void
  saveFile(): void
  openFile(file: File): void
  clear(): void
  station(station: string | undefined): void
  /** The focus came to the station in the list. */
  reach(station: string): void
  search(text: string): void
  open(form: ChangeForm): void
  write(change: (form: ChangeForm) => ChangeForm): void
  saveForm(): void
  closeForm(): void
  save(table: Table): void
  order(order: TableOrder): void
  /** A table was opened, or closed. */
  unfold(table: string, isOpen: boolean): void
  cell(cell: number | undefined): void
  zoom(direction: 1 | -1): void
  showCounty(): void
  showPlan(): void
  mapDown(event: PointerEvent): void
  mapMove(event: PointerEvent): void
  mapUp(event: PointerEvent): void
  mapKey(event: KeyboardEvent): void
  mapWheel(event: WheelEvent): void
  duel(change: Partial<DuelPanel>): void
  startDuel(): void
  cancelDuel(): void
  suggest(change: Partial<SuggestPanel>): void
  askSuggestion(): void
}
