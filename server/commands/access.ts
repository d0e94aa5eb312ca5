import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessTableText } from '../../kernel/access/table.ts';
import { readAccess } from '../../engine/place/first-definitions.ts';
import { KINDS, VOCABULARIES } from '../features.ts';

const POLICY = join(import.meta.dirname, '../../policy');

// `npm run access`: writes anew what `policy/` repeats of the code. Read the difference before it is committed.
// The golden table: who may do what, every cell of it.
writeFileSync(join(POLICY, 'access.golden.txt'), accessTableText(readAccess().rules, KINDS));

// The published schema of a pack: the events of all kinds, from their vocabularies.
const schema = readFileSync(join(POLICY, 'schema.json'), 'utf8');
const EVENTS = /("event": \{\s*"enum": \[)[^\]]*(\])/;
if (!EVENTS.test(schema)) throw new Error('policy/schema.json has no list of events');
const events = [...new Set(VOCABULARIES.flatMap((of) => of.events))].map((event) => `        "${event}"`).join(',\n');
writeFileSync(join(POLICY, 'schema.json'), schema.replace(EVENTS, `$1\n${events}\n      $2`));
