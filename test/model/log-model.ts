import type { Model } from './explore.ts';

/**
 * One jurisdiction's log as a small machine: database, queue, publication in its steps, heads file, served file, two witnesses, a backup,
 * and one unsealing. A tree is the string of its leaves, so a tree of size n has the root "first n letters", and one tree goes on from
 * another exactly where that is a prefix. `U` is the leaf of an unsealing's request, `R` the first leaf of a restored log, `x` a leaf that
 * somebody put in place of another.
 */
export interface LogState {
  readonly epoch: number;
  readonly db: string;
  readonly queue: string;
  /** The size that the database says was published. */
  readonly published: number;
  /** The newest signed head, beside the key. */
  readonly heads: string;
  readonly served: string;
  /** Publication in progress: what is to be signed, and how far it has come; lost with the process. */
  readonly flight: readonly [step: 'written' | 'headed' | 'signed' | 'filed', tree: string] | null;
  /**
   * What each witness remembers of the log of now, and what of it is on its disk. What the office knows of it decides only how often it
   * asks: a witness says which size it has (409).
   */
  readonly witnesses: readonly { readonly memory: string; readonly disk: string }[];
  readonly backup: { readonly db: string; readonly queue: string; readonly published: number; readonly asked: boolean } | null;
  /** An unsealing was asked for, as the database has it. */
  readonly asked: boolean;
  readonly appended: number;
  /** Acts of an adversary or of misfortune that were used up. */
  readonly tampered: number;
  readonly restored: number;
  // What happened in the world and cannot be taken back; no part of the machine reads it.
  readonly signed: readonly string[];
  readonly shown: readonly string[];
  readonly cosigned: readonly (readonly string[])[];
  readonly released: boolean;
}

/** A mechanism that is left out, to see that the model would notice. */
export type LeftOut =
  | 'heads file'
  | 'heads file against a longer log'
  | 'witness writes before it signs'
  | 'witness asks for consistency'
  | 'new epoch at a restore'
  | 'request in a published head before a release';

export interface Bounds {
  readonly appends: number;
  readonly tampers: number;
  readonly restores: number;
  /** `database`: whoever owns the database rewrites it. `machine`: whoever owns the machine deletes the heads file and served files, too. */
  readonly adversary: 'database' | 'machine';
  readonly leftOut?: LeftOut;
}

const WITNESSES = [0, 1] as const;
const goesOn = (from: string, to: string): boolean => to.startsWith(from);
const add = (all: readonly string[], one: string): readonly string[] => (all.includes(one) ? all : [...all, one].sort());
/** A tree in its epoch, as the world remembers it: each epoch has a key of its own. */
const at = ({ epoch }: LogState, tree: string): string => `${epoch}:${tree}`;

const INITIAL: LogState = {
  epoch: 0,
  db: '',
  queue: '',
  published: 0,
  heads: '',
  served: '',
  flight: null,
  witnesses: WITNESSES.map(() => ({ memory: '', disk: '' })),
  backup: null,
  asked: false,
  appended: 0,
  tampered: 0,
  restored: 0,
  signed: [],
  shown: [],
  cosigned: WITNESSES.map(() => []),
  released: false,
};

type Actions = readonly (readonly [string, LogState])[];

/** Filing, and asking for an unsealing: one transaction each. The queue is a set. */
const append = (s: LogState, { appends }: Bounds): Actions => {
  const enqueue = (leaf: string): string => [...s.queue.split(''), leaf].sort().join('');
  return [
    ...(s.appended < appends ? [['append', { ...s, queue: enqueue('abcdef'[s.appended] ?? ''), appended: s.appended + 1 }] as const] : []),
    ...(s.asked || s.released ? [] : [['ask to unseal', { ...s, queue: enqueue('U'), asked: true }] as const]),
  ];
};

/** A tick takes what is queued, in any order; a publication holds the lock that it needs. */
const integrate = (s: LogState): Actions =>
  s.flight
    ? []
    : s.queue.split('').map((leaf) => [`integrate ${leaf}`, { ...s, db: s.db + leaf, queue: s.queue.replace(leaf, '') }] as const);

