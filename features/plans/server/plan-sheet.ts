import { inLang } from '../../../kernel/language/languages.ts';
import { startOfDay } from '../../../kernel/calendar/zone.ts';
import type { EmergencyPlan } from '../../../kernel/plan/plan.ts';
import type { Lang } from '../../../portal/page.ts';
import type { Paper } from '../../papers/public.ts';
import { blocksOf } from '../desk/blocks.ts';
import type { PlanNames } from '../desk/names.ts';
import { PLANS } from '../desk/words.ts';

/** A plan as the paper of its office. */
export const planSheet = (plan: EmergencyPlan, names: PlanNames, zone: string, lang: Lang): Paper => ({
  kind: 'other',
  lang,
  title: inLang(plan.title, lang),
  number: PLANS[lang].version(plan.version),
  issuer: names.office(plan.office),
  addressee: '',
  day: null,
  signature: '',
  blocks: blocksOf(plan, names, lang),
  foot: [PLANS[lang].foot(plan.source)],
  path: '',
  madeAt: startOfDay(plan.inForceFrom, zone),
});
