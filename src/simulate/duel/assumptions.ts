/** What must a reader know before believing a duel? Its rules in words, in the three languages of the pages. */
import type { DuelSentence, DuelSource } from '../../contract/plan-duel.ts'
import type { DuelSetting } from '../../usecases/duel-setting.ts'
import { metresOffAtMost } from '../../usecases/plan-places.ts'
import type { Fought } from './duel.ts'
import type { DuelRules } from './rules.ts'

export interface Told {
  readonly rules: DuelRules
  readonly fought: Fought
  readonly source: DuelSource
  readonly approximate: boolean
  readonly speeds: DuelSetting['speeds']
}

const sentence = (id: string, fi: string, sv: string, en: string): DuelSentence => ({
  id,
  text: { fi, sv, en },
})
const percent = (share: number) => Math.round(share * 100)
const comma = (value: number) => String(value).replace('.', ',')

export function assumptionsOf({ rules, fought, source, approximate, speeds }: Told): DuelSentence[] {
  const { onCallComes } = rules
  const drawn = fought.replayed > 0 ? percent(1 - fought.measured / fought.replayed) : 0
  return [
    sentence(
      'paired',
      'Samat tehtävät ja sama sattuma molemmille suunnitelmille: erot johtuvat vain suunnitelmasta. Väli on 95 %, laskettu viikkojen välisestä vaihtelusta; kahdestakymmenestä muuttumattomasta rivistä yksi voi silti näyttää muutokselta.',
      'Samma uppdrag och samma slump för båda planerna: skillnaderna beror bara på planen. Intervallet är 95 %, räknat på variationen mellan veckor; av tjugo rader utan ändring kan en ändå se ut som en ändring.',
      'The same tasks and the same chance for both plans: differences come from the plan alone. Intervals are 95 %, from the variation between weeks; of twenty rows without a change one may still look like one.',
    ),
    sentence(
      'dispatch',
      'Lähetetään lähin vapaa sopiva yksikkö odotetun ajan mukaan; B-tehtävään mieluummin hoitotaso, C- ja D-tehtäviin perustaso. Kiireelliseen pelastustehtävään lisätään yksiköitä, kunnes koossa on pelastusryhmä 1+3. Matkalla olevaa ei käännetä toiseen tehtävään.',
      'Närmaste lediga lämpliga enhet enligt förväntad tid; till B hellre vårdnivå, till C och D basnivå. Till brådskande räddningsuppdrag läggs enheter till tills en räddningsgrupp 1+3 är samlad. En enhet på väg omdirigeras inte.',
      'The nearest free unit that suits is sent, by expected time; to B rather an advanced one, to C and D a basic one. To an urgent rescue task units are added until a rescue group 1+3 is together. A unit on its way is not turned to another task.',
    ),
    sentence(
      'waiting',
      `Tehtävä, johon ketään ei voida lähettää, odottaa vapautuvaa yksikköä, kiireellisin ensin; ${rules.giveUpSeconds / 3600} tunnin jälkeen se lasketaan tavoittamattomaksi.`,
      `Ett uppdrag som ingen kan sändas till väntar på en ledig enhet, det mest brådskande först; efter ${rules.giveUpSeconds / 3600} timmar räknas det som aldrig nått.`,
      `A task that nobody can be sent to waits for a free unit, the most urgent first; after ${rules.giveUpSeconds / 3600} hours it counts as never reached.`,
    ),
    ...driveSentences(rules, speeds),
    ...(approximate
      ? [
          sentence(
            'approximate-roads',
            'Likimääräiset tiet: minuutit on laskettu käsin kootusta päätieverkosta.',
            'Ungefärliga vägar: minuterna är räknade på ett handgjort huvudvägnät.',
            'Approximate roads: minutes come from hand-compiled main roads.',
          ),
        ]
      : []),
    sentence(
      'under-way',
      'Paluumatkalla oleva yksikkö lähtee reitiltään odotettua lyhintä tietä tarkistuspisteiden kautta; todellinen aika voi poiketa. Tiet oletetaan yhtä pitkiksi molempiin suuntiin.',
      'En enhet på hemväg lämnar sin rutt den kortaste vägen via hållpunkter; den verkliga tiden kan avvika. Vägarna antas lika långa i båda riktningarna.',
      'A unit on its way home leaves its way by the shortest way past known points beside it; the true time may differ. Roads are taken to be equally long both ways.',
    ),
    sentence(
      'turnout',
      'Lähtöaika arvotaan valmiuden mediaanista ja 90 %:n pisteestä (lognormaali); ilmoittamaton on 90/150 s asemalla ja 300/480 s päivystäjillä.',
      'Utryckningstiden dras ur beredskapens median och 90 %-punkt (lognormal); där inget anges 90/150 s på stationen och 300/480 s för beredskap hemifrån.',
      'Turnout is drawn from the median and 90 % point of the readiness (lognormal); where none is stated 90/150 s at the station and 300/480 s on call.',
    ),
    sentence(
      'on-call',
      `Päivystäjät saavat ryhmän koolle ${percent(onCallComes.others)} %:ssa tehtävistä, ensivasteryhmät ${percent(onCallComes.firstResponse)} %:ssa (oletus).`,
      `Deltidsstyrkor samlas vid ${percent(onCallComes.others)} % av uppdragen, första insats-grupper vid ${percent(onCallComes.firstResponse)} % (antagande).`,
      `On-call crews get together for ${percent(onCallComes.others)} % of tasks, first-response crews for ${percent(onCallComes.firstResponse)} % (an assumption).`,
    ),
    sentence(
      'durations',
      `Kesto kohteessa, kuljetus ja aika sairaalassa ovat mitattuja, missä ne tiedetään; ${drawn} % tehtävistä sai arvotun keston (ensihoito ${rules.sceneMinutes.bls}–${rules.sceneMinutes.a} min, sairaalassa ${rules.hospitalMinutes} min, pelastus lajin mukaan).`,
      `Tiden på plats, transporten och tiden på sjukhus är mätta där de är kända; ${drawn} % av uppdragen fick en dragen tid (akutvård ${rules.sceneMinutes.bls}–${rules.sceneMinutes.a} min, på sjukhus ${rules.hospitalMinutes} min, räddning efter typ).`,
      `Times at scene, of transport and in hospital are measured where known; ${drawn} % of tasks got a drawn time at scene (EMS ${rules.sceneMinutes.bls}–${rules.sceneMinutes.a} min, in hospital ${rules.hospitalMinutes} min, rescue by kind).`,
    ),
    sentence(
      'hospital',
      `Potilas viedään sairaalaan, joka on keskimäärin lähinnä asukkaita; kiireettömistä ${percent(1 - rules.mainHospitalShare)} % lähimpään. Siirtokuljetukset sitovat yksiköitä mutta eivät ole tuloksissa.`,
      `Patienten förs till det sjukhus som i medeltal ligger närmast invånarna; av de icke brådskande ${percent(1 - rules.mainHospitalShare)} % till det närmaste. Transferer binder enheter men ingår inte i resultaten.`,
      `Patients go to the hospital that is nearest to most residents; of those without hurry ${percent(1 - rules.mainHospitalShare)} % to their nearest. Transfers bind units but are in no result.`,
    ),
    source === 'recorded'
      ? sentence(
          'recorded',
          'Tehtävät ovat kirjatun vuoden tehtävät; kello alkaa kirjatusta ensimmäisestä hälytyksestä, johon todellinen jonotus sisältyy.',
          'Uppdragen är de registrerade; klockan börjar vid den registrerade första larmeringen, där verklig väntan ingår.',
          'Tasks are those of the recorded year; each begins at its recorded first alert, which already holds any real wait.',
        )
      : sentence(
          'simulated',
          'Tehtävät ovat keksittyjä: määrät ja rytmi on mallinnettu Keski-Suomesta asukasluvun mukaan.',
          'Uppdragen är påhittade: mängd och rytm är modellerade efter Mellersta Finland i förhållande till invånarna.',
          'Tasks are invented: their number and rhythm are modelled on Central Finland, by residents.',
        ),
  ]
}

