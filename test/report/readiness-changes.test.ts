/** The sentences on changes of readiness in a period's report: numbers with intervals, doubts, and refusals. */
import { expect } from 'chai'
import { VasteError } from '../../src/domain/error.ts'
import { languages } from '../../src/domain/vocabulary.ts'
import { readinessSection, readinessSentence, refusalOf } from '../../src/report/readiness-changes.ts'
import { fixtureBeforeAfter } from '../dashboards/fixture-before-after.ts'

describe('changes of readiness in a report', () => {
  it('are one sentence each, with the interval, the parts of the time and the doubt', () => {
    expect(readinessSentence(fixtureBeforeAfter(), 'fi')).to.match(
      /^Keuruu 2025-10-01 \(päivä arvio\): nopeutui: ensimmäinen yksikkö −\d:\d\d \(95 %:n väli −\d:\d\d – −\d:\d\d\); lähtöaika −.*, ajoaika .*365 päivää\. Tehokas pelastustoiminta jäi ajastamatta/,
    )
  })

  it('say that nothing is shown, or that there are not enough tasks', () => {
    expect(readinessSentence(fixtureBeforeAfter({}, { effect: 0 }), 'en')).to.match(/no change can be shown/)
    const few = fixtureBeforeAfter({ findings: [], judgement: { verdict: 'not-enough-tasks', doubts: [] } })
    expect(readinessSentence(few, 'sv')).to.match(/för få uppdrag: n 120 → 120/)
  })

  it('are told to be refused in the words of the refusal, and any other fault goes on', () => {
    const refused = refusalOf(new VasteError('not-found', 'found no roads'), 'Keuruu', '2025-10-01')
    expect(readinessSentence(refused, 'fi')).to.equal('Keuruu 2025-10-01: found no roads')
    expect(() => refusalOf(new TypeError('broken'), 'Keuruu', '2025-10-01')).to.throw('broken')
  })

  it('are a section of their own, none without a change, and call approximate roads so', () => {
    for (const language of languages) {
      expect(readinessSection([], language)).to.deep.equal([])
      expect(readinessSection([fixtureBeforeAfter()], language)[0]).to.match(/^## /)
    }
    expect(readinessSection([fixtureBeforeAfter()], 'en').join('\n')).to.include('approximate roads')
    expect(readinessSection([fixtureBeforeAfter({ approximate: false })], 'en').join('\n')).not.to.include(
      'approximate',
    )
  })
})
