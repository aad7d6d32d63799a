/** Which unit type or service does this word mean? As registers write them, in Finnish, Swedish and English. */
import { type Service, services, type UnitType, unitTypes } from '../../domain/vocabulary.ts'

const typeWords: Readonly<Record<UnitType, readonly string[]>> = {
  'first-response': ['ensivaste', 'ensivasteyksikkö', 'evy', 'första delvård', 'first responder'],
  bls: ['perustaso', 'perustason ambulanssi', 'perustason yksikkö', 'basnivå', 'basic life support'],
  als: ['hoitotaso', 'hoitotason ambulanssi', 'hoitotason yksikkö', 'vårdnivå', 'advanced life support'],
  assessment: ['arviointi', 'arviointiyksikkö', 'yhden hengen yksikkö', 'bedömningsenhet'],
  'field-commander': ['kenttäjohtaja', 'ensihoidon kenttäjohtaja', 'fältchef', 'field commander'],
  'doctor-helicopter': ['lääkärihelikopteri', 'finnhems', 'läkarhelikopter', 'doctor helicopter', 'hems'],
  'rescue-unit': ['pelastusyksikkö', 'sammutusyksikkö', 'räddningsenhet', 'släckningsenhet', 'rescue unit'],
  spearhead: ['kärkiyksikkö', 'kärki', 'spetsenhet', 'spearhead unit'],
  'rescue-officer': ['päivystävä palomestari', 'palomestari', 'pelastustoiminnan johtaja', 'brandmästare'],
  support: ['tukiyksikkö', 'säiliöyksikkö', 'tikasyksikkö', 'raivausyksikkö', 'stödenhet', 'support unit'],
  other: ['muu', 'muu yksikkö', 'annan', 'övrig'],
}
const serviceWords: Readonly<Record<Service, readonly string[]>> = {
  ems: ['ensihoito', 'ensihoitopalvelu', 'prehospital akutsjukvård', 'emergency medical services'],
  rescue: ['pelastus', 'pelastustoimi', 'pelastustoiminta', 'räddning', 'räddningsväsendet', 'fire'],
}

export function unitTypeOf(text: string): UnitType | undefined {
  return found(text, unitTypes, typeWords)
}

export function serviceOf(text: string): Service | undefined {
  return found(text, services, serviceWords)
}

export const expectedTypes = `expected ${unitTypes.join(', ')}, or the Finnish or Swedish word for one`
export const expectedServices = `expected ${services.join(' or ')}, or ensihoito or pelastus`

function found<T extends string>(
  text: string,
  ids: readonly T[],
  words: Readonly<Record<T, readonly string[]>>,
): T | undefined {
  const wanted = plain(text)
  return ids.find((id) => plain(id) === wanted || words[id].some((word) => plain(word) === wanted))
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
}