/** Of the speeds that everything else runs on: learnt from measured drives where some were adopted, else assumed. */
function driveSentences(rules: DuelRules, { alarm, normal }: DuelSetting['speeds']): DuelSentence[] {
  const { driveSlowness, driveNoise, doorSeconds } = rules
  const measured = [alarm, normal].filter(({ atScene }) => atScene)
  const spread = percent(driveNoise)
  const whose = (some: boolean, every: string, emergency: string, others: string) =>
    !some ? every : alarm.atScene ? emergency : others
  return [
    ...(measured.length > 0
      ? [
          sentence(
            'drive-measured',
            `${whose(measured.length === 1, 'Ajoajat', 'Hälytysajoajat', 'Muut kuin hälytysajoajat')} ovat mitatuista ajoista opittuja, samat kuin tilannekuvassa ja suunnittelussa (nyt käytössä oleva vuodenaika), hajonta ${spread} %. Mitattuun aikaan sisältyvät jo liikenne, sää ja kohteen löytäminen: kerrointa × ${comma(driveSlowness)} ja lisäaikaa tieltä potilaan luo ei lisätä.`,
            `${whose(measured.length === 1, 'Körtiderna', 'Utryckningskörningarnas tider', 'Tiderna för annan körning än utryckning')} är lärda av uppmätta körningar, desamma som i lägesbilden och planeringen (med nu gällande årstid), spridning ${spread} %. I den uppmätta tiden ingår redan trafik, väder och att hitta fram: faktorn × ${comma(driveSlowness)} och tiden från vägen till patienten läggs inte till.`,
            `${whose(measured.length === 1, 'Drives', 'Emergency drives', 'Drives without alarm')} take times learnt from measured drives, the same as on the live board and in planning (of the season now in use), spread ${spread} %. What was measured already holds traffic, weather and finding the door: neither the factor × ${driveSlowness} nor the time from the road to the patient is added.`,
          ),
        ]
      : []),
    ...(measured.length < 2
      ? [
          sentence(
            'drive',
            `${whose(measured.length === 1, 'Ajoaika', 'Muun kuin hälytysajon aika', 'Hälytysajon aika')} on tieverkon odotettu aika × ${comma(driveSlowness)}, hajonta ${spread} %; lisäksi tieltä potilaan luo ${doorSeconds.core} s (ydintaajama) tai ${doorSeconds.elsewhere} s (muualla), mediaaneja.`,
            `${whose(measured.length === 1, 'Körtiden', 'Tiden för annan körning än utryckning', 'Utryckningskörningens tid')} är vägnätets förväntade tid × ${comma(driveSlowness)}, spridning ${spread} %; därtill från vägen till patienten ${doorSeconds.core} s (kärntätort) eller ${doorSeconds.elsewhere} s (annars), medianer.`,
            `${whose(measured.length === 1, 'Drives', 'Drives without alarm', 'Emergency drives')} take the expected time over the roads × ${driveSlowness}, spread ${spread} %; and from the road to the patient ${doorSeconds.core} s (core urban) or ${doorSeconds.elsewhere} s (elsewhere), medians.`,
          ),
        ]
      : []),
  ]
}

