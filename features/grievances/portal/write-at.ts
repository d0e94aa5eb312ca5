import type { PageReply } from '../../../portal/page.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import { keepDraft } from '../../../server/http/drafts.ts';
import type { Service } from '../../../server/service.ts';

type Form = { readonly [name: string]: string };

/** What of a form is kept while somebody is still writing: no code, and nothing that only one answer needs. */
const written = (form: Form): Form => Object.fromEntries(Object.entries(form).filter(([name]) => name !== 'code' && name !== 'token'));

/**
 * Goes on at the form's own address, where Back, a cut line and another language find it again, with what was written. The address holds
 * the form's random token and no word; at a door what it is about stands in the draft alone.
 */
export const writeAt = (service: Service, token: string, form: Form, refusal?: Refusal): PageReply => {
  keepDraft(service.id, token, { fields: written(form), ...(refusal ? { refusal } : {}) }, service.clock());
  const about =
    form['about'] === 'no' ? { about: 'no', ...(form['kind'] && form['kind'] !== 'grievance' ? { kind: form['kind'] } : {}) } : {};
  return { kind: 'redirect', to: `/file/write?${new URLSearchParams({ ...about, form: token }).toString()}` };
};
