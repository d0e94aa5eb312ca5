/// <reference lib="dom" />
import { canonicalJson } from '../../../kernel/canonical/json.ts';
import type { Json } from '../../../kernel/stream/event.ts';
import type { Look, Looks, LookStep, Proposal } from '../domain/look.ts';
import { sha256 } from './photo.ts';
import { ask } from './outbox.ts';
import { keep, kept, withDb, STRICT, type Draft, type Unsent } from './store.ts';

// Hazards that this post looks at again or mends, as they lie on the phone: the words of all in one place, the photos of each in another.

/** One of them; `look` null: this post may do nothing there. */
export interface OnPhone {
  readonly hazard: string;
  readonly length: number;
  readonly look: Look | null;
}

/** What lies here, and for which post it was taken along. */
export interface KeptLooks {
  readonly post: string;
  readonly looks: readonly OnPhone[];
  readonly more: boolean;
}

/** The small photos of one, in base64. */
export interface LookPhotos {
  readonly before: string | null;
  readonly after: string | null;
}

const photosName = (hazard: string): string => `look ${hazard}`;
export const photosOf = (hazard: string): Promise<LookPhotos | undefined> => kept(photosName(hazard));

const drop = (hazards: readonly string[]): Promise<void> =>
  withDb(async (db) => {
    const tx = db.transaction('kept', 'readwrite', STRICT);
    await Promise.all([...hazards.map((one) => tx.store.delete(photosName(one))), tx.done]);
  });

/** One of them from the server; undefined where it cannot say now. */
const fetchOne = async (hazard: string, length: number, lang: string): Promise<OnPhone | undefined> => {
  const answer = await ask('GET', `/api/v1/field/looks/${hazard}`, lang);
  if (answer.status === 404) return { hazard, length, look: null };
  if (answer.body.huiyin !== 'look/1') return undefined;
  const { before, after, ...look } = answer.body as unknown as Look; // our own API, as its header and shape say
  await keep(photosName(hazard), { before, after });
  return { hazard, length: look.length, look: { ...look, before: null, after: null } };
};

/** Takes along what waits for a post, each opened on the server only where it is not here as it stands. Throws where there is no server. */
export const takeLooks = async (post: string, lang: string): Promise<void> => {
  const { body } = await ask('GET', '/api/v1/field/looks', lang);
  if (body.huiyin !== 'looks/1') return;
  const list = body as unknown as Looks; // our own API, as its header and shape say
  const before = await kept<KeptLooks>('looks');
  const old = before && before.post === post ? before.looks : [];
  const looks: OnPhone[] = [];
  for (const { hazard, length } of list.looks) {
    const known = old.filter((one) => one.hazard === hazard)[0];
    const fresh = known && known.length === length ? known : await fetchOne(hazard, length, lang);
    if (fresh || known) looks.push((fresh || known) as OnPhone);
  }
  await keep('looks', { post, looks, more: list.more });
  const gone = (before ? before.looks : []).filter((one) => looks.every(({ hazard }) => hazard !== one.hazard));
  if (gone.length > 0) await drop(gone.map(({ hazard }) => hazard));
};

/** The names of the fields of a decision, and of its photos. */
export const LOOK_FIELDS = { step: 'l.step', words: 'l.words', by: 'l.by', noPhoto: 'l.no_photo', photos: 'shown' } as const;

/** Which step a draft stands for; undefined while none is chosen. */
export const stepOf = ({ look, sent }: Draft): LookStep | undefined => {
  const steps = look ? look.steps : [];
  return steps.length === 1 ? steps[0] : steps.filter((one) => one === sent[LOOK_FIELDS.step])[0];
};

export type LookFault = 'step' | 'words' | 'by' | 'photo';

/** What is missing in a decision. `today`: the day at the place. */
export const lookFaults = (draft: Draft, today: string): readonly LookFault[] => {
  const step = stepOf(draft);
  const said = (name: string): string => (draft.sent[name] ?? '').trim();
  const by = said(LOOK_FIELDS.by);
  const faults: LookFault[] = [];
  if (!step) faults.push('step');
  if (said(LOOK_FIELDS.words) === '') faults.push('words');
  if (step === 'return_mend' && (!/^\d{4}-\d{2}-\d{2}$/.test(by) || by < today)) faults.push('by');
  const shown = draft.photos[LOOK_FIELDS.photos] ?? [];
  if (step && step !== 'return_mend' && shown.length === 0 && said(LOOK_FIELDS.noPhoto) === '') faults.push('photo');
  return faults;
};

/** A decision as it will be sent: what the server will be asked to do, byte for byte. `sizes`: of its photos, in bytes. */
export const proposalOf = async (
  draft: Draft,
  look: Look,
  step: LookStep,
  sizes: { readonly [sha256: string]: number },
  now: number,
): Promise<Unsent> => {
  const said = (name: string): string => (draft.sent[name] ?? '').trim();
  const names = draft.photos[LOOK_FIELDS.photos] ?? [];
  const noPhoto = said(LOOK_FIELDS.noPhoto);
  const proposal: Proposal = {
    v: 1,
    id: draft.id,
    hazard: look.hazard,
    restsOn: look.restsOn,
    step,
    said: {
      words: said(LOOK_FIELDS.words),
      ...(step === 'return_mend' ? { by: said(LOOK_FIELDS.by) } : names.length === 0 && noPhoto !== '' ? { noPhoto } : {}),
    },
    photos: names.map((name) => ({ sha256: name, size: sizes[name] ?? 1 })),
    doneAt: now,
    checkpoint: draft.checkpoint,
  };
  const text = canonicalJson(proposal as unknown as Json); // plain JSON by its own type
  return {
    id: draft.id,
    post: draft.post,
    title: draft.title,
    to: 'proposals',
    site: '',
    slots: [look.hazard],
    manifest: text,
    hash: await sha256(new TextEncoder().encode(text)),
    photos: proposal.photos,
    madeAt: now,
    receipt: null,
    fault: null,
    lost: [],
  };
};
