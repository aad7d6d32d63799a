/** Laying a plan over what stands: the one rule, used by the service and by the bench of the planning page alike. */
export { type Standing, withPlan } from '../domain/plan.ts'
