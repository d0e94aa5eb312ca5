import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { SIGNING, type Signing } from '../../../kernel/jurisdiction/transfers.ts';
import { yearSentence, type YearList } from '../../../kernel/calendar/add-year.ts';
import { getPackOf } from '../../../policy/load.ts';
import { VOCABULARIES } from '../../features.ts';
import { readPlaces } from '../../../policy/places.ts';
import { takeSubjects } from '../../../policy/subjects.ts';
import { bellKey } from '../../../engine/outbox/deliver.ts';
import { inJurisdiction, statement } from '../../../engine/store/transaction.ts';
import { systemClock, withInstallation } from '../../instance.ts';
import type { Installation } from '../../../engine/installation.ts';
import { addOffices, type NewOffice } from '../../../engine/place/add-office.ts';
import { createJurisdiction, type NewJurisdiction } from '../../../engine/place/create.ts';
import { custodianDefinition, readCustodians } from '../../../engine/place/custodians.ts';
import { doorDefinition, readFirstDoor } from '../../../engine/place/door.ts';
import { isPhone, readDirectory, type DirectoryGiven } from '../../../engine/place/directory.ts';
import { setDuty as writeDuty } from '../../../engine/place/duty.ts';
import { firstDefinitions } from '../../../engine/place/first-definitions.ts';
import { loadYear } from '../../../engine/place/load-year.ts';
import { placesDefinition } from '../../../engine/place/places.ts';
import { findJurisdiction } from '../../../engine/place/read.ts';
import { subjectProblems, subjectsDefinition } from '../../../engine/place/subjects.ts';
import { dataOf, SERVED, type Io } from '../io.ts';

interface SetUpFile extends Omit<NewJurisdiction, 'id' | 'definitions' | 'purpose' | 'offices'> {
  /** Address, hours and telephone are optional, and public. */
  readonly offices: readonly (Omit<NewOffice, 'parent'> & {
    readonly parent?: string | null;
    /** `two`: no post registers a matter alone there. */
    readonly transfers?: Signing;
  } & DirectoryGiven)[];
  readonly packs: readonly string[];
  /** An independent door (`huiyin door --card`); without one accusations are not offered. */
  readonly door?: unknown;
  /** A set of custodians; without one no names are taken. */
  readonly custodians?: unknown;
  /** What a filing can be about; without it nobody is asked, and other programs can file nothing. */
  readonly subjects?: unknown;
  /** Public places that offices can name. */
  readonly places?: unknown;
}

const ID = /^[a-z0-9-]{1,40}$/;

/** Says what is wrong with a set-up file; empty when nothing is. */
const problemsOf = (file: Partial<SetUpFile>): readonly string[] => {
  const offices = Array.isArray(file.offices) ? file.offices : [];
  const known = new Set(offices.map((it) => it.office));
  return [
    ...(file.names?.zh && file.names.en ? [] : ['names: { zh, en } is missing']),
    ...(file.zone ? [] : ['zone is missing, for example Asia/Shanghai']),
    ...(offices.length > 0 ? [] : ['offices: there must be at least one']),
    ...offices
      .filter((it) => !ID.test(String(it.office)) || !it.zh || !it.en)
      .map((it) => `office ${it.office}: needs an id of a-z, 0-9 and -, zh and en`),
    ...offices
      .filter((it) => it.parent && !known.has(it.parent))
      .map((it) => `office ${it.office}: its parent ${it.parent} is not in the list`),
    ...offices.flatMap((it) => {
      const entry = readDirectory(it);
      return 'problems' in entry ? entry.problems.map((problem) => `office ${it.office}: ${problem}`) : [];
    }),
    ...offices
      .filter((it) => it.transfers !== undefined && !SIGNING.includes(it.transfers))
      .map((it) => `office ${it.office}: transfers is one or two`),
    ...(file.deskOffice && known.has(file.deskOffice) ? [] : ['deskOffice must name one of the offices']),
    ...(Array.isArray(file.packs) && file.pack && file.packs.includes(file.pack) ? [] : ['packs must be a list that holds pack']),
  ];
};