const isFork = (s: LogState, { leftOut }: Bounds): boolean => {
  if (leftOut === 'heads file') return false;
  if (leftOut === 'heads file against a longer log')
    return s.heads.length > s.db.length || (s.heads.length === s.db.length && s.heads !== s.db);
  return !goesOn(s.heads, s.db);
};

/** Tiles, heads file, signature, checkpoint file, commit: each a step after which the process may end. */
const publish = (s: LogState, bounds: Bounds): Actions => {
  if (!s.flight)
    return s.db === '' || isFork(s, bounds) || (s.published === s.db.length && s.served !== '')
      ? []
      : [['write tiles', { ...s, flight: ['written', s.db] }]];
  const [step, tree] = s.flight;
  switch (step) {
    case 'written':
      return [['write heads file', { ...s, heads: tree, flight: ['headed', tree] }]];
    case 'headed':
      return [['sign', { ...s, signed: add(s.signed, at(s, tree)), flight: ['signed', tree] }]];
    case 'signed':
      return [['write checkpoint', { ...s, served: tree, shown: add(s.shown, at(s, tree)), flight: ['filed', tree] }]];
    case 'filed':
      return [['commit', { ...s, published: Math.max(s.published, tree.length), flight: null }]];
  }
};

const crash = (s: LogState): Actions => (s.flight ? [['crash', { ...s, flight: null }]] : []);

/** A witness that is asked writes down, then signs; whether its answer arrives changes nothing that it has signed. */
const witness = (s: LogState, { leftOut }: Bounds): Actions =>
  WITNESSES.flatMap((i) => {
    const it = s.witnesses[i];
    if (!it) return [];
    const become = (change: Partial<typeof it>): LogState => ({
      ...s,
      witnesses: s.witnesses.map((other, j) => (i === j ? { ...other, ...change } : other)),
    });
    const crashed = it.memory === it.disk ? [] : [[`witness ${i} crashes`, become({ memory: it.disk })] as const];
    const isRight = leftOut === 'witness asks for consistency' || goesOn(it.memory, s.served);
    if (s.served === '' || !isRight) return crashed;
    const disk = leftOut === 'witness writes before it signs' ? it.disk : s.served;
    const cosigned = s.cosigned.map((all, j) => (i === j ? add(all, at(s, s.served)) : all));
    return [
      [`witness ${i} signs`, { ...become({ memory: s.served, disk }), cosigned }],
      // Ended after it had written and before it signed.
      [`witness ${i} writes and ends`, become({ memory: disk, disk })],
      ...crashed,
    ];
  });

const backUp = (s: LogState, { restores, tampers }: Bounds): Actions =>
  s.backup || s.db === '' || (s.restored >= restores && s.tampered >= tampers)
    ? []
    : [['back up', { ...s, backup: { db: s.db, queue: s.queue, published: s.published, asked: s.asked } }]];

/** A restore begins a log of its own: new key, new folders, a first leaf that commits to the old head. No witness knows it. */
const restore = (s: LogState, { restores, leftOut }: Bounds): Actions => {
  if (!s.backup || s.restored >= restores) return [];
  const isNew = leftOut !== 'new epoch at a restore';
  return [
    [
      'restore',
      {
        ...s,
        epoch: isNew ? s.epoch + 1 : s.epoch,
        db: isNew ? `R${s.backup.db}` : s.backup.db,
        queue: s.backup.queue,
        asked: s.backup.asked,
        published: 0,
        heads: '',
        served: '',
        flight: null,
        witnesses: isNew ? INITIAL.witnesses : s.witnesses,
        restored: s.restored + 1,
      },
    ],
  ];
};

