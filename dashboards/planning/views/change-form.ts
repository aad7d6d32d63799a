// The form of one change: a station and its place, a crew, or a turnout.
import { html, nothing, type TemplateResult } from 'lit-html'
import { type Frame, faultText, field, tick } from '../../parts/fields.ts'
import { whatFields, whenFields } from '../../parts/period-form.ts'
import type { Region } from '../../region.ts'
import { type Service, services } from '../../vocabulary.ts'
import { nameIn, type Words } from '../../words.ts'
import { type Around, type ChangeForm, formFaults, placeText, presetsOf, withPreset } from '../change-form.ts'
import type { PlanningHandlers } from '../handlers.ts'
import type { PlanningState } from '../state.ts'

export interface FormProps {
  readonly form: ChangeForm
  readonly state: PlanningState
  readonly around: Around
  /** Of the station that it is about. */
  readonly name: string
  readonly services: readonly Service[]
  readonly words: Words
  readonly handlers: PlanningHandlers
}

type Placed = Extract<ChangeForm, { lat: string }>

/** One field of the form as it is now; a form of another kind is left as it is. */
function put<K extends ChangeForm['kind']>(
  { handlers }: FormProps,
  kind: K,
  change: Partial<Extract<ChangeForm, { kind: K }>>,
): void {
  handlers.write((now) => (now.kind === kind ? { ...now, ...change } : now))
}

/** Small letters aside, seats are told by the name of their municipality. */
function seatChoice(form: Placed, region: Region, props: FormProps) {
  const { t, language } = props.words
  const choose = (event: Event) => {
    const code = (event.target as HTMLSelectElement).value
    const seat = region.municipalities.find((municipality) => municipality.code === code)
    if (seat) put(props, form.kind, placeText(seat.place))
  }
  const seats = region.municipalities.toSorted((a, b) =>
    nameIn(a.name, language).localeCompare(nameIn(b.name, language), language),
  )
  return html`<div class="field">
    <label class="label" for="seat">${t('plan.seat')}</label>
    <select id="seat" @change=${choose}>
      <option value="">–</option>
      ${seats.map(({ code, name }) => html`<option value=${code}>${nameIn(name, language)}</option>`)}
    </select>
  </div>`
}

function placeFields(form: Placed, props: FormProps, frame: Frame) {
  const { t } = props.words
  return html`<fieldset class="piece">
    <legend>${t('plan.place')}</legend>
    <p class="hint">${t('plan.place.hint')}</p>
    <div class="fields">
      ${field({ id: 'lat', label: t('plan.lat'), value: form.lat, change: (lat) => put(props, form.kind, { lat }) }, frame)}
      ${field({ id: 'lon', label: t('plan.lon'), value: form.lon, change: (lon) => put(props, form.kind, { lon }) }, frame)}
      ${seatChoice(form, props.around.region, props)}
    </div>
  </fieldset>`
}

function stationFields(form: Extract<ChangeForm, { kind: 'add-station' }>, props: FormProps, frame: Frame) {
  const { t } = props.words
  const turn = (service: Service, isIn: boolean) =>
    services.filter((each) => (each === service ? isIn : form.services.includes(each)))
  return html`<fieldset class="piece">
    <legend>${t('plan.station')}</legend>
    <div class="fields">
      ${field({ id: 'name', label: t('plan.station-name'), value: form.name, long: true, change: (name) => put(props, 'add-station', { name }) }, frame)}
    </div>
    <div class="ticks" role="group" aria-labelledby="services-label">
      <span class="label" id="services-label">${t('plan.services')}</span>
      ${services.map((service) =>
        tick({
          ...{ id: `service-${service}`, label: t(`service.${service}`) },
          checked: form.services.includes(service),
          change: (isIn) => put(props, 'add-station', { services: turn(service, isIn) }),
        }),
      )}
      ${faultText('services', frame)}
    </div>
  </fieldset>`
}

function crewFields(form: Extract<ChangeForm, { kind: 'set-readiness' }>, props: FormProps, frame: Frame) {
  const { t } = props.words
  const fill = (change: (draft: typeof form.draft) => typeof form.draft) =>
    props.handlers.write((now) => (now.kind === 'set-readiness' ? { ...now, draft: change(now.draft) } : now))
  const fields = { draft: form.draft, services: props.services, frame, fill }
  return html`<div class="presets" role="group" aria-labelledby="presets-label">
      <span class="label" id="presets-label">${t('plan.presets')}</span>
      ${presetsOf(props.services).map(
        (
          preset,
        ) => html`<button type="button" class="quiet" @click=${() => fill((draft) => withPreset(draft, preset, t(`plan.preset.${preset}.slot`)))}>
          ${t(`plan.preset.${preset}`)}
        </button>`,
      )}
    </div>
    ${whatFields(fields)} ${whenFields(fields, true)}`
}

function turnoutFields(form: Extract<ChangeForm, { kind: 'set-turnout' }>, props: FormProps, frame: Frame) {
  const { t } = props.words
  return html`<fieldset class="piece">
    <legend>${t('plan.turnout', { service: t(`service.${form.service}`) })}</legend>
    <p class="hint">${t('plan.turnout.hint')}</p>
    <div class="fields">
      ${field({ id: 'median', label: t('shift.median'), value: form.median, change: (median) => put(props, 'set-turnout', { median }) }, frame)}
      ${field({ id: 'p90', label: t('shift.p90'), value: form.p90, change: (p90) => put(props, 'set-turnout', { p90 }) }, frame)}
    </div>
  </fieldset>`
}

function fieldsOf(props: FormProps, frame: Frame) {
  const { form } = props
  switch (form.kind) {
    case 'add-station':
      return html`${stationFields(form, props, frame)} ${placeFields(form, props, frame)}`
    case 'move-station':
      return placeFields(form, props, frame)
    case 'set-readiness':
      return crewFields(form, props, frame)
    case 'set-turnout':
      return turnoutFields(form, props, frame)
  }
}

export function changePanel(props: FormProps): TemplateResult {
  const { form, state, around, name, words, handlers } = props
  const { t } = words
  const faults = state.tried ? formFaults(form, around) : new Map()
  const submit = (event: Event) => {
    event.preventDefault()
    handlers.saveForm()
  }
  return html`<section class="panel editor" aria-labelledby="form-title">
    <div class="panel-head"><h2 id="form-title" tabindex="-1">${t(`plan.form.${form.kind}`, { name })}</h2></div>
    <form novalidate @submit=${submit}>
      ${fieldsOf(props, { words, faults })}
      ${faults.size > 0 ? html`<p class="fault" role="alert">${t('shift.preview-faults')}</p>` : nothing}
      <div class="doing">
        <button type="submit" class="quiet strong" id="save-change">${t('plan.save-change')}</button>
        <button type="button" class="quiet" id="cancel-change" @click=${handlers.closeForm}>${t('shift.cancel')}</button>
      </div>
    </form>
  </section>`
}
