import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessTableText } from '../../features/grievances/domain/access-table.ts';
import { readAccess } from '../../engine/place/first-definitions.ts';

// `npm run access`: writes the golden table anew. Read the difference before it is committed.
writeFileSync(join(import.meta.dirname, '../../policy/access.golden.txt'), accessTableText(readAccess().rules));
