import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mapText } from './map-text.ts';

writeFileSync(join(import.meta.dirname, '../../docs/reference/map.md'), mapText());
