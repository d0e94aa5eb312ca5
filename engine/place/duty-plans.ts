import type { DutyPlan } from '../../kernel/roster/plan.ts';
import type { Json } from '../../kernel/stream/event.ts';
import type { NewDefinition } from './create.ts';

/** A duty plan, ready to be published: each under its own name, beside the others. */
export const dutyPlanDefinition = (plan: DutyPlan): NewDefinition => ({
  kind: 'duty_plan',
  name: plan.id,
  body: plan as unknown as Json, // plain JSON by its own type
});
