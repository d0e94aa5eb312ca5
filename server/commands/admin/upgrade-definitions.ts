import type { AccessRule } from '../../../kernel/access/access.ts';
import { upgradeAccess } from '../../../kernel/access/upgrade.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Json } from '../../../kernel/stream/event.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Words } from '../../../kernel/policy/vocabulary.ts';
import { formIds, getForm } from '../../../policy/form.ts';
import { findPackOf, getPackOf } from '../../../policy/load.ts';
import { dangerSubjects } from '../../../policy/subjects.ts';
import { findProgramme } from '../../../policy/programme.ts';
import { KINDS, VOCABULARIES } from '../../features.ts';
import { inJurisdiction } from '../../../engine/store/transaction.ts';
import { readAccess } from '../../../engine/place/first-definitions.ts';
import { formDefinition } from '../../../engine/place/forms.ts';
import { subjectsDefinition } from '../../../engine/place/subjects.ts';
import { programmeDefinition } from '../../../engine/place/programmes.ts';
import { publishDefinition, type Publication } from '../../../engine/place/publish-definition.ts';
import { accessEver, findJurisdiction, type Jurisdiction } from '../../../engine/place/read.ts';
import { systemClock, withInstallation } from '../../instance.ts';
import { dataOf, SERVED, type Io } from '../io.ts';

interface Change {
  readonly line: string;
  readonly publication: Omit<Publication, 'actor' | 'emergency'>;
}

const accessChange = (known: Jurisdiction, ever: readonly (readonly AccessRule[])[]): readonly Change[] => {
  const { rules, added } = upgradeAccess(known.access, readAccess().rules, ever);
  if (added.length === 0) return [];
  const lines = added.map(
    ({ rule, verbs, isNew }) =>
      `  ${isNew ? '+ rule ' : 'rule '}${rule}: ${verbs.length === 0 ? 'forbids everything' : `+ ${verbs.join(', ')}`}`,
  );
  const body = { rules } as unknown as Json; // access rules are plain JSON by their own type
  return [{ line: ['access table', ...lines].join('\n'), publication: { kind: 'access', name: 'access', body, replaces: true } }];
};

const shippedPack = (id: string): Pack<Words> | undefined => VOCABULARIES.flatMap((of) => findPackOf(of, id) ?? [])[0];

/** The shipped packs that a pack is written from, one from the other. */
const basesOf = ({ from }: Pack<Words>): readonly string[] => {
  const base = from === undefined ? undefined : shippedPack(from);
  return base ? [base.id, ...basesOf(base)] : [];
};

/**
 * Packs of kinds of entities that this place has none of: without one nothing of the kind can begin here. And those that are written from one
 * that it has, for what that one is too wide for: a major hazard, a school. One that it has had and ended stays away. Only a place that serves
 * people.
 */
const kindChanges = (known: Jurisdiction): readonly Change[] => {
  const counted = new Set([...known.calendars.values()].map((calendar) => calendar.id));
  const had = new Set([...known.packs.values()].map((pack) => pack.id));
  return (known.purpose === 'service' ? KINDS : []).flatMap((kind) => {
    const isNew = ![...known.packs.values()].some((pack) => kind.vocabulary.packs.includes(pack.kind));
    return kind.offers.flatMap((id): readonly Change[] => {
      const pack = getPackOf(VOCABULARIES, id);
      if (!counted.has(pack.calendar.id)) return []; // another country's rules
      if (had.has(id) || !(isNew || basesOf(pack).some((base) => known.newestPack.has(base)))) return [];
      const body = pack as unknown as Json; // a pack is plain JSON by its own type
      return [
        {
          line: isNew ? `pack ${id}: new, for a kind of its own (${kind.name})` : `pack ${id}: new, written from ${pack.from ?? ''}`,
          publication: { kind: 'pack', name: id, body, replaces: false },
        },
      ];
    });
  });
};

/** The packs of the public hazard line. */
const LINE_PACKS = ['hazard-line', 'hazard-line-24h'];

