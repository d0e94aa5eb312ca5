import { bundleText } from '../../kernel/leaf/bundle-text.ts';
import type { Bundle, BundleEvent } from '../../kernel/leaf/bundle.ts';
import { tinyLog, tinyPromise } from './tiny-log.ts';
import { LOG_KEY, tinyBundle, tinyMatter, TOLD } from './tiny-matter.ts';

/** A true bundle, and the log and leaves it is of. */
export const { bundle, log, leaves } = tinyBundle();
/** Its text. */
export const whole = bundleText(bundle);
const flip = (bytes: Uint8Array, at: number, bit = 1): Uint8Array =>
  bytes.map((byte, place) => (place === at % bytes.length ? byte ^ bit : byte));
const every = (length: number, step: number): readonly number[] => Array.from({ length: Math.ceil(length / step) }, (_, at) => at * step);

/** A change to the true bundle, by name. */
export type Mutation = readonly [name: string, bundle: Bundle];

/** The bundle with one of its events changed. */
export const withEvent = (at: number, change: (event: BundleEvent) => Partial<BundleEvent>): Bundle => ({
  ...bundle,
  events: bundle.events.map((event, place) => (place === at ? { ...event, ...change(event) } : event)),
});
const placed = (event: BundleEvent): { readonly index: number; readonly proof: readonly Uint8Array[] } =>
  event.place ?? { index: 0, proof: [] }; // all are placed here

const eventMutations = (event: BundleEvent, at: number): readonly Mutation[] => {
  const name = `event ${at}`;
  const { index, proof } = placed(event);
  const payload = event.payload ?? new Uint8Array(); // none is withheld here
  const place = (change: object): Bundle => withEvent(at, () => ({ place: { index, proof, ...change } }));
  return [
    ...every(payload.length, 61).map((byte): Mutation => [
      `${name}: byte ${byte} of its content flipped`,
      withEvent(at, () => ({ payload: flip(payload, byte) })),
    ]),
    ...every(48, 9).map((byte): Mutation => [
      `${name}: byte ${byte} of its leaf flipped`,
      withEvent(at, () => ({ leaf: flip(event.leaf, byte) })),
    ]),
    ...proof.map((_, hash): Mutation => [
      `${name}: hash ${hash} of its proof flipped`,
      place({ proof: proof.map((bytes, k) => (k === hash ? flip(bytes, k) : bytes)) }),
    ]),
    ...proof.map((_, hash): Mutation => [
      `${name}: hash ${hash} of its proof dropped`,
      place({ proof: proof.filter((__, k) => k !== hash) }),
    ]),
    [`${name}: proof reversed`, place({ proof: proof.toReversed() })],
    [`${name}: proof longer`, place({ proof: [...proof, event.leaf.slice(0, 32)] })],
    [`${name}: place one later`, place({ index: index + 1 })],
    [`${name}: place one earlier`, place({ index: index - 1 })],
    [`${name}: place beyond the log`, place({ index: index + log.size })],
    [`${name}: number one higher`, withEvent(at, () => ({ n: event.n + 1 }))],
    [`${name}: another stream`, withEvent(at, () => ({ level: event.level === 2 ? 0 : 2 }))],
    [`${name}: doubled`, { ...bundle, events: bundle.events.flatMap((some, k) => (k === at ? [some, some] : [some])) }],
    [`${name}: dropped, its texts kept or its successor orphaned`, { ...bundle, events: bundle.events.filter((_, k) => k !== at) }],
    [`${name}: opened by a strange salt`, withEvent(at, () => ({ salt: flip(event.salt ?? new Uint8Array(32), 3) }))],
    [`${name}: opened by a strange blob key`, withEvent(at, () => ({ blobKey: flip(event.blobKey ?? new Uint8Array(32), 3) }))],
    [
      `${name}: content of its neighbour`,
      withEvent(at, () => ({ payload: bundle.events[(at + 1) % bundle.events.length]?.payload ?? null })),
    ],
    [`${name}: leaf of its neighbour`, withEvent(at, () => ({ leaf: bundle.events[(at + 1) % bundle.events.length]?.leaf ?? event.leaf }))],
  ];
};

/** The bundle with two of its events swapped. */
export const swapped = (a: number, b: number): Bundle => ({
  ...bundle,
  events: bundle.events.map((event, at) => bundle.events[at === a ? b : at === b ? a : at] ?? event),
});

