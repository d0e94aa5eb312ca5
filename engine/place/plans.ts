import type { EmergencyPlan } from '../../kernel/plan/plan.ts';
import type { Json } from '../../kernel/stream/event.ts';
import type { NewDefinition } from './create.ts';

/** An emergency plan, ready to be published: each under its own name, beside the others. */
export const emergencyPlanDefinition = (plan: EmergencyPlan): NewDefinition => ({
  kind: 'emergency_plan',
  name: plan.id,
  body: plan as unknown as Json, // plain JSON by its own type
});
