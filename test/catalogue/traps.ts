/**
 * The sixty-two ways in which figures of reach times go wrong, and the tests that hold each. A test names its trap in its
 * title, as "(trap 21)". Beside the tests: what the service does not do, and why.
 */
export interface Trap {
  readonly title: string
  /** Below test/, without '.test.ts'. */
  readonly heldBy: readonly string[]
  /** What is left to others, or does not concern software here. */
  readonly note?: string
}

const trap = (title: string, heldBy: string, note?: string): Trap => ({
  title,
  heldBy: heldBy.split(' ').filter((path) => path !== ''),
  ...(note === undefined ? {} : { note }),
})

export const traps: Readonly<Record<number, Trap>> = {
  1: trap('the first unit of A and B is of any kind', 'domain/reach-time'),
  2: trap('C and D are reached by an ambulance only', 'domain/reach-time domain/verdict live/forecast'),
  3: trap('a commander first counts for A and B, and is no ambulance', 'domain/reach-time'),
  4: trap('the first alerted is not the first there', 'domain/reach-time domain/task domain/formation'),
  5: trap('one clock start for the task', 'domain/reach-time'),
  6: trap('rescue has a clock of its own', 'domain/verdict domain/formation'),
  7: trap('first unit and effective action are two measures', 'domain/formation live/forecast'),
  8: trap(
    'a unit taken off a task is no failure of its own',
    'catalogue/two-at-once domain/task domain/reach-time',
  ),
  9: trap('a unit that finds the task itself has no reach time', 'domain/verdict catalogue/bad-times'),
  10: trap(
    'a unit on the road has no turnout',
    'domain/verdict figures/figures live/forecast',
    'Only where the source tells that the unit was away from its station.',
  ),
  11: trap(
    'a missing arrival is neither late nor in time',
    'domain/verdict usecases/analysis catalogue/small-numbers catalogue/bad-units',
  ),
  12: trap('an arrival without an en-route is whole', 'domain/task figures/figures'),
  13: trap('presses out of order and pressed twice', 'domain/task domain/anomalies catalogue/bad-times'),
  14: trap(
    'the forgotten button',
    'domain/anomalies catalogue/bad-times',
    'Found by the times around it: positions are never part of a figure, so a press far away is not looked for.',
  ),
  15: trap(
    'over three hours: listed, never cut',
    'domain/anomalies usecases/show-anomalies catalogue/bad-times catalogue/bad-units',
  ),
  16: trap(
    'the hour that autumn repeats',
    'domain/calendar intake/tasks/time-of-day catalogue/bad-clocks live/reach',
  ),
  17: trap('the hour that spring skips', 'domain/calendar intake/tasks/seconds-after catalogue/bad-clocks'),
  18: trap(
    'hours and months are local',
    'domain/calendar usecases/identities usecases/show-problem-cells live/reach',
  ),
  19: trap('times in whole minutes', 'domain/verdict domain/anomalies figures/figures catalogue/bad-times'),
  20: trap('8:00.0 is within eight minutes, 8:00.1 is not', 'domain/reach-time domain/verdict'),
  21: trap('an urgency that changes', 'domain/verdict domain/task catalogue/bad-urgency'),
  22: trap('code 790 is provisional', 'domain/task catalogue/bad-units'),
  23: trap('the urgency of the way to hospital is another', 'catalogue/bad-urgency'),
  24: trap('A and B together', 'domain/service-level-decision usecases/identities'),
  25: trap('what is urgent in rescue has changed', 'domain/verdict'),
  26: trap('unknown letters are not D', 'domain/verdict catalogue/bad-urgency'),
  27: trap(
    'cancelled before arrival',
    'domain/verdict domain/outcome figures/figures usecases/show-workload',
  ),
  28: trap('no transport after arrival counts', 'domain/verdict domain/outcome'),
  29: trap(
    'transfers and standby moves are workload',
    'domain/verdict domain/workload usecases/show-workload',
  ),
  30: trap('assessed from afar: no arrival by design', 'domain/verdict domain/outcome'),
  31: trap(
    'several numbers for one event, many patients on one number',
    'catalogue/bad-units catalogue/two-at-once',
    'One number is one task and one reach time. Several numbers are as many tasks: no message carries a common key, and one guessed from time and place would join strangers.',
  ),
  32: trap('many units, one reach time', 'intake/tasks/import-tasks catalogue/bad-units'),
  33: trap('the place decides compliance, the owner workload', 'domain/verdict usecases/show-workload'),
  34: trap('police-led and rescue-led codes are EMS tasks too', 'domain/verdict'),
  35: trap('classed by the cell, not by the municipality', 'usecases/reference'),
  36: trap(
    'order, sign and system of coordinates',
    'geo/projection intake/tasks/coordinate-systems intake/tasks/told-beside catalogue/bad-places',
  ),
  37: trap('a point on a border is in one cell', 'geo/cell usecases/reference catalogue/bad-places'),
  38: trap('touching along an edge raises no class', 'intake/zones/classify-cells'),
  39: trap('two of five kinds of centre are core urban', 'intake/zones/classify-cells'),
  40: trap(
    'no row of the grid outside the county is an error, not the last class',
    'catalogue/dated-reference domain/verdict',
  ),
  41: trap(
    'a suppressed population is not nobody',
    'intake/zones/residents',
    'Inhabited and uninhabited rural cells are one class, as no population grid is read.',
  ),
  42: trap(
    'grids have versions',
    'usecases/reference usecases/analysis domain/problem-cells catalogue/dated-reference',
  ),
  43: trap('risk classes of rescue are never derived from EMS', 'usecases/import-risk-cells simulate/fleet'),
  44: trap(
    'the municipality is the record’s, the class the cell’s',
    'usecases/reference catalogue/bad-places',
  ),
  45: trap('no coordinates: no class', 'domain/verdict catalogue/bad-places intake/tasks/told-beside'),
  46: trap('percentiles by one named method', 'domain/statistics'),
  47: trap('too few tasks to say', 'usecases/show-compliance catalogue/small-numbers'),
  48: trap('no medians of medians', 'usecases/identities'),
  49: trap('counts beside shares', 'domain/problem-cells usecases/show-problem-cells usecases/identities'),
  50: trap('a problem cell fails in each of four calendar years', 'domain/problem-cells'),
  51: trap('no tasks are not 100 %', 'domain/statistics usecases/show-compliance catalogue/small-numbers'),
  52: trap('a worse total of better classes', 'domain/compare-periods usecases/analysis usecases/identities'),
  53: trap(
    'means and medians tell different stories',
    'usecases/analysis intake/decisions/shipped-decisions',
  ),
  54: trap('seams of the county and its systems', 'dashboards/seams dashboards/compliance'),
  55: trap(
    'statuses set by position from one day on',
    'dashboards/seams',
    'Marked on every series; how far the times moved is for the control chart and a reader to judge.',
  ),
  56: trap(
    'judged by the target of the date',
    'domain/verdict usecases/adopt-decision usecases/show-compliance',
  ),
  57: trap('a late decision leaves no silent gap', 'domain/decision-spans domain/verdict'),
  58: trap('a light has a word', 'dashboards/views'),
  59: trap('names broken at source', 'intake/zones/read-polygon-file'),
  60: trap('few tasks in a small cell', 'usecases/analysis usecases/forget-places http/problem-cells'),
  61: trap('minutes and seconds, never decimal minutes', 'dashboards/formats'),
  62: trap('three views, one definition', 'catalogue/one-definition'),
}
