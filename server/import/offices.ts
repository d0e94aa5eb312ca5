import { createHash } from 'node:crypto';
import type { NewOffice } from '../../engine/place/add-office.ts';
import { BadFile } from './bad-file.ts';
import type { ImportRecord } from './record.ts';
import { PATTERN_NAMES, PATTERNS } from '../../kernel/policy/person-columns.ts';
import { RECORDS_OFFICE } from './take-record.ts';

const OFFICES_MAX = 300;
const NAME_MAX = 80;
const ABOVE = 'above';

/** The offices of an import, before the file has named any. */
export const FIRST_OFFICES: readonly NewOffice[] = [
  { office: ABOVE, zh: '上级单位', en: 'Office above', parent: null },
  { office: RECORDS_OFFICE, zh: '原办理单位', en: 'Office of the records', parent: ABOVE },
];

/** The id of an office of the file: its name where that can be one, else a number made from it. */
export const officeIdOf = ({ office }: Pick<ImportRecord, 'office'>): string => {
  if (office === null) return RECORDS_OFFICE;
  const id = office
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return /^[a-z0-9-]{1,40}$/.test(id) && id !== ABOVE && /^[\x20-\x7e]+$/.test(office)
    ? id
    : `o-${createHash('sha256').update(office).digest('hex').slice(0, 12)}`;
};

/** The offices that records name. Names are public, so a column that holds something else is refused as a whole. */
export const officesOf = (names: ReadonlySet<string>): readonly NewOffice[] => {
  if (names.size > OFFICES_MAX) throw new BadFile(`columns.office: more than ${OFFICES_MAX} different values; that is no list of offices`);
  for (const name of names) {
    if (name.length > NAME_MAX || PATTERN_NAMES.some((pattern) => PATTERNS[pattern].test(name)))
      throw new BadFile('columns.office: a value is too long for an office, or holds a number of a person; office names are public');
  }
  const found = new Map([...names].map((name) => [officeIdOf({ office: name }), name] as const));
  return [...found].filter(([id]) => id !== RECORDS_OFFICE).map(([office, name]) => ({ office, zh: name, en: name, parent: ABOVE }));
};