/**
 * The public hazard line, for a place that has none of it: its packs, and the kinds of danger that people choose from, added to the list of
 * subjects that is there. A place that has the packs and took the kinds out of its list keeps it so.
 */
const lineChanges = (known: Jurisdiction): readonly Change[] => {
  const counted = new Set([...known.calendars.values()].map((calendar) => calendar.id));
  const packs = LINE_PACKS.map((id) => getPackOf(VOCABULARIES, id));
  if (known.purpose !== 'service' || LINE_PACKS.some((id) => known.newestPack.has(id))) return [];
  if (packs.some(({ calendar }) => !counted.has(calendar.id))) return []; // another country's rules
  const dangers = dangerSubjects();
  const there = known.subjects?.set;
  const missing = dangers.subjects.filter(({ id }) => there?.subjects.every((one) => one.id !== id) ?? true);
  const set = there
    ? { ...there, version: there.version + 1, groups: { ...there.groups, ...dangers.groups }, subjects: [...there.subjects, ...missing] }
    : dangers;
  return [
    ...packs.map((pack): Change => {
      const body = pack as unknown as Json; // a pack is plain JSON by its own type
      return {
        line: `pack ${pack.id}: new, for dangers that the public reports`,
        publication: { kind: 'pack', name: pack.id, body, replaces: false },
      };
    }),
    {
      line: `subjects ${set.id}: + ${missing.map(({ id }) => id).join(', ')}`,
      publication: { ...subjectsDefinition(set), replaces: there !== undefined },
    },
  ];
};

/** Kinds of matters that came later, each for a place that has none of it yet, with what it is for. */
const LATER_KINDS = [
  ['mediation', 'for disputes that somebody wants to settle'],
  ['consultation-comment', 'for comments on drafts that are open to everybody'],
] as const;

/**
 * The packs of such kinds, counted by a calendar that the place has. A place that does not want one keeps its packs as they are by not
 * publishing this.
 */
const laterKinds = (known: Jurisdiction): readonly Change[] =>
  LATER_KINDS.flatMap(([id, what]): readonly Change[] => {
    const pack = getPackOf(VOCABULARIES, id);
    const counted = [...known.calendars.values()].some((calendar) => calendar.id === pack.calendar.id);
    if (known.purpose !== 'service' || known.newestPack.has(pack.id) || !counted) return [];
    const body = pack as unknown as Json; // a pack is plain JSON by its own type
    return [{ line: `pack ${pack.id}: new, ${what}`, publication: { kind: 'pack', name: pack.id, body, replaces: false } }];
  });

const packChanges = (known: Jurisdiction): readonly Change[] =>
  [...known.newestPack].flatMap(([id, hash]): readonly Change[] => {
    const [there, shipped] = [known.packs.get(hash), shippedPack(id)];
    if (!there || !shipped || shipped.version <= there.version) return [];
    const body = shipped as unknown as Json; // a pack is plain JSON by its own type
    return [
      {
        line: `pack ${id}: version ${there.version} -> ${shipped.version}`,
        publication: { kind: 'pack', name: id, body, replaces: hash === known.pack },
      },
    ];
  });

/** Newer versions of the forms that this place has; which others it wants, it says itself. */
const formChanges = (known: Jurisdiction): readonly Change[] =>
  [...known.forms.newest].flatMap(([id, hash]): readonly Change[] => {
    const there = known.forms.get(hash);
    const shipped = formIds().includes(id) ? getForm(id) : undefined;
    if (!there || !shipped || shipped.version <= there.version) return [];
    return [
      { line: `form ${id}: version ${there.version} -> ${shipped.version}`, publication: { ...formDefinition(shipped), replaces: true } },
    ];
  });

/** Newer versions of the programmes that this place has; which others it wants, it says itself. */
const programmeChanges = (known: Jurisdiction): readonly Change[] =>
  [...known.programmes.newest].flatMap(([id, hash]): readonly Change[] => {
    const [there, shipped] = [known.programmes.get(hash), findProgramme(id)];
    if (!there || !shipped || shipped.version <= there.version) return [];
    const line = `programme ${id}: version ${there.version} -> ${shipped.version}`;
    return [{ line, publication: { ...programmeDefinition(shipped), replaces: true } }];
  });

