import { parse } from 'yaml';
import type { AccessRule } from '../../../kernel/access/access.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { addDays, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { readAccessRules } from '../../../engine/place/first-definitions.ts';
import type { NewDefinition } from '../../../engine/place/create.ts';
import { custodianDefinition, readCustodians } from '../../../engine/place/custodians.ts';
import { formDefinition } from '../../../engine/place/forms.ts';
import { placesDefinition } from '../../../engine/place/places.ts';
import type { NamedDefinitions } from '../../../engine/place/named.ts';
import { dutyPlanDefinition } from '../../../engine/place/duty-plans.ts';
import { emergencyPlanDefinition } from '../../../engine/place/plans.ts';
import { programmeDefinition, termsDefinition } from '../../../engine/place/programmes.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { subjectProblems, subjectsDefinition } from '../../../engine/place/subjects.ts';
import type { DefinitionKind } from '../../../kernel/jurisdiction/definitions.ts';
import { isJsonObject } from '../../../kernel/log/shape.ts';
import { officesOf, seatsOf, type EmergencyPlan } from '../../../kernel/plan/plan.ts';
import type { Json, JsonObject } from '../../../kernel/stream/event.ts';
import { dutySentenceOf } from '../../../policy/duty-sentences.ts';
import { readPlan } from '../../../policy/duty.ts';
import { planSentenceOf } from '../../../policy/plans/sentences.ts';
import { readEmergencyPlan } from '../../../policy/plans/plan.ts';
import { readPapers } from '../../../policy/papers.ts';
import { sentenceOf } from '../../../policy/programme-sentences.ts';
import { readPackOf } from '../../../policy/load.ts';
import { KINDS, VOCABULARIES } from '../../features.ts';
import { questionsOf } from '../../../kernel/form/form.ts';
import { readForm } from '../../../policy/form.ts';
import { readPlaces } from '../../../policy/places.ts';
import { readProgramme, readTerms } from '../../../policy/programme.ts';
import { readSubjects } from '../../../policy/subjects.ts';

/** What is wrong with a file: a stable code, and what it is about. */
interface Fault {
  readonly code: string;
  readonly about: string;
}

/** A file that holds a definition, as far as it can be judged without a place. */
interface ReadFile {
  /** What `--json` tells of it. */
  readonly facts: JsonObject;
  /** `3 subjects`: what is published. */
  readonly what: string;
  /** The definition as this place takes it, or what is wrong with it there. */
  readonly inPlace: (known: Jurisdiction, now: Instant) => NewDefinition | readonly Fault[];
}
type Loaded = ReadFile | { readonly faults: readonly Fault[] };

/** One kind of definition that a file can hold. */
interface DefinitionFile {
  readonly kind: DefinitionKind;
  /** Whether a file is of this kind, by what only this kind has. */
  readonly isOne: (value: JsonObject) => boolean;
  readonly read: (text: string) => Loaded;
  /** What becomes of it: `names are sealed to them`. */
  readonly outcome: string;
}

// Definitions are plain JSON by their own types.
const json = (value: object): Json => value as unknown as Json;
const faultsOf = (problems: readonly { readonly code: string; readonly path: string }[]): { readonly faults: readonly Fault[] } => ({
  faults: problems.map(({ code, path }) => ({ code, about: path })),
});
const has = (value: JsonObject, ...fields: readonly string[]): boolean => fields.every((name) => value[name] !== undefined);

const PACK: DefinitionFile = {
  kind: 'pack',
  // One that is written from another counts as that one does.
  isOne: (value) => has(value, 'rules', 'counting') || has(value, 'rules', 'extends'),
  outcome: 'it may be cited',
  read: (text) => {
    const loaded = readPackOf(VOCABULARIES, text);
    if ('problems' in loaded) return faultsOf(loaded.problems);
    const { pack } = loaded;
    return {
      facts: { pack: pack.id, version: pack.version },
      what: `${pack.id} version ${pack.version}`,
      inPlace: (known) =>
        [...known.calendars.values()].some((calendar) => calendar.id === pack.calendar.id)
          ? { kind: 'pack', name: pack.id, body: json(pack) }
          : [
              {
                code: 'calendar_unknown',
                about: `${pack.id} counts with the calendar ${pack.calendar.id}, which is not published here`,
              },
            ],
    };
  },
};

