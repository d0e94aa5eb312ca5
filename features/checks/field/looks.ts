/// <reference lib="dom" />
import { canonicalJson } from '../../../kernel/canonical/json.ts';
import type { Json } from '../../../kernel/stream/event.ts';
import type { Along } from '../domain/along.ts';
import type { Look, Looks, LookStep, Proposal } from '../domain/look.ts';
import { isBlank } from '../../../kernel/canonical/bounded-text.ts';
import { sha256 } from './sha256.ts';
import { ask } from './server.ts';
import { kept, withDb, STRICT, type Draft, type Unsent } from './store.ts';

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

/** The small photos of one, in base64, and which step it rested on when they were taken along. */
export interface LookPhotos {
  readonly restsOn: number | null;
  readonly before: string | null;
  readonly after: string | null;
}

const photosName = (hazard: string): string => `look ${hazard}`;
export const photosOf = (hazard: string): Promise<LookPhotos | undefined> => kept(photosName(hazard));

/** Signed out, or somebody else's: what is under way is not for who is here now. */
class Gone extends Error {}

/** Writes and forgets in one step, where the list on this phone is still that of the post; another one's, or none, takes nothing. */
const keepFor = (post: string, values: { readonly [name: string]: unknown }, without: readonly string[] = []): Promise<void> =>
  withDb(async (db) => {
    const tx = db.transaction('kept', 'readwrite', STRICT);
    const list = (await tx.store.get('along')) as Along | undefined; // as it was written here
    if (!list || list.post !== post) throw new Gone();
    for (const name of Object.keys(values)) await tx.store.put(values[name], name);
    for (const name of without) await tx.store.delete(name);
    await tx.done;
  });

/** One of them from the server; undefined where it cannot say now. */
const fetchOne = async (post: string, hazard: string, length: number, lang: string): Promise<OnPhone | undefined> => {
  const answer = await ask('GET', `/api/v1/field/looks/${hazard}`, lang);
  if (answer.status === 401) throw new Gone();
  if (answer.status === 404) return { hazard, length, look: null };
  if (answer.body.huiyin !== 'look/1') return undefined;
  const { before, after, ...look } = answer.body as unknown as Look; // our own API, as its header and shape say
  await keepFor(post, { [photosName(hazard)]: { restsOn: look.restsOn, before, after } });
  return { hazard, length: look.length, look: { ...look, before: null, after: null } };
};

const take = async (post: string, lang: string): Promise<void> => {
  const { status, body } = await ask('GET', '/api/v1/field/looks', lang);
  if (status === 401 || body.huiyin !== 'looks/1') throw new Gone();
  const list = body as unknown as Looks; // our own API, as its header and shape say
  const before = await kept<KeptLooks>('looks');
  let looks = before && before.post === post ? before.looks : [];
  for (const { hazard, length } of list.looks) {
    const known = looks.filter((one) => one.hazard === hazard)[0];
    if (known && known.length === length) continue;
    const fresh = await fetchOne(post, hazard, length, lang);
    if (!fresh) continue;
    // Each is kept as it comes: a line that breaks loses one, and opens none again.
    looks = looks.filter((one) => one.hazard !== hazard).concat([fresh]);
    await keepFor(post, { looks: { post, looks, more: list.more } });
  }
  const ordered: OnPhone[] = [];
  for (const { hazard } of list.looks) ordered.push(...looks.filter((one) => one.hazard === hazard));
  const gone = (before ? before.looks : []).concat(looks).filter((one) => ordered.every(({ hazard }) => hazard !== one.hazard));
  await keepFor(
    post,
    { looks: { post, looks: ordered, more: list.more } },
    gone.map(({ hazard }) => photosName(hazard)),
  );
};

let taking: Promise<void> | undefined;

/**
 * Takes along what waits for a post, each opened on the server only where it is not here as it stands; asked twice, it is done once. Throws where
 * there is no server, and where somebody else is here meanwhile.
 */
export const takeLooks = (post: string, lang: string): Promise<void> => {
  taking =
    taking ||
    take(post, lang).then(
      () => void (taking = undefined),
      (error: unknown) => {
        taking = undefined;
        throw error;
      },
    );
  return taking;
};

/** The names of the fields of a decision, and of its photos. */
export const LOOK_FIELDS = { step: 'l.step', words: 'l.words', by: 'l.by', noPhoto: 'l.no_photo', photos: 'shown' } as const;

/** Which step a draft stands for; undefined while none is chosen. */
export const stepOf = ({ look, sent }: Draft): LookStep | undefined => {
  const steps = look ? look.steps : [];
  return steps.length === 1 ? steps[0] : steps.filter((one) => one === sent[LOOK_FIELDS.step])[0];
};

/** Most that is written, in characters: beside it the day and a reason go into one text. */
export const LOOK_MAX = { words: 19_000, noPhoto: 200 } as const;

export type LookFault = 'step' | 'words' | 'by' | 'photo';

/** What is missing in a decision. `today`: the day at the place. */
export const lookFaults = (draft: Draft, today: string): readonly LookFault[] => {
  const step = stepOf(draft);
  const said = (name: string): string => (draft.sent[name] ?? '').trim();
  const by = said(LOOK_FIELDS.by);
  const faults: LookFault[] = [];
  if (!step) faults.push('step');
  if (isBlank(said(LOOK_FIELDS.words))) faults.push('words');
  if (step === 'return_mend' && (!/^\d{4}-\d{2}-\d{2}$/.test(by) || by < today)) faults.push('by');
  const shown = draft.photos[LOOK_FIELDS.photos] ?? [];
  if (step && step !== 'return_mend' && shown.length === 0 && isBlank(said(LOOK_FIELDS.noPhoto))) faults.push('photo');
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
