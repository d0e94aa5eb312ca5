/// <reference lib="dom" />
import { canonicalJson } from '../../../kernel/canonical/json.ts';
import type { Answer, Answers } from '../../../kernel/form/evaluate.ts';
import type { Form } from '../../../kernel/form/form.ts';
import type { Json } from '../../../kernel/stream/event.ts';
import { answersIn } from '../desk/form-fields.tsx';
import type { Along, AlongSlot } from '../domain/along.ts';
import type { Manifest } from '../domain/manifest.ts';
import { sha256 } from './sha256.ts';
import type { Draft, Unsent } from './store.ts';

/** The name of the one field of a record without a form. */
export const NOTE = 'w.note';

/** The answers of a draft, with its photos. */
export const answersOf = (form: Form | null, { sent, photos }: Pick<Draft, 'sent' | 'photos'>): Answers => {
  const given = form ? answersIn(form, sent) : { note: { words: (sent[NOTE] ?? '').trim() } };
  const all: { [key: string]: Answer } = { ...given };
  for (const key of Object.keys(photos)) {
    const own = photos[key] ?? [];
    if (own.length > 0) all[key] = { ...all[key], photos: own };
  }
  return all;
};

/** What an act meets beside what it was filled in for: open slots of the site that ask for the same form, one a duty (rules-safety 10). */
export const alsoMet = (
  { slots }: Pick<Along, 'slots'>,
  it: Pick<Draft, 'site' | 'rule' | 'slot' | 'form'>,
  now: number,
): readonly AlongSlot[] => {
  const found: AlongSlot[] = [];
  for (const slot of slots) {
    const isSame = slot.site === it.site && slot.form === it.form && it.form !== null && slot.rule !== it.rule;
    if (isSame && slot.from <= now && now < slot.due && found.every((one) => one.rule !== slot.rule)) found.push(slot);
  }
  return found;
};

/** A finished draft as it will be sent: what the server will be asked to keep, byte for byte. `sizes`: of its photos, in bytes. */
export const unsentOf = async (
  draft: Draft,
  form: Form | null,
  also: readonly AlongSlot[],
  sizes: { readonly [sha256: string]: number },
  now: number,
): Promise<Unsent> => {
  const answers = answersOf(form, draft);
  const names: string[] = [];
  for (const key of Object.keys(answers)) for (const name of answers[key]?.photos ?? []) if (names.indexOf(name) < 0) names.push(name);
  const photos = names.map((name) => ({ sha256: name, size: sizes[name] ?? 1 }));
  const slots = [{ rule: draft.rule, slot: draft.slot }].concat(also.map(({ rule, slot }) => ({ rule, slot })));
  const manifest: Manifest = {
    v: 1,
    id: draft.id,
    site: draft.site,
    for: slots,
    form: draft.form,
    answers,
    photos,
    doneAt: now,
    checkpoint: draft.checkpoint,
  };
  const text = canonicalJson(manifest as unknown as Json); // plain JSON by its own type
  return {
    id: draft.id,
    post: draft.post,
    title: draft.title,
    site: draft.site,
    slots: slots.map(({ rule, slot }) => `${rule} ${slot}`),
    manifest: text,
    hash: await sha256(new TextEncoder().encode(text)),
    photos,
    madeAt: now,
    receipt: null,
    fault: null,
    lost: [],
  };
};