const accessFaults = (rules: readonly AccessRule[] | undefined): readonly Fault[] => {
  if (!rules) return [{ code: 'access.rule.invalid', about: 'a line is not a rule, or names a role or relation that there is not' }];
  const twice = rules.filter((rule, i) => rules.findIndex((other) => other.id === rule.id) < i);
  const strange = rules.filter((rule) => rule.of?.some((name) => !KINDS.some((kind) => kind.name === name)) === true);
  return [
    ...twice.map((rule) => ({ code: 'access.id.twice', about: rule.id })),
    ...strange.map((rule) => ({ code: 'access.kind.unknown', about: `${rule.id}: ${rule.of?.join(', ')}` })),
  ];
};

const ACCESS: DefinitionFile = {
  kind: 'access',
  isOne: (value) => Array.isArray(value['rules']) && value['rules'].some((rule) => isJsonObject(rule) && has(rule, 'effect')),
  outcome: 'posts may do what it says',
  read: (text) => {
    const rules = readAccessRules(text);
    const faults = accessFaults(rules);
    if (!rules || faults.length > 0) return { faults };
    return {
      facts: { rules: rules.length },
      what: `the access table (${rules.length} rules)`,
      inPlace: () => ({ kind: 'access', name: 'access', body: json({ rules }) }),
    };
  },
};

const CUSTODIANS: DefinitionFile = {
  kind: 'custodians',
  isOne: (value) => has(value, 'inside', 'outside', 'quorum'),
  outcome: 'names are sealed to them',
  read: (text) => {
    const value: unknown = parse(text);
    // Whether a set is valid depends on the offices: only its place can say.
    return {
      facts: {},
      what: 'the custodians',
      inPlace: (known) => {
        const set = readCustodians(value, { deskOffice: known.deskOffice, offices: [...known.offices.values()] });
        return 'outside' in set ? custodianDefinition(set) : set;
      },
    };
  },
};

const PAPERS: DefinitionFile = {
  kind: 'papers',
  isOne: (value) => has(value, 'kinds', 'offices'),
  outcome: 'papers made from then on get them',
  read: (text) => {
    const loaded = readPapers(text);
    if ('problems' in loaded) return faultsOf(loaded.problems);
    const { texts } = loaded;
    return {
      facts: {},
      what: 'the words of papers',
      inPlace: (known) => {
        const strangers = Object.keys(texts.offices).filter((office) => !known.offices.has(office));
        return strangers.length === 0
          ? { kind: 'papers', name: texts.id, body: json(texts) }
          : strangers.map((office) => ({ code: 'papers.office.unknown', about: `there is no office ${office}` }));
      },
    };
  },
};

const SUBJECTS: DefinitionFile = {
  kind: 'subjects',
  isOne: (value) => has(value, 'subjects'),
  outcome: 'the form asks by them',
  read: (text) => {
    const loaded = readSubjects(text);
    if ('problems' in loaded) return faultsOf(loaded.problems);
    const { set } = loaded;
    return {
      facts: { subjects: set.subjects.length },
      what: `${set.subjects.length} subjects`,
      inPlace: (known) => {
        const packs = [...known.newestPack.values()].flatMap((hash) => known.packs.get(hash) ?? []);
        const problems = subjectProblems(set, { offices: [...known.offices.keys()], packs });
        return problems.length === 0 ? subjectsDefinition(set) : problems;
      },
    };
  },
};

const PLACES: DefinitionFile = {
  kind: 'places',
  isOne: (value) => has(value, 'places'),
  outcome: 'offices name them',
  read: (text) => {
    const loaded = readPlaces(text);
    if ('problems' in loaded) return faultsOf(loaded.problems);
    const { set } = loaded;
    return {
      facts: { places: set.places.length },
      what: `${set.places.length} places`,
      inPlace: () => placesDefinition(set),
    };
  },
};

