// The field's words as the browser sees them: types derived from the contract, so that no list is kept twice.
import type { ComplianceRow, TargetFigure } from '../src/contract/compliance.ts'
import type { Situation, TargetView, UnitView } from '../src/contract/situation.ts'

export type Language = keyof Situation['countyName']
export type Service = Situation['tasks'][number]['service']
export type Measure = TargetView['measure']
export type UnitStatus = NonNullable<UnitView['status']>
export type UnitType = NonNullable<UnitView['type']>
export type ExclusionReason = keyof ComplianceRow['excluded']
export type Light = TargetFigure['light']

export const languages: readonly Language[] = ['fi', 'sv', 'en']
export const services: readonly Service[] = ['ems', 'rescue']
