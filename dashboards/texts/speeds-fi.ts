// By which speeds are minutes reckoned, in Finnish? Said wherever a minute over the roads is shown.
export const speedsFi = {
  'speeds.tag.assumed': 'OLETETUT NOPEUDET',
  'speeds.tag.calibrated': 'KALIBROIDUT NOPEUDET',
  'speeds.short.assumed': 'oletetut nopeudet, ei kalibroitu',
  'speeds.short.calibrated': 'kalibroidut nopeudet',
  'speeds.short.emergency-only': 'hälytysajot kalibroiduilla, muut ajot oletetuilla nopeuksilla',
  'speeds.short.normal-only': 'muut kuin hälytysajot kalibroiduilla, hälytysajot oletetuilla nopeuksilla',
  'speeds.sentence.assumed':
    'Ajoajat on laskettu oletetuilla nopeuksilla, joita ei ole kalibroitu mitattuihin ajoihin.',
  'speeds.sentence.calibrated':
    'Nopeudet on kalibroitu mitattuihin ajoihin: otettu käyttöön {at}, tehtävät {from}–{to}, ristiinvalidoidun virheen mediaani {seconds} s.',
  'speeds.demo': 'Tehtävät ovat demosyötteen.',
  'speeds.partly.emergency': 'Normaaliajon nopeudet ovat oletettuja.',
  'speeds.partly.normal': 'Hälytysajon nopeudet ovat oletettuja.',
} as const