/** As `faultsOf`, with what an operator reads of it. */
const saidFaults = (problems: readonly { readonly code: string; readonly path: string }[]): { readonly faults: readonly Fault[] } => ({
  faults: problems.map(({ code, path }) => ({ code, about: `${path}: ${sentenceOf(code)}` })),
});

/** A version that is not above the one published here would take its place with an older number: refused. */
const notNewer = (
  kind: DefinitionKind,
  one: { readonly id: string; readonly version: number },
  there: NamedDefinitions<{ readonly version: number }>,
): readonly Fault[] => {
  const newest = there.get(there.newest.get(one.id) ?? '');
  return newest && newest.version >= one.version
    ? [{ code: `${kind}.version.not_newer`, about: `${one.id} version ${newest.version} is published here: give it a higher version` }]
    : [];
};

const FORM: DefinitionFile = {
  kind: 'form',
  isOne: (value) => has(value, 'classes', 'groups'),
  outcome: 'checks may be filled by it',
  read: (text) => {
    const loaded = readForm(text);
    if ('problems' in loaded) return faultsOf(loaded.problems);
    const { form } = loaded;
    const questions = questionsOf(form).length;
    return {
      facts: { form: form.id, version: form.version, questions },
      what: `${form.id} version ${form.version} (${questions} questions)`,
      inPlace: (known) => {
        const faults = notNewer('form', form, known.forms);
        return faults.length === 0 ? formDefinition(form) : faults;
      },
    };
  },
};

const PROGRAMME: DefinitionFile = {
  kind: 'programme',
  isOne: (value) => Array.isArray(value['rules']) && value['rules'].some((rule) => isJsonObject(rule) && has(rule, 'every', 'doneBy')),
  outcome: 'its duties come back for sites of its classes',
  read: (text) => {
    const loaded = readProgramme(text);
    if ('problems' in loaded) return saidFaults(loaded.problems);
    const { programme } = loaded;
    return {
      facts: { programme: programme.id, version: programme.version, rules: programme.rules.length },
      what: `${programme.id} version ${programme.version} (${programme.rules.length} rules)`,
      inPlace: (known) => {
        const counts = [...known.calendars.values()].some((calendar) => calendar.id === programme.calendar.id);
        const about = `${programme.id} counts with the calendar ${programme.calendar.id}, which is not published here`;
        const faults = [...(counts ? [] : [{ code: 'calendar_unknown', about }]), ...notNewer('programme', programme, known.programmes)];
        return faults.length === 0 ? programmeDefinition(programme) : faults;
      },
    };
  },
};

const TERMS: DefinitionFile = {
  kind: 'terms',
  isOne: (value) => has(value, 'terms', 'loaded'),
  outcome: 'duties that come back count with them',
  read: (text) => {
    const loaded = readTerms(text);
    if ('problems' in loaded) return saidFaults(loaded.problems);
    const { terms } = loaded;
    return {
      facts: { terms: terms.id, version: terms.version },
      what: `${terms.id} version ${terms.version} (${terms.terms.length} terms)`,
      inPlace: (known) => {
        const faults = notNewer('terms', terms, known.terms);
        return faults.length === 0 ? termsDefinition(terms) : faults;
      },
    };
  },
};

const DUTY_PLAN: DefinitionFile = {
  kind: 'duty_plan',
  isOne: (value) => has(value, 'shifts', 'cover'),
  outcome: 'months are proposed by it',
  read: (text) => {
    const loaded = readPlan(text);
    if ('problems' in loaded)
      return { faults: loaded.problems.map(({ code, path }) => ({ code, about: `${path}: ${dutySentenceOf(code)}` })) };
    const { plan } = loaded;
    return {
      facts: { plan: plan.id, version: plan.version, shifts: plan.shifts.length },
      what: `${plan.id} version ${plan.version} (${plan.shifts.length} shifts)`,
      inPlace: (known) => {
        const there = known.dutyPlans.get(known.dutyPlans.newest.get(plan.id) ?? '');
        const about = `${plan.id} is of the office ${plan.office}`;
        const faults = [
          ...(known.offices.has(plan.office) ? [] : [{ code: 'duty_plan.office.unknown', about: `${about}, which is not here` }]),
          ...(there && there.office !== plan.office
            ? [{ code: 'duty_plan.office.other', about: `${about}; the one that is published is of ${there.office}` }]
            : []),
          ...notNewer('duty_plan', plan, known.dutyPlans),
        ];
        return faults.length === 0 ? dutyPlanDefinition(plan) : faults;
      },
    };
  },
};

