import type { MatterEvent } from '../../../kernel/matter/event.ts';
import { unfollowed } from '../domain/mediation/follow-up.ts';
import { termsOf } from '../domain/mediation/table.ts';
import { occurred, past, wordsOf, type Asked, type Dressed } from './dress.ts';
import { eventSentence } from './event-sentences.ts';
import { LABELS } from './step-labels.ts';

/** Terms of a mediation by their words; `found` are the steps that a field chooses between. */
const termOptions = (asked: Asked, found: readonly MatterEvent[]) =>
  found.map((event) => ({
    value: String(event.n),
    text: `${eventSentence({ event, view: asked.view, lang: asked.lang })} ${wordsOf(asked, Number(event.data['term'] ?? event.n), 'what')}`.trim(),
  }));

/** The forms of a mediator. */
export const MEDIATOR_DRESSES: { readonly [command: string]: (asked: Asked) => Dressed } = {
  tell_rights: (asked) => ({ told: { label: LABELS[asked.lang].rightsHow }, occurredOn: occurred(asked) }),
  hold_session: (asked) => ({
    at: { label: LABELS[asked.lang].sessionAt },
    words: { label: LABELS[asked.lang].sessionWords, hint: LABELS[asked.lang].bothRead, tall: true },
    occurredOn: occurred(asked),
  }),
  make_appraisal: ({ view, lang }) => ({
    from: { label: LABELS[lang].from, ...past(view) },
    to: { label: LABELS[lang].to, ...past(view) },
    note: { label: LABELS[lang].note, hint: LABELS[lang].bothRead },
  }),
  add_term: ({ view, lang }) => ({
    owes: { label: LABELS[lang].termOwes },
    object: { label: LABELS[lang].termObject },
    what: { label: LABELS[lang].termWhat, hint: LABELS[lang].termHint },
    amount: { label: LABELS[lang].termAmount },
    by: { label: LABELS[lang].termBy, min: view.today },
  }),
  drop_term: (asked) => ({
    of: { label: LABELS[asked.lang].termWhich, options: termOptions(asked, termsOf(asked.view.state)), needed: true },
  }),
  sign_agreement: ({ lang }) => ({ form: { label: LABELS[lang].agreementForm } }),
  fail_mediation: ({ lang }) => ({
    because: { label: LABELS[lang].failedWhy },
    words: { label: LABELS[lang].note, hint: LABELS[lang].bothRead },
  }),
  follow_up: (asked) => ({
    of: { label: LABELS[asked.lang].termWhich, options: termOptions(asked, unfollowed(asked.view.state)), needed: true },
    found: { label: LABELS[asked.lang].followFound },
    words: { label: LABELS[asked.lang].note, hint: LABELS[asked.lang].bothRead },
    occurredOn: occurred(asked),
  }),
  accept_confirmation: (asked) => ({ occurredOn: occurred(asked) }),
  decide_confirmation: (asked) => ({ outcome: { label: LABELS[asked.lang].outcome }, occurredOn: occurred(asked) }),
};