const textMutations = (): readonly Mutation[] => {
  const blobs = [...bundle.texts.keys()];
  return [...bundle.texts].flatMap(([blob, text], at): readonly Mutation[] => {
    const changed = (to: string): Bundle => ({ ...bundle, texts: new Map([...bundle.texts, [blob, to]]) });
    return [
      [`text ${at}: a character more`, changed(`${text}。`)],
      [`text ${at}: a character less`, changed(text.slice(1))],
      [`text ${at}: a space before`, changed(` ${text}`)],
      [`text ${at}: empty`, changed('')],
      [`text ${at}: of another event`, changed(bundle.texts.get(blobs[(at + 1) % blobs.length] ?? '') ?? '')],
      [
        `text ${at}: under another name`,
        {
          ...bundle,
          texts: new Map(
            [...bundle.texts].map(([name, some]) => [name === blob ? name.replace(/^./, (c) => (c === '0' ? '1' : '0')) : name, some]),
          ),
        },
      ],
    ];
  });
};

const noteMutations = (field: 'checkpoint' | 'promise', step: number): readonly Mutation[] => {
  const note = bundle[field] ?? ''; // both are there
  return every(note.length, step).map((at) => {
    const changed = note.slice(0, at) + String.fromCharCode(note.charCodeAt(at) ^ 1) + note.slice(at + 1);
    return [`${field}: character ${at} changed`, { ...bundle, [field]: changed }];
  });
};

/** The same matter told otherwise by someone who holds the log key but not the keys of log and promise. */
const forgeries = (): readonly Mutation[] => {
  const told = TOLD.map((some) => (some.type === 'replied' ? { ...some, texts: { reply: '问题不存在。' } } : some));
  const { events, texts } = tinyMatter(told);
  const keepPlaces = events.map((event, at) => ({ ...event, place: bundle.events[at]?.place ?? null }));
  const lone = tinyLog(leaves.slice(0, 200));
  return [
    ['a reply rewritten with its leaf and chain', { ...bundle, events: keepPlaces, texts }],
    ['a filing rewritten, promise kept', { ...bundle, ...tinyMatter([{ type: 'filed', texts: { subject: '没事' } }]), checkpoint: null }],
    ['the checkpoint of a smaller log', { ...bundle, checkpoint: lone.checkpoint }],
    ['the checkpoint of a log with one leaf changed', { ...bundle, checkpoint: tinyLog(leaves.with(5, leaves[6] ?? LOG_KEY)).checkpoint }],
    ['the checkpoint of a larger log', { ...bundle, checkpoint: tinyLog([...leaves, ...leaves]).checkpoint }],
    ['the checkpoint with one witness', { ...bundle, checkpoint: tinyLog(leaves, 1).checkpoint }],
    ['the checkpoint of another origin', { ...bundle, checkpoint: tinyLog(leaves, 2, 'huiyin.local/other').checkpoint }],
    ['the promise of another leaf', { ...bundle, promise: tinyPromise(leaves[0] ?? LOG_KEY) }],
    ['promise and checkpoint exchanged', { ...bundle, promise: bundle.checkpoint, checkpoint: bundle.promise }],
    [
      'neither promise nor checkpoint',
      { ...bundle, promise: null, checkpoint: null, events: bundle.events.map((event) => ({ ...event, place: null })) },
    ],
    ['only the upper stream', { ...bundle, events: bundle.events.filter(({ level }) => level === 1) }],
    ['another matter number', { ...bundle, matter: 'K7QM4X2E' }],
    ['another jurisdiction', { ...bundle, jurisdiction: 7 }],
    ['another origin', { ...bundle, origin: `${bundle.origin}0` }],
    ...every(16, 1).map((byte): Mutation => [`log key: byte ${byte} flipped`, { ...bundle, logKey: flip(LOG_KEY, byte) }]),
  ];
};

/** Changes after none of which a bundle may be true. */
export const MUTATIONS: readonly Mutation[] = [
  ...bundle.events.flatMap(eventMutations),
  ...[
    [0, 1],
    [1, 3],
    [3, 4],
    [2, 5],
  ].map(([a = 0, b = 0]): Mutation => [`events ${a} and ${b} of a stream swapped`, swapped(a, b)]),
  ...textMutations(),
  ...noteMutations('checkpoint', 7),
  ...noteMutations('promise', 7),
  ...forgeries(),
];