const within = (options: { readonly data?: string }, work: (it: Installation) => Promise<number>): Promise<number> =>
  withInstallation(dataOf(options.data), work);

/** `huiyin admin set-up FILE`: creates the jurisdiction, its offices, definitions and log. */
export const setUp = async (path: string, options: { readonly data?: string }, io: Io): Promise<number> => {
  const file = parse(readFileSync(path, 'utf8')) as Partial<SetUpFile>; // every field is checked next
  const problems = problemsOf(file);
  for (const problem of problems) io.err(problem);
  if (problems.length > 0) return 2;
  const checked = file as SetUpFile; // checked above
  const offices = checked.offices.map((office) => {
    const entry = readDirectory(office);
    return { ...office, parent: office.parent ?? null, ...('problems' in entry ? { address: null, hours: null, phone: null } : entry) };
  });
  const custodians =
    checked.custodians === undefined ? null : readCustodians(checked.custodians, { deskOffice: checked.deskOffice, offices });
  const door = checked.door === undefined ? null : readFirstDoor(checked.door, { names: checked.names, offices });
  const subjects = checked.subjects === undefined ? null : takeSubjects(checked.subjects);
  const places = checked.places === undefined ? null : readPlaces(stringify(checked.places));
  const packs = checked.packs.map((id) => getPackOf(VOCABULARIES, id));
  const unfit =
    subjects === null
      ? []
      : 'set' in subjects
        ? subjectProblems(subjects.set, { offices: offices.map((office) => office.office), packs })
        : subjects.problems.map(({ code, path: about }) => ({ code, about }));
  const faults = [
    ...unfit,
    ...(places !== null && 'problems' in places ? places.problems.map(({ code, path: about }) => ({ code, about })) : []),
    ...(custodians !== null && !('outside' in custodians) ? custodians : []),
    ...(door !== null && !('origin' in door) ? door : []),
  ];
  for (const fault of faults) io.err(`${fault.code}: ${fault.about}`);
  if (faults.length > 0) return 2;
  const definitions = [
    ...firstDefinitions(VOCABULARIES, checked.packs),
    ...(custodians !== null && 'outside' in custodians ? [custodianDefinition(custodians)] : []),
    ...(door !== null && 'origin' in door ? [doorDefinition(door)] : []),
    ...(subjects !== null && 'set' in subjects ? [subjectsDefinition(subjects.set)] : []),
    ...(places !== null && 'set' in places ? [placesDefinition(places.set)] : []),
  ];
  return within(options, async (it) => {
    const made = await createJurisdiction(
      it.pools.app,
      it.keys,
      {
        id: SERVED,
        purpose: 'service',
        names: checked.names,
        zone: checked.zone,
        offices,
        deskOffice: checked.deskOffice,
        definitions,
        pack: checked.pack,
        calendar: checked.calendar ?? 'cn',
      },
      systemClock(),
    );
    io.facts?.({ jurisdiction: SERVED, made, keys: it.keys.path });
    io.out(
      made
        ? `${checked.names.en} is set up. Its keys are in ${it.keys.path}: keep a copy elsewhere. Next: ./huiyin admin staff NAME --office OFFICE --role ROLE`
        : 'this installation is set up already; nothing was changed',
    );
    return made ? 0 : 1;
  });
};

/** `huiyin admin office`: one more office. */
export const addOffice = (
  id: string,
  options: { readonly data?: string; readonly zh: string; readonly en: string; readonly parent?: string },
  io: Io,
): Promise<number> =>
  within(options, async (it) =>
    inJurisdiction(it.pools.app, SERVED, async (tx) => {
      const jurisdiction = await findJurisdiction(tx, systemClock());
      if (!ID.test(id) || (options.parent !== undefined && !jurisdiction?.offices.has(options.parent)))
        return (io.err('an office id has a-z, 0-9 and -; its parent must exist'), 2);
      if (jurisdiction?.offices.has(id)) return (io.err(`the office ${id} exists already`), 1);
      await addOffices(tx, [{ office: id, zh: options.zh, en: options.en, parent: options.parent ?? null }], systemClock());
      io.facts?.({ office: id });
      io.out(`office ${id} added`);
      return 0;
    }),
  );

