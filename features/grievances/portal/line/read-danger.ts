import { inLang, type Lang } from '../../../../kernel/language/languages.ts';
import { isBlank } from '../../../../kernel/canonical/bounded-text.ts';
import { findSubject } from '../../../../kernel/policy/subjects.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import type { Jurisdiction } from '../../../../engine/place/read.ts';
import { mayBeListed } from '../../server/line/receive-report.ts';
import { chosenService, type Chosen } from '../filing/service-field.tsx';
import { filingFields, type FilingFields } from '../filing/typed.ts';

/** What a form says of a danger: its kind, where it is, and what is missing. */
export interface TypedDanger {
  readonly at: string | undefined;
  readonly chosen: Chosen;
  readonly fields: FilingFields;
  readonly faults: { readonly service?: Refusal; readonly place?: Refusal };
}

/** Stands where no kind was chosen yet: what is missing is the kind. Never stored. */
const UNNAMED = '-';

type Form = { readonly [name: string]: string };

/** Reads a report of a danger as it was typed. It is called by its kind; who agrees to have one listed that cannot be is simply not listed. */
export const readDanger = (it: Jurisdiction, form: Form, lang: Lang): TypedDanger => {
  const { public: listed, ...chosen } = chosenService(it, 'hazard_report', form);
  const at = (form['at'] ?? '') === '' ? undefined : form['at'];
  const subject = findSubject(it.subjects?.set ?? null, chosen.service);
  const fields = filingFields(form);
  const isPublic =
    listed === true && subject !== undefined && mayBeListed(it, { kind: 'hazard_report', ...(at === undefined ? {} : { at }) }, subject);
  return {
    at,
    chosen: { ...chosen, ...(isPublic ? { public: true as const } : {}) },
    fields: { ...fields, subject: subject ? inLang(subject.label, lang) : UNNAMED },
    faults: {
      ...(subject ? {} : { service: refuse('field_empty', { field: 'service' }) }),
      ...(at === undefined && isBlank(fields.place) ? { place: refuse('field_empty', { field: 'place' }) } : {}),
    },
  };
};