/** Forms that newer versions of the programmes of this place ask for and it has not: without them nothing could be recorded for their rules. */
const wantedForms = (known: Jurisdiction): readonly Change[] => {
  const newer = [...known.programmes.newest].flatMap(([id, hash]) => {
    const [there, shipped] = [known.programmes.get(hash), findProgramme(id)];
    return there && shipped && shipped.version > there.version ? [shipped] : [];
  });
  const asked = newer.flatMap(({ id, rules }) => rules.flatMap(({ form }) => (form === null ? [] : [{ form, programme: id }])));
  return asked
    .filter(({ form }, i) => !known.forms.newest.has(form) && formIds().includes(form) && asked.findIndex((it) => it.form === form) === i)
    .map(({ form, programme }) => ({
      line: `form ${form}: new, asked for by the programme ${programme}`,
      publication: { ...formDefinition(getForm(form)), replaces: true },
    }));
};

/** Programmes that came after one that a place has, and belong to it: they are named, since a place says itself which duties it wants. */
const BESIDE: { readonly [programme: string]: string } = {
  'school-lessons': 'school-safety',
  'community-outreach': 'community',
  'fire-training': 'fire-key-unit',
  'work-safety-training': 'fire-key-unit',
  'dispute-checks': 'office-returns',
};
const namedProgrammes = (known: Jurisdiction): readonly string[] =>
  Object.entries(BESIDE).flatMap(([id, beside]) =>
    known.programmes.newest.has(beside) && !known.programmes.newest.has(id)
      ? [
          `programme ${id}: there is one, beside ${beside}; admin publish policy/programmes/${id}/programme.yaml with its forms, if it is wanted`,
        ]
      : [],
  );

/**
 * `huiyin admin upgrade-definitions [--publish]`: what this version of the program would add to the definitions in force: steps that the
 * access table does not know, newer versions of its packs, forms and programmes, packs of kinds of entities that are new, the public hazard line where there is none. Nothing that a place has changed is put back. Shown as a diff; published with
 * `--publish`, and in force like any other definition once it has been public for seven days (G1). 0 in both cases, 1 when refused.
 */
export const upgradeDefinitions = (
  options: { readonly data?: string; readonly publish?: boolean; readonly emergency?: boolean },
  io: Io,
): Promise<number> =>
  withInstallation(dataOf(options.data), (it) =>
    inJurisdiction(it.pools.app, SERVED, async (tx) => {
      const known = await findJurisdiction(tx, systemClock());
      if (!known) return (io.err('not_ready: there is no jurisdiction yet: ./huiyin admin set-up FILE'), 2);
      const changes = [
        ...accessChange(known, await accessEver(tx, systemClock())),
        ...packChanges(known),
        ...formChanges(known),
        ...wantedForms(known),
        ...programmeChanges(known),
        ...kindChanges(known),
        ...lineChanges(known),
        ...laterKinds(known),
      ];
      io.facts?.({ changes: changes.map((change) => change.line), published: options.publish === true && changes.length > 0 });
      for (const line of namedProgrammes(known)) io.out(line);
      if (changes.length === 0) return (io.out('the definitions in force have all that this version has'), 0);
      for (const { line } of changes) io.out(line);
      if (options.publish !== true) return (io.out('nothing is changed; --publish publishes it'), 0);
      for (const { publication } of changes) {
        const emergency = options.emergency === true;
        const published = await publishDefinition(tx, { ...publication, emergency, actor: { kind: 'machine' } }, systemClock());
        // Published before, and waiting for its seven days.
        if (isRefusal(published) && published.refused !== 'definition_known')
          return (io.err(`${published.refused}: ${sentenceFor(published, 'en')}`), 1);
      }
      io.out(
        `published; it counts ${options.emergency === true ? 'now, for 72 hours, and again ' : ''}once it has been in a checkpoint of the log for seven days`,
      );
      return 0;
    }),
  );
