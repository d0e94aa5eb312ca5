import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { Door, DoorProblem } from '../../../kernel/door/door.ts';
import type { Json } from '../../../kernel/stream/event.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { inJurisdiction } from '../../../engine/store/transaction.ts';
import { systemClock, withInstallation } from '../../instance.ts';
import type { Installation } from '../../../engine/installation.ts';
import { doorDefinition, NO_DOOR, readDoor } from '../../../engine/place/door.ts';
import { askDoor } from '../../../engine/place/name-door.ts';
import { findJurisdiction } from '../../../engine/place/read.ts';
import { readLogKeys } from '../../../engine/log/signer.ts';
import { dataOf, SERVED, type Io } from '../io.ts';

interface Options {
  readonly data?: string;
  readonly none?: boolean;
  readonly emergency?: boolean;
}

const TIMEOUT_MS = 10_000;
const KEYS = ['key', 'ack', 'log'] as const;

/** Asks the door itself: a file may have been altered on its way, and an accusation must not be sealed to somebody else. */
const askedThere = async (door: Door): Promise<readonly DoorProblem[]> => {
  try {
    const response = await fetch(new URL('/door.json', door.origin), { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const said = (await response.json()) as { readonly [field: string]: unknown }; // compared field by field
    return KEYS.filter((key) => said[key] !== door[key]).map((key) => ({ code: 'door_key_other', about: key }));
  } catch {
    return [{ code: 'door_not_reached', about: door.origin }];
  }
};

const bodyOf = async (it: Installation, path: string | undefined, now: Instant): Promise<Json | readonly DoorProblem[]> => {
  if (path === undefined) return NO_DOOR;
  const known = await inJurisdiction(it.pools.app, SERVED, (tx) => findJurisdiction(tx, now));
  if (!known) return [{ code: 'not_ready', about: './huiyin admin set-up FILE' }];
  if (known.purpose !== 'service') return [{ code: 'door_of_a_door', about: 'a door names no other door' }];
  const file: unknown = parse(readFileSync(path, 'utf8'));
  const door = readDoor(file, known, it.keys, readLogKeys(it.keys, SERVED, known.origin, known.logKeys));
  if (!('origin' in door)) return door;
  const problems = await askedThere(door);
  return problems.length > 0 ? problems : doorDefinition(door).body;
};

/** `nameDoor` on an installation that is open already. */
export const nameDoorAt = async (
  it: Installation,
  path: string | undefined,
  options: Options,
  io: Io,
  now: Instant = systemClock(),
): Promise<number> => {
  if ((path === undefined) !== (options.none === true)) return (io.err('give the file of a door, or --none'), 2);
  const body = await bodyOf(it, path, now);
  if (Array.isArray(body)) {
    for (const problem of body as readonly DoorProblem[]) io.err(`${problem.code}: ${problem.about}`); // a body is an object
    return 2;
  }
  const refusal = await inJurisdiction(it.pools.app, SERVED, (tx) => askDoor(tx, body as Json, options.emergency === true, now));
  if (isRefusal(refusal)) return (io.err(`${refusal.refused}: ${sentenceFor(refusal, 'en')}`), 1);
  io.facts?.({ door: path === undefined ? null : 'waiting', emergency: options.emergency === true });
  io.out(
    'This waits for a second person: an administrator, a head or an auditor confirms it at the desk, on /desk/door, within 7 days. Then it is public.',
  );
  io.out(
    options.emergency
      ? 'It counts at once from then on, for 72 hours, is marked so, and counts for good after seven days.'
      : 'It counts once it has been in a checkpoint of the log for seven days.',
  );
  return 0;
};

/** `huiyin admin door FILE`: names the office outside that accusations go to; `--none` ends it. */
export const nameDoor = (path: string | undefined, options: Options, io: Io): Promise<number> =>
  withInstallation(dataOf(options.data), (it) => nameDoorAt(it, path, options, io));
