import { writeFileSync } from 'node:fs';
import { FILE_NAMES, planSheet } from '../../features/plans/public.ts';
import { paperFile } from '../../features/papers/public.ts';
import { isLang } from '../../kernel/language/languages.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { openEmergencyPlan } from '../../policy/plans/main.ts';
import type { Io } from './io.ts';

/** Plans in a file have no place, and so no clock of their own. */
const ZONE = 'Asia/Shanghai';

/** `huiyin plan print PLAN|FILE [--out FILE.pdf] [--lang zh-CN|en]`: the plan as a paper, with the ids of its offices. */
export const planPrint = async (file: string, options: { readonly out?: string; readonly lang?: string }, io: Io): Promise<number> => {
  const lang = options.lang ?? 'zh-CN';
  if (!isLang(lang)) {
    io.err(`lang_unknown: ${lang}`);
    return 2;
  }
  const plan = openEmergencyPlan(file, io);
  if (plan === undefined) return 2;
  const paper = planSheet(plan, FILE_NAMES, ZONE, lang);
  const made = await paperFile([paper], { name: plan.id, format: 'pdf', origin: '', line: 'staff' });
  if (isRefusal(made)) {
    io.err(`${made.refused}: the paper could not be made`);
    return 1;
  }
  const out = options.out ?? `${plan.id}-${lang}.pdf`;
  writeFileSync(out, made.body);
  io.facts?.({ plan: plan.id, file: out, bytes: made.body.length });
  io.out(`${out}: ${plan.id} version ${plan.version}, ${made.body.length} bytes`);
  return 0;
};
