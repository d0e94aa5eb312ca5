import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { threatTable } from './threat-table.ts';

writeFileSync(join(import.meta.dirname, '../../docs/explanation/threats.md'), threatTable());
