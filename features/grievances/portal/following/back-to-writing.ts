import type { Refusal } from '../../../../kernel/refusal.ts';
import type { PageReply, PageRequest } from '../../../../portal/page.ts';
import { keepDraft } from '../../../../engine/http/drafts.ts';

/** What a form to write on keeps: no code, no ticket. */
export const written = (form: PageRequest['form']): PageRequest['form'] =>
  Object.fromEntries(Object.entries(form).filter(([name]) => name !== 'code' && name !== 'ticket'));

/** Back to the page that was written on, with the words and why they were refused. */
export const backToWriting = (request: PageRequest, ticket: string, refusal: Refusal): PageReply => {
  keepDraft(request, ticket, { fields: written(request.form), refusal });
  return { kind: 'redirect', to: `/follow/write/${ticket}` };
};