/** Whoever owns the database puts an old one in its place or changes a leaf; whoever owns the machine forgets the heads as well. */
const tamper = (s: LogState, { tampers, adversary }: Bounds): Actions => {
  if (s.tampered >= tampers) return [];
  const used = { ...s, tampered: s.tampered + 1, flight: null };
  const rewritten = s.db
    .split('')
    .map((leaf, i) => [`rewrite leaf ${i}`, { ...used, db: `${s.db.slice(0, i)}x${s.db.slice(i + 1)}` }] as const);
  const cut = s.db === '' ? [] : [['delete the last leaf', { ...used, db: s.db.slice(0, -1) }] as const];
  const old = s.backup
    ? [
        [
          'put the old database back',
          { ...used, db: s.backup.db, queue: s.backup.queue, published: s.backup.published, asked: s.backup.asked },
        ] as const,
      ]
    : [];
  const acts = [...rewritten, ...cut, ...old];
  // With the heads file and the served log gone, the office's own process signs whatever the database holds.
  const forgetting =
    adversary === 'machine'
      ? acts.map(([act, after]) => [`${act}, delete heads and log`, { ...after, heads: '', served: '', published: 0 }] as const)
      : [];
  return [...acts, ...forgetting];
};

/** A custodian hands a share over for a request whose leaf is in a published head; then the box is open, and nothing closes it. */
const release = (s: LogState, { leftOut }: Bounds): Actions =>
  !s.released && s.asked && (s.served.includes('U') || leftOut === 'request in a published head before a release')
    ? [['release', { ...s, released: true }]]
    : [];

const pairs = (all: readonly string[], holds: (a: string, b: string) => boolean): boolean =>
  all.every((a, i) => all.slice(i + 1).every((b) => a.split(':')[0] !== b.split(':')[0] || holds(a, b)));
const isLine = (all: readonly string[]): boolean => pairs(all, (a, b) => goesOn(a, b) || goesOn(b, a));

const INVARIANTS: { readonly [name: string]: (s: LogState) => boolean } = {
  'one root per size': ({ signed }) => pairs(signed, (a, b) => a.length !== b.length || a === b),
  'append-only': ({ shown }) => isLine(shown),
  'nothing shown that is not signed': ({ shown, signed }) => shown.every((one) => signed.includes(one)),
  'witness: one line of logs': ({ cosigned }) => cosigned.every(isLine),
  'witness monotone': (s) =>
    s.cosigned.every((all, i) => all.every((one) => !one.startsWith(`${s.epoch}:`) || goesOn(one, at(s, s.witnesses[i]?.disk ?? '')))),
  'no unlogged unsealing': ({ released, shown }) => !released || shown.some((one) => one.includes('U')),
};

/** What the office's own key says is no longer in its hands once somebody else owns the machine; what witnesses say still is. */
const OF_WITNESSES = ['witness: one line of logs', 'witness monotone', 'no unlogged unsealing'];

/** The two witnesses are alike: which of them is which makes no other state. */
const keyOf = (s: LogState): string => {
  const { backup } = s;
  const witnesses = s.witnesses.map((it, i) => `${it.memory}/${it.disk}/${s.cosigned[i]?.join()}`).sort();
  const kept = backup === null ? '' : `${backup.db}/${backup.queue}/${backup.published}/${backup.asked}`;
  const now = `${s.epoch}|${s.db}|${s.queue}|${s.published}|${s.heads}|${s.served}|${s.flight?.join('/') ?? ''}|${kept}|${s.asked}`;
  return `${now}|${s.appended}|${s.tampered}|${s.restored}|${s.released}|${s.signed.join()}|${s.shown.join()}|${witnesses.join(';')}`;
};

/** The model within bounds, as `explore` takes it. */
export const logModel = (bounds: Bounds): Model<LogState> => ({
  initial: INITIAL,
  // The two witnesses are alike: which of them is which makes no other state.
  keyOf,
  next: (s) => [append, integrate, publish, crash, witness, backUp, restore, tamper, release].flatMap((action) => [...action(s, bounds)]),
  invariants: Object.fromEntries(
    Object.entries(INVARIANTS).filter(([name]) => bounds.adversary === 'database' || OF_WITNESSES.includes(name)),
  ),
});