const SET_BELL = statement<{ office: string }>(
  'set_bell',
  'update office set bell_url = $3 where jurisdiction = $1 and office = $2 returning office',
);

/** `huiyin admin bell`: tells an address when an office's list has something new; without an address, no more. */
export const setBell = (id: string, options: { readonly data?: string; readonly url?: string }, io: Io): Promise<number> =>
  within(options, async (it) => {
    if (options.url !== undefined && !/^https?:\/\//.test(options.url)) return (io.err('the address starts with http:// or https://'), 2);
    const changed = await inJurisdiction(it.pools.app, SERVED, (tx) => tx.run(SET_BELL, [SERVED, id, options.url ?? null]));
    if (changed.length === 0) return (io.err(`there is no office ${id}`), 2);
    io.facts?.({
      office: id,
      url: options.url ?? null,
      ...(options.url === undefined ? {} : { key: bellKey(it.keys.secret('wrap'), id) }),
    });
    io.out(
      options.url === undefined
        ? `${id} has no bell any more`
        : `${id} rings ${options.url}; it can check x-huiyin-signature (HMAC-SHA-256 of the body) with the key ${bellKey(it.keys.secret('wrap'), id)}`,
    );
    return 0;
  });

/** `huiyin admin duty`: the telephone of who is on duty at an office, for every page, and the address rung when a life is said to be in danger. */
export const setDuty = (
  id: string,
  options: { readonly data?: string; readonly phone?: string; readonly url?: string },
  io: Io,
): Promise<number> =>
  within(options, async (it) => {
    if (options.url !== undefined && !/^https?:\/\//.test(options.url)) return (io.err('the address starts with http:// or https://'), 2);
    if (options.phone !== undefined && !isPhone(options.phone)) return (io.err('a telephone number has digits, spaces and -'), 2);
    const { phone = null, url = null } = options;
    const changed = await inJurisdiction(it.pools.app, SERVED, (tx) => writeDuty(tx, id, phone, url));
    if (!changed) return (io.err(`there is no office ${id}`), 2);
    io.facts?.({ office: id, phone, url, ...(url === null ? {} : { key: bellKey(it.keys.secret('wrap'), id) }) });
    io.out(
      [
        phone === null ? `${id} shows no duty telephone` : `the pages show ${phone} as the telephone of who is on duty at ${id}`,
        ...(url === null
          ? []
          : [
              `${url} is rung when a life is said to be in danger; x-huiyin-signature is checked with the key ${bellKey(it.keys.secret('wrap'), id)}`,
            ]),
      ].join('\n'),
    );
    return 0;
  });

const readYearList = (path: string): YearList => {
  const raw = parse(readFileSync(path, 'utf8')) as { [field: string]: unknown }; // each field is brought to its type here and checked by addYear
  const days = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
  return {
    year: Number(raw['year']),
    source: String(raw['source'] ?? ''),
    holidays: days(raw['holidays']),
    makeUpDays: days(raw['makeUpDays']),
  };
};

/** `huiyin admin calendar FILE`: publishes the official list of a year; seven days later provisional dates are counted again, confirmed ones stay. */
export const loadCalendar = (path: string, options: { readonly data?: string; readonly supersedes?: boolean }, io: Io): Promise<number> =>
  within(options, async (it) => {
    const list = readYearList(path);
    const problems = await inJurisdiction(it.pools.app, SERVED, (tx) => loadYear(tx, list, systemClock(), options.supersedes === true));
    for (const problem of problems) io.err(`${problem.code}: ${yearSentence(problem)}`);
    if (problems.length > 0) return 2;
    io.facts?.({ year: list.year });
    io.out(`${list.year} is published; it counts ${WHEN}, and provisional dates are counted again then`);
    return 0;
  });

const WHEN = 'once it has been in a checkpoint of the log for seven days';
