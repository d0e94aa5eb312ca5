import { bytesEqual } from '../canonical/bytes.ts';
import type { Hashing } from '../crypto/ports.ts';
import { isWholeNumber } from './shape.ts';
import { ED25519_COSIGNATURE, ED25519_NOTE, parseVkey, type VerifierKey } from './vkey.ts';

/** Whom a verifier trusts (c2sp.org/tlog-policy), and our promise keys, which stand in comments of the same file. */
export interface LogPolicy {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  readonly groups: readonly PolicyGroup[];
  /** Name of a witness or group, or `none`. */
  readonly quorum: string;
  readonly promiseKeys: readonly VerifierKey[];
}

export interface PolicyLog {
  readonly key: VerifierKey;
  readonly url: string | null;
}

export interface PolicyWitness extends PolicyLog {
  readonly name: string;
}

export interface PolicyGroup {
  readonly name: string;
  readonly threshold: number;
  readonly members: readonly string[];
}

export type PolicyFault =
  | 'character'
  | 'unknown_word'
  | 'wrong_count'
  | 'bad_key'
  | 'duplicate_key'
  | 'bad_name'
  | 'duplicate_name'
  | 'unknown_name'
  | 'member_twice'
  | 'bad_threshold'
  | 'duplicate_quorum'
  | 'no_quorum'
  | 'too_long';

export type PolicyParse =
  | { readonly ok: true; readonly policy: LogPolicy }
  | { readonly ok: false; readonly fault: PolicyFault; readonly line: number };

/** The name of the quorum that asks for no witness. */
export const NO_QUORUM = 'none';
const PROMISE_COMMENT = '#huiyin-promise';
/** Implementations should allow 32 of each kind; ours allows this many lines of all. */
const LINES_MAX = 1000;

/** Octets that may not stand in a line (tlog-policy, character set): ASCII control characters but the tab. */
const CONTROL = /(?![\t\u0080-\u009f])\p{Cc}/u;

/** What has been read so far; lines only ever add to it. */
interface Draft {
  readonly logs: PolicyLog[];
  readonly witnesses: PolicyWitness[];
  readonly groups: PolicyGroup[];
  readonly promiseKeys: VerifierKey[];
  readonly members: Set<string>;
  quorum: string | null;
}

const isNamed = (draft: Draft, name: string): boolean =>
  draft.witnesses.some((witness) => witness.name === name) || draft.groups.some((group) => group.name === name);

const nameFault = (draft: Draft, name: string): PolicyFault | undefined =>
  name === NO_QUORUM ? 'bad_name' : isNamed(draft, name) ? 'duplicate_name' : undefined;

/** Two keys are duplicates when they wrap the same public key, whatever their names (tlog-policy). */
const holds = (entries: readonly { readonly key: VerifierKey }[], key: VerifierKey): boolean =>
  entries.some((entry) => bytesEqual(entry.key.publicKey, key.publicKey));

const addLog = (draft: Draft, hashing: Hashing, words: readonly string[]): PolicyFault | undefined => {
  const [vkey, url = null] = words;
  if (vkey === undefined || words.length > 2) return 'wrong_count';
  const key = parseVkey(hashing, vkey);
  if (key === undefined || key.type === ED25519_COSIGNATURE) return 'bad_key';
  if (holds(draft.logs, key)) return 'duplicate_key';
  draft.logs.push({ key, url });
  return undefined;
};

const addWitness = (draft: Draft, hashing: Hashing, words: readonly string[]): PolicyFault | undefined => {
  const [name, vkey, url = null] = words;
  if (name === undefined || vkey === undefined || words.length > 3) return 'wrong_count';
  const key = parseVkey(hashing, vkey);
  if (key === undefined || key.type === ED25519_NOTE) return 'bad_key';
  if (holds(draft.witnesses, key)) return 'duplicate_key';
  draft.witnesses.push({ name, key, url });
  return undefined;
};

const thresholdOf = (word: string, count: number): number | undefined => {
  if (word === 'all') return count;
  if (word === 'any') return 1;
  const threshold = /^[1-9]\d{0,3}$/.test(word) ? Number(word) : undefined;
  return isWholeNumber(threshold, 1, count) ? threshold : undefined;
};

