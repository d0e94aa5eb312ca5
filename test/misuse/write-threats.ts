import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { threatTable } from './threats.ts';

writeFileSync(join(import.meta.dirname, '../../docs/explanation/threats.md'), threatTable());
