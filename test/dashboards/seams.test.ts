/** Which changes of the county and its systems stand on every series, so that two sides of one are not compared blindly? */
import { expect } from 'chai'
import { seams, seamsWithin } from '../../dashboards/compliance/seams.ts'
import { en } from '../../dashboards/texts/en.ts'
import { fi } from '../../dashboards/texts/fi.ts'
import { sv } from '../../dashboards/texts/sv.ts'

describe('seams', () => {
  it('are all that the field knows of, each in three languages (trap 54)', () => {
    const days = ['2018-01-01', '2023-01-01', '2024-05-06', '2024-09-20', '2025-01-01', '2025-10-01']
    expect(seams.map(({ on }) => on)).to.include.members([
      ...days,
      ...['2025-10-16', '2025-11-26', '2026-01-01'],
    ])
    for (const { text } of seams) for (const words of [fi, sv, en]) expect(words[text]).to.be.a('string')
  })

  it('say where statuses began to come by position: at-scene times may jump there (trap 55)', () => {
    const [kejo] = seamsWithin(['2025-09', '2025-10'], 'ems').filter(({ text }) => text === 'seam.kejo')
    expect(kejo!.position).to.be.closeTo(0.5, 0.01)
    expect(fi['seam.kejo']).to.match(/KEJO.*saapumisaika.*sekun/)
    expect(sv['seam.kejo']).to.match(/KEJO.*sekun/)
    expect(en['seam.kejo']).to.match(/KEJO.*at-scene times may shift by tens of seconds/)
  })
})
