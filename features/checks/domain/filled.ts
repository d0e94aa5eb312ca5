import { evaluate, type Answers, type Evaluation } from '../../../kernel/form/evaluate.ts';
import type { Form } from '../../../kernel/form/form.ts';

/** A record without a form says in words what was looked at: no nil return, which would have to carry a list. */
const PLAIN: Evaluation = { open: [], missing: [], wrong: [], findings: [], unasked: [], nil: false };

/** What a filled form says; of words without a form, nothing. */
export const judge = (form: Form | null, answers: Answers): Evaluation => (form === null ? PLAIN : evaluate(form, answers));

/** Thrown back at who fills a form in: what is wrong or missing, by the keys of its questions. */
export type Faults = Pick<Evaluation, 'missing' | 'wrong'>;

/** What is wrong with a form that is filled in at a desk. A photo that is wanted and not there does not hold the record up; it is said. */
export const faultsOf = (form: Form | null, answers: Answers): Faults => {
  const { missing, wrong } = judge(form, answers);
  return { missing: missing.filter((it) => it.what !== 'photo'), wrong };
};
