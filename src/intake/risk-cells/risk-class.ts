/** Which rescue risk class does this text mean? I to IV, as classes are written in registers and exports. */
import { type RiskClassId, riskClassIds } from '../../domain/risk-cells.ts'

const shape = /^(?:(?:(?:riski)?luokka|riskklass|(?:risk )?class)[\s:.-]*)?(IV|I{1,3}|[1-4])(?:[.,]0+)?$/i

/** '1', 'I', 'Riskiluokka I', 'riskklass 2'; `undefined` for anything else, an EMS area class among it (trap 43). */
export function riskClassOf(text: string | number | boolean | null | undefined): RiskClassId | undefined {
  const found = shape.exec(String(text ?? '').trim())?.[1]?.toUpperCase()
  return riskClassIds.find((id, i) => id === found || String(i + 1) === found)
}

export const expectedClasses = "expected I, II, III or IV, 1 to 4, or 'Riskiluokka I'"

export const classColumns = [
  ...[
    'riskiluokka',
    'risk_class',
    'riskclass',
    'riskklass',
    'riskilk',
    'riskiluokk',
    'class',
    'luokka',
    'klass',
  ],
]
export const idColumns = [
  ...['ruututunnus', 'ruuduntunniste', 'ruutu_id', 'ruutu', 'cell_id', 'cell', 'grid_id', 'square_id', 'id'],
  ...['tunnus', 'nro', 'ruta'],
]
