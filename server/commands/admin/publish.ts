import { readFileSync } from 'node:fs';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { DefinitionKind } from '../../../kernel/jurisdiction/definitions.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { inJurisdiction } from '../../../engine/store/transaction.ts';
import { publishDefinition } from '../../../engine/place/publish-definition.ts';
import { findJurisdiction } from '../../../engine/place/read.ts';
import { systemClock, withInstallation } from '../../instance.ts';
import { dataOf, SERVED, type Io } from '../io.ts';
import { DEFINITION_FILES, kindOfFile } from './definition-files.ts';

export interface PublishOptions {
  readonly data?: string;
  /** May be cited at once, for 72 hours, and is marked so (G1). */
  readonly emergency?: boolean;
  /** Look at the file only. */
  readonly check?: boolean;
  /** Of a pack: new matters get it. Every other kind replaces the one before. */
  readonly default?: boolean;
  /** What the file must be; absent: what it is. */
  readonly kind?: DefinitionKind;
}

const WHEN = 'once it has been in a checkpoint of the log for seven days';

/**
 * `huiyin admin publish FILE`: publishes a definition of any kind that a file can hold (pack, access table, custodians, words of papers,
 * subjects, places, forms, programmes, terms, duty plans). It may be cited once it has been public for seven days (G1). 0 when it is published, 1 when it was refused, 2 when
 * something is wrong with the file; nothing is changed then.
 */
export const publishFile = async (path: string, options: PublishOptions, io: Io): Promise<number> => {
  const text = readFileSync(path, 'utf8');
  const file = options.kind === undefined ? kindOfFile(text) : DEFINITION_FILES.find((it) => it.kind === options.kind);
  if (!file) {
    io.err(`definition_unclear: ${path} is no definition that can be told: ${DEFINITION_FILES.map((it) => it.kind).join(', ')}`);
    return 2;
  }
  const read = file.read(text);
  if ('faults' in read) {
    for (const { code, about } of read.faults) io.err(`${code} ${about}`);
    return 2;
  }
  if (options.check === true) {
    io.facts?.({ ok: true, kind: file.kind, ...read.facts });
    io.out(`${read.what}, no problem found`);
    return 0;
  }
  return withInstallation(dataOf(options.data), async (it) => {
    const emergency = options.emergency === true;
    const replaces = file.kind === 'pack' ? options.default === true : true;
    const published = await inJurisdiction(it.pools.app, SERVED, async (tx) => {
      const known = await findJurisdiction(tx, systemClock());
      if (!known) return [{ code: 'not_ready', about: './huiyin admin set-up FILE' }];
      const definition = read.inPlace(known, systemClock());
      if (!('kind' in definition)) return definition;
      return publishDefinition(tx, { ...definition, replaces, emergency, actor: { kind: 'machine' } }, systemClock());
    });
    if (isRefusal(published)) return (io.err(`${published.refused}: ${sentenceFor(published, 'en')}`), 1);
    if (!Buffer.isBuffer(published)) {
      for (const { code, about } of published) io.err(`${code}: ${about}`);
      return 2;
    }
    const hash = published.toString('hex');
    io.facts?.({ kind: file.kind, ...read.facts, hash });
    io.out(`${read.what}: published as ${hash}; ${file.outcome} ${emergency ? 'now, for 72 hours, and again ' : ''}${WHEN}`);
    return 0;
  });
};