/** What keeps a plan from being called by here: an office or a seat of a duty plan that is not there would be called in vain. */
const notHere = (plan: EmergencyPlan, known: Jurisdiction): readonly Fault[] => [
  ...officesOf(plan)
    .filter((office) => !known.offices.has(office))
    .map((office) => ({ code: 'emergency_plan.office.unknown', about: `${plan.id} speaks of the office ${office}, which is not here` })),
  ...seatsOf(plan)
    .filter(({ office, duty, seat }) => {
      const there = known.dutyPlans.get(known.dutyPlans.newest.get(duty) ?? '');
      return there?.office !== office || !there.shifts.some(({ seats }) => seats.some(({ id }) => id === seat));
    })
    .map(({ office, duty, seat }) => ({
      code: 'emergency_plan.seat.unknown',
      about: `${plan.id} calls the seat ${seat} of the duty plan ${duty} of ${office}, which is not in force here`,
    })),
];

/** What is published counts seven days later, whatever it says of itself (G1): a plan that says another day would be opened before it. */
const PUBLIC_DAYS = 7;
const notYet = (plan: EmergencyPlan, counts: PlainDate): readonly Fault[] =>
  plan.inForceFrom <= counts
    ? []
    : [
        {
          code: 'emergency_plan.day.later',
          about: `${plan.id} says that it is in force from ${plan.inForceFrom}, and would be opened from ${counts} on: publish it seven days before its day`,
        },
      ];

const EMERGENCY_PLAN: DefinitionFile = {
  kind: 'emergency_plan',
  isOne: (value) => has(value, 'groups', 'chain'),
  outcome: 'it stands at the desk, and incidents are opened by it',
  read: (text) => {
    const loaded = readEmergencyPlan(text);
    if ('problems' in loaded)
      return { faults: loaded.problems.map(({ code, path }) => ({ code, about: `${path}: ${planSentenceOf(code)}` })) };
    const { plan } = loaded;
    return {
      facts: { plan: plan.id, version: plan.version, tasks: plan.tasks.length },
      what: `${plan.id} version ${plan.version} (${plan.groups.length} groups, ${plan.tasks.length} tasks)`,
      inPlace: (known, now) => {
        const there = known.plans.get(known.plans.newest.get(plan.id) ?? '');
        const faults = [
          ...notHere(plan, known),
          ...notYet(plan, addDays(dateIn(now, known.zone), PUBLIC_DAYS)),
          ...(there && there.office !== plan.office
            ? [
                {
                  code: 'emergency_plan.office.other',
                  about: `${plan.id} is of ${plan.office}; the one that is published is of ${there.office}`,
                },
              ]
            : []),
          ...notNewer('emergency_plan', plan, known.plans),
        ];
        return faults.length === 0 ? emergencyPlanDefinition(plan) : faults;
      },
    };
  },
};

/** Every kind of definition that a file can hold. A calendar's year and a door have commands of their own: one adds to what there is, the other needs a second person. */
export const DEFINITION_FILES: readonly DefinitionFile[] = [
  // One a line, so that a kind is one more of them.
  PACK,
  ACCESS,
  CUSTODIANS,
  PAPERS,
  SUBJECTS,
  PLACES,
  FORM,
  PROGRAMME,
  TERMS,
  DUTY_PLAN,
  EMERGENCY_PLAN,
];

/** The kind of definition that a file holds; undefined where it is of none, or could be of several. */
export const kindOfFile = (text: string): DefinitionFile | undefined => {
  let value: unknown;
  try {
    value = parse(text);
  } catch {
    return undefined;
  }
  const found = isJsonObject(value) ? DEFINITION_FILES.filter((it) => it.isOne(value)) : [];
  return found.length === 1 ? found[0] : undefined;
};
