import type { PageReply, PageRequest } from '../../../../portal/page.ts';
import type { Refusal } from '../../../../kernel/refusal.ts';
import { draftName, keepDraft } from '../../../../engine/http/drafts.ts';

type Form = { readonly [name: string]: string };

/** What of a form is kept while somebody is still writing: no code, and nothing that only one answer needs. */
const written = (form: Form): Form => Object.fromEntries(Object.entries(form).filter(([name]) => name !== 'code' && name !== 'token'));

/**
 * Goes on at the form's own address, where Back, a cut line and another language find it again, with what was written. The address holds
 * two random names and no word: the form's token, and a fresh one of what was written, which nobody can have handed over with a link. At a
 * door what it is about stands in the draft alone.
 */
export const writeAt = (request: Pick<PageRequest, 'service' | 'visitor' | 'form'>, token: string, refusal?: Refusal): PageReply => {
  const { form } = request;
  const draft = draftName();
  keepDraft(request, draft, { fields: written(form), ...(refusal ? { refusal } : {}) });
  const about =
    form['about'] === 'no' ? { about: 'no', ...(form['kind'] && form['kind'] !== 'grievance' ? { kind: form['kind'] } : {}) } : {};
  return { kind: 'redirect', to: `/file/write?${new URLSearchParams({ ...about, form: token, draft }).toString()}` };
};
