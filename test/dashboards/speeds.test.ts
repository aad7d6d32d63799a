/** By which speeds minutes are reckoned is said in words, in full where there is room, in all three languages. */
import { expect } from 'chai'
import { drivesShort, speedsSentence, speedsShort } from '../../dashboards/parts/speeds.ts'
import { wordsFor } from '../../dashboards/words.ts'
import type { CalibrationView } from '../../src/contract/calibration.ts'

const calibration: CalibrationView = {
  ...{ adoptedAt: '2026-11-21T10:00:00Z', from: '2025-11-01', to: '2026-11-22', demo: false },
  ...{ medianErrorSeconds: 41.6, kinds: ['emergency', 'normal'] },
}

describe('the word of the speeds', () => {
  for (const [language, assumed, calibrated] of [
    ['fi', 'oletetut nopeudet, ei kalibroitu', /21\.11\.2026, tehtävät 1\.11\.2025–22\.11\.2026.* 42 s\.$/],
    [
      'sv',
      'antagna hastigheter, inte kalibrerade',
      /21\.11\.2026, uppdrag 1\.11\.2025–22\.11\.2026.* 42 s\.$/,
    ],
    ['en', 'assumed speeds, not calibrated', /tasks .*cross-validated median error 42 s\.$/],
  ] as const)
    it(`is never left out in ${language}: assumed, or when, by which tasks and how far off`, () => {
      const words = wordsFor(language)
      expect(speedsShort(undefined, words)).to.equal(assumed)
      expect(speedsSentence(undefined, words)).to.equal(words.t('speeds.sentence.assumed'))
      expect(speedsShort(calibration, words)).to.equal(words.t('speeds.short.calibrated'))
      expect(speedsSentence(calibration, words)).to.match(calibrated)
    })

  it('of drives to tasks is that of the reach told last, of either service, and names the drives left on assumed speeds', () => {
    const words = wordsFor('en')
    const [early, late] = ['2026-11-21T10:00:00Z', '2026-11-21T10:00:10Z']
    for (const [reach, said] of [
      [[], undefined],
      [[{ at: early }], 'assumed speeds, not calibrated'],
      [[{ at: early }, { at: late, calibration }], 'calibrated speeds'],
      [[{ at: late }, { at: early, calibration }], 'assumed speeds, not calibrated'],
      [
        [{ at: early, calibration: { ...calibration, kinds: ['emergency'] } }],
        'emergency drives by calibrated speeds, others by assumed ones',
      ],
    ] as [Parameters<typeof drivesShort>[0], string | undefined][])
      expect(drivesShort(reach, words)).to.equal(said)
  })

  it('adds that the tasks were invented, and which drives keep assumed speeds', () => {
    const told = speedsSentence({ ...calibration, demo: true, kinds: ['emergency'] }, wordsFor('en'))
    expect(told).to.contain('demo feed').and.to.contain('Speeds of normal drives are assumed')
  })
})
