import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessTableText } from '../../kernel/access/table.ts';
import { readAccess } from '../../engine/place/first-definitions.ts';
import { KINDS } from '../features.ts';

// `npm run access`: writes the golden table anew. Read the difference before it is committed.
writeFileSync(join(import.meta.dirname, '../../policy/access.golden.txt'), accessTableText(readAccess().rules, KINDS));
