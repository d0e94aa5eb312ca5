import type { Jurisdiction } from '../../engine/place/read.ts';
import { dateIn } from '../../kernel/calendar/zone.ts';
import { isRefusal, refuse, type Refusal } from '../../kernel/refusal.ts';
import { ASSET_CLASSES, SITE_CLASSES, SITE_FACTS } from '../../kernel/site/classes.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import type { StaffCommand } from '../../kernel/stream/staff-kind.ts';
import { ASSET_CLASS_WORDS } from '../../features/assets/desk/words.ts';
import { CHOICES, CLASS_WORDS, FACT_WORDS } from '../../features/sites/desk/words.ts';
import { ON_HOLIDAYS, ON_MAKE_UP_DAYS, POSTS } from '../../features/sites/domain/vocabulary.ts';
import { ROLE_WORDS } from '../../portal/role-words.ts';
import { readLocalTime } from '../import/local-time.ts';
import type { RegisterMapping } from './columns.ts';

type Labels = { readonly [value: string]: { readonly 'zh-CN': string; readonly en: string } };
type Cells = { readonly [column: string]: string };

/** A word of a closed list, by itself or by what it is called in either language; what it is not stays as it was and is refused as a choice. */
const choiceOf = (text: string, of: readonly string[], labels: Labels): string => {
  const said = text.toLowerCase();
  return of.find((it) => it === said || Object.values(labels[it] ?? {}).some((label) => label.toLowerCase() === said)) ?? text;
};

/** Reads the cells of one row by the fields of the mapping; empty ones are absent. */
const cellsOf = (cells: Cells, { columns }: RegisterMapping): ReadonlyMap<string, string> =>
  new Map(
    [...columns].flatMap(([field, column]) => {
      // An export marks what a sheet would compute; here it is what it was.
      const text = (cells[column] ?? '').trim().replace(/^'(?=[=+\-@])/, '');
      return text === '' ? [] : [[field, text] as const];
    }),
  );

const officeOf = (it: Jurisdiction, text: string): string =>
  it.offices.has(text) ? text : ([...it.offices].find(([, office]) => office.name_zh === text || office.name_en === text)?.[0] ?? text);

const factsOf = (text: string): JsonObject | Refusal => {
  const words = text.split(/[;；,，、|]/).flatMap((word) => (word.trim() === '' ? [] : [word.trim()]));
  const facts = words.map((word) => choiceOf(word, SITE_FACTS, FACT_WORDS));
  const unknown = facts.some((fact) => !SITE_FACTS.some((it) => it === fact));
  return unknown ? refuse('field_choice', { field: 'facts' }) : Object.fromEntries(facts.map((fact) => [fact, true]));
};

/** A row of a file as the steps by which it is taken in, and the office for which. */
export interface ReadRow {
  readonly office: string;
  readonly commands: readonly StaffCommand[];
}

const picked = (said: ReadonlyMap<string, string>, fields: readonly string[]): JsonObject =>
  Object.fromEntries(fields.flatMap((field) => (said.has(field) ? [[field, said.get(field) ?? '']] : [])));

/** A site: what it is, and, where the row says so, when it is open. */
export const readSiteRow = (it: Jurisdiction, cells: Cells, mapping: RegisterMapping, today: string): ReadRow | Refusal => {
  const said = cellsOf(cells, mapping);
  const word = (field: string): string => said.get(field) ?? '';
  const facts = factsOf(word('facts'));
  if (isRefusal(facts)) return facts;
  const office = officeOf(it, word('office'));
  const open: StaffCommand = {
    name: 'open_site',
    input: {
      ...picked(said, ['name', 'english']),
      ...facts,
      class: choiceOf(word('class'), SITE_CLASSES, CLASS_WORDS),
      role: choiceOf(said.get('role') ?? 'handler', POSTS, ROLE_WORDS),
      office,
      sector: officeOf(it, word('sector')),
      local: officeOf(it, word('local')),
    },
  };
  const hours: StaffCommand = {
    name: 'set_hours',
    input: {
      ...picked(said, ['hours', 'night', 'meals']),
      since: today,
      holidays: choiceOf(said.get('holidays') ?? 'closed', ON_HOLIDAYS, CHOICES),
      make_up_days: choiceOf(said.get('make_up_days') ?? 'as_week', ON_MAKE_UP_DAYS, CHOICES),
    },
  };
  return { office, commands: said.has('hours') ? [open, hours] : [open] };
};

/** A site and a spot that a row of assets names. */
export interface Found {
  readonly site: string;
  readonly office: string;
}

const PROOFS = [
  ['inspection', 'inspection_number', 'inspected_on', 'inspected_by'],
  ['certificate', 'certificate_number', 'valid_on', 'valid_by'],
] as const;

/** An asset: what it is, on which site, and until when its proofs hold. `siteOf`: the one site of that number or name. */
export const readAssetRow = (
  it: Jurisdiction,
  cells: Cells,
  mapping: RegisterMapping,
  siteOf: (text: string) => Found | undefined,
): ReadRow | Refusal => {
  const said = cellsOf(cells, mapping);
  const word = (field: string): string => said.get(field) ?? '';
  const found = siteOf(word('site'));
  if (!found) return refuse('site_unknown', { field: 'site' });
  // Days are written year first here; what cannot be read stays as it is and is refused as a day.
  const day = (field: string): string => {
    const at = readLocalTime(word(field), { zone: it.zone, order: null });
    return at === undefined ? word(field) : dateIn(at, it.zone);
  };
  const enter: StaffCommand = {
    name: 'enter_asset',
    input: {
      ...picked(said, ['name', 'english', 'spot']),
      site: found.site,
      class: choiceOf(word('class'), ASSET_CLASSES, ASSET_CLASS_WORDS),
      ...(said.has('made') ? { made: day('made') } : {}),
    },
  };
  const proofs = PROOFS.filter(([, , , by]) => said.has(by)).map(([what, number, on, by]): StaffCommand => ({
    name: `tell_${what}`,
    input: { number: said.get(number) ?? '–', on: day(on), by: day(by) },
  }));
  return { office: found.office, commands: [enter, ...proofs] };
};