export interface Unstated {
  readonly types: number
  readonly turnouts: number
  readonly notInForce: number
  /** Stations that a plan puts far from the sketched roads. */
  readonly farFromRoads: readonly string[]
}

/** Of the standing, what was filled in or left out. */
export function warningsOf(
  { types, turnouts, notInForce, farFromRoads }: Unstated,
  on: string,
): DuelSentence[] {
  const far = farFromRoads.join(', ')
  return [
    ...(farFromRoads.length > 0
      ? [
          sentence(
            'far-from-roads',
            `Suunnitelman asemat ${far} ovat yli ${metresOffAtMost} m:n päässä likimääräisen verkon teistä.`,
            `Planens stationer ${far} ligger över ${metresOffAtMost} m från det ungefärliga nätets vägar.`,
            `Stations of the plans are more than ${metresOffAtMost} m from the roads of the sketched network: ${far}.`,
          ),
        ]
      : []),
    ...(notInForce > 0
      ? [
          sentence(
            'not-in-force',
            `${notInForce} suunnitelman valmiutta ei ole voimassa ${on}: ne eivät ole mukana.`,
            `${notInForce} av planens beredskaper gäller inte ${on}: de ingår inte.`,
            `${notInForce} readiness periods of the plans are not in force on ${on}: they are not in it.`,
          ),
        ]
      : []),
    ...(types > 0
      ? [
          sentence(
            'types-assumed',
            `${types} valmiudella ei ole yksikkötyyppiä: pelastuksen oletetaan olevan kärkiyksikkö 1+1 (neljästä hengestä pelastusryhmä), ensihoidon perustason ambulanssi.`,
            `${types} beredskaper saknar enhetstyp: räddning antas vara spjutspetsenhet 1+1 (från fyra personer räddningsgrupp), akutvård ambulans på basnivå.`,
            `${types} readiness periods state no unit type: of rescue a spearhead 1+1 is assumed (from four persons a rescue group), of EMS a basic ambulance.`,
          ),
        ]
      : []),
    ...(turnouts > 0
      ? [
          sentence(
            'turnouts-assumed',
            `${turnouts} valmiudella ei ole lähtöaikaa: oletus.`,
            `${turnouts} beredskaper saknar utryckningstid: antagande.`,
            `${turnouts} readiness periods state no turnout: assumed.`,
          ),
        ]
      : []),
  ]
}