const addGroup = (draft: Draft, words: readonly string[]): PolicyFault | undefined => {
  const [name, rule, ...members] = words;
  if (name === undefined || rule === undefined || members.length === 0) return 'wrong_count';
  if (!members.every((member) => isNamed(draft, member))) return 'unknown_name';
  const threshold = thresholdOf(rule, members.length);
  if (threshold === undefined) return 'bad_threshold';
  for (const member of members) {
    // A name in two groups, or twice in one, would count twice.
    if (draft.members.has(member)) return 'member_twice';
    draft.members.add(member);
  }
  draft.groups.push({ name, threshold, members });
  return undefined;
};

const setQuorum = (draft: Draft, words: readonly string[]): PolicyFault | undefined => {
  const [name] = words;
  if (name === undefined || words.length !== 1) return 'wrong_count';
  if (draft.quorum !== null) return 'duplicate_quorum';
  if (name !== NO_QUORUM && !isNamed(draft, name)) return 'unknown_name';
  draft.quorum = name;
  return undefined;
};

const addComment = (draft: Draft, hashing: Hashing, words: readonly string[]): PolicyFault | undefined => {
  const [mark = '', second = '', ...rest] = words;
  // `# huiyin-promise <vkey>`: a comment to every other tool; here a typing error in it must not pass unseen.
  const [kind, keys] = mark === '#' ? [`#${second}`, rest] : [mark, [second, ...rest]];
  if (kind !== PROMISE_COMMENT) return undefined;
  const key = keys.length === 1 ? parseVkey(hashing, keys[0] ?? '') : undefined;
  if (key?.type !== ED25519_NOTE) return 'bad_key';
  draft.promiseKeys.push(key);
  return undefined;
};

const addLine = (draft: Draft, hashing: Hashing, line: string): PolicyFault | undefined => {
  if (CONTROL.test(line)) return 'character';
  const [word, ...words] = line.split(/[ \t]+/).filter((part) => part !== '');
  if (word === undefined) return undefined;
  if (word.startsWith('#')) return addComment(draft, hashing, [word, ...words]);
  switch (word) {
    case 'log':
      return addLog(draft, hashing, words);
    case 'witness':
      return nameFault(draft, words[0] ?? '') ?? addWitness(draft, hashing, words);
    case 'group':
      return nameFault(draft, words[0] ?? '') ?? addGroup(draft, words);
    case 'quorum':
      return setQuorum(draft, words);
    default:
      return 'unknown_word';
  }
};

/** Reads a policy file; a fault names its line. A last line without a newline is read as well. */
export const parsePolicy = (hashing: Hashing, text: string): PolicyParse => {
  const lines = text.split('\n');
  if (lines.length > LINES_MAX) return { ok: false, fault: 'too_long', line: LINES_MAX };
  const draft: Draft = { logs: [], witnesses: [], groups: [], promiseKeys: [], members: new Set(), quorum: null };
  for (const [at, line] of lines.entries()) {
    const fault = addLine(draft, hashing, line);
    if (fault !== undefined) return { ok: false, fault, line: at + 1 };
  }
  if (draft.quorum === null) return { ok: false, fault: 'no_quorum', line: lines.length };
  const { logs, witnesses, groups, quorum, promiseKeys } = draft;
  return { ok: true, policy: { logs, witnesses, groups, quorum, promiseKeys } };
};

const hasWitnessed = (policy: LogPolicy, name: string, cosigned: ReadonlySet<string>): boolean => {
  const group = policy.groups.find((some) => some.name === name);
  if (group === undefined) return cosigned.has(name);
  return group.members.filter((member) => hasWitnessed(policy, member, cosigned)).length >= group.threshold;
};

/** Whether witnesses of these names are enough. Groups only name what stood before them, so this ends. */
export const isQuorum = (policy: LogPolicy, cosigned: ReadonlySet<string>): boolean =>
  policy.quorum === NO_QUORUM || hasWitnessed(policy, policy.quorum, cosigned);
