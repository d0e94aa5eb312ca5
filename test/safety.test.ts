import { FILING } from '../features/grievances/domain/intake/file.ts';
import type { Fields } from '../kernel/stream/fields.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ROLES } from '../kernel/access/access.ts';
import { findControlWord } from '../kernel/policy/tripwire.ts';
import { INCIDENT_KINDS } from '../kernel/incident/kinds.ts';
import { DRILL_STEPS, STEPS } from '../features/incidents/domain/verbs/steps.ts';
import { DRILL, INCIDENT } from '../features/incidents/domain/vocabulary.ts';
import { DOORS } from '../features/grievances/domain/intake/refuse-matter.ts';
import { VERBS } from '../features/grievances/domain/decide.ts';
import { JOINT_VERBS } from '../features/grievances/domain/joint/joint.ts';
import { TABLE_VERBS } from '../features/grievances/domain/mediation/mediation.ts';
import { CODE_VERBS } from '../features/grievances/domain/receipts/replace-code.ts';
import { firstDefinitions, readAccess } from '../engine/place/first-definitions.ts';
import { KINDS, VOCABULARIES } from '../server/features.ts';
import { devicePages } from '../desk/devices.page.tsx';
import { getPack, getPackOf, packIds } from '../policy/load.ts';

const ROOT = join(import.meta.dirname, '..');
const schema = readdirSync(join(ROOT, 'db/migrations'))
  .map((file) => readFileSync(join(ROOT, 'db/migrations', file), 'utf8'))
  .join('\n')
  .replaceAll(/--.*$/gm, '');
const columns = [...schema.matchAll(/^ {2}([a-z_]+) (?:text|integer|smallint|bigint|bytea|date|timestamptz|boolean|jsonb|uuid)\b/gm)].map(
  (found) => found[1] ?? '',
);
const tables = [...schema.matchAll(/create table ([a-z_.]+) \(/g)].map((found) => found[1] ?? '');

// Word parts that would name or number a person, or join two matters by who filed them.
const PERSONAL =
  /name(?!_zh|_en)|phone|mobile|mail|address|\bip\b|agent|referrer|gender|birth|ethnic|faith|nation|device|fingerprint|person|filer_|profile|score|rating|flag|risk|repeat|identity|id_card|photo|geo|lat\b|lng\b/;

describe('mission 1: no person view', () => {
  it('no table is about a person, and no column names, numbers or rates one', () => {
    expect(tables.length).toBeGreaterThan(20);
    expect(tables.filter((table) => /person|people|citizen|petitioner|user|filer|contact|household|list/.test(table))).toEqual([]);
    const allowed = ['name']; // of a definition or a migration
    expect(columns.filter((column) => PERSONAL.test(column) && !allowed.includes(column))).toEqual([]);
  });

  it('nothing but the matter itself stands in more than one of its rows: a receipt belongs to one matter', () => {
    const receipt = /create table receipt \(([\s\S]*?)\n\);/.exec(schema)?.[1] ?? '';
    expect(receipt.match(/\b(jurisdiction|receipt|matter|nth)\b [a-z]/g)?.length).toBe(4);
    const later = /alter table receipt\n([\s\S]*?);/.exec(schema)?.[1] ?? '';
    expect([...later.matchAll(/add column (\w+)/g)].map((found) => found[1])).toEqual(['kind', 'since', 'ended_at', 'ended_how']);
    expect(receipt).toMatch(/primary key \(jurisdiction, receipt\)/);
  });

  it('projections hold no words: every text column is an id, a state, an office, a rule or a language', () => {
    const projections = ['matter', 'stream', 'assignment', 'obligation'].map(
      (table) => new RegExp(`create table ${table} \\(([\\s\\S]*?)\\n\\);`).exec(schema)?.[1] ?? '',
    );
    const texts = projections.flatMap((body) => [...body.matchAll(/^ {2}([a-z_]+) text\b/gm)].map((found) => found[1] ?? ''));
    expect(new Set(texts)).toEqual(
      new Set([
        'matter',
        'kind',
        'lang',
        'place_code',
        'category',
        'stream',
        'office',
        'state',
        'role',
        'rule',
        'started_by',
        'nature',
        'owed_by',
        'owed_to',
        'status',
        'met_by',
      ]),
    );
  });

  it('nothing indexes the words of a filing', () => {
    expect(schema).not.toMatch(/tsvector|pg_trgm|using gin|to_tsvector|full.?text/i);
  });
});

describe('mission 2 to 5: no watching, no turning back, no opinion, no punishment by count', () => {
  it('the kernel’s closed lists hold no word of control', () => {
    const words = [
      ...VOCABULARIES.flatMap((of) => [...of.events, ...Object.keys(of.duties), ...Object.keys(of.parties), ...of.grades, ...of.packs]),
      ...KINDS.flatMap((kind) => [kind.name, ...kind.verbs]),
      ...ROLES,
      ...DOORS,
      ...VERBS.map((verb) => verb.name),
    ];
    expect(
      words.filter((word) =>
        /stab|persuad|return_(person|filer)|intercept|watch|sentiment|opinion|track|suspect|blacklist|score|rank|punish|visit/.test(word),
      ),
    ).toEqual([]);
  });

  it('no label of a shipped definition, and no access rule, holds a control word', () => {
    const texts = packIds().flatMap((id) =>
      getPackOf(VOCABULARIES, id).rules.flatMap((rule) => [
        ...Object.values(rule.label),
        ...Object.values(rule.clause),
        ...rule.remedies.flatMap((remedy) => Object.values(remedy)),
      ]),
    );
    expect(texts.length).toBeGreaterThan(50);
    expect(
      [...texts, ...readAccess().rules.flatMap((rule) => Object.values(rule.clause))].filter((text) => findControlWord(text) !== null),
    ).toEqual([]);
  });

  it('withdrawing, resuming and every step upward are the filer’s alone', () => {
    const filers = VERBS.filter((verb) => verb.by === 'filer')
      .map((verb) => verb.name)
      .toSorted();
    // The steps about codes, those of the two sides of a dispute, and the one that collects a reward, need the receipt that the server has looked up; no form names it.
    expect(filers.filter((name) => ![...CODE_VERBS, ...JOINT_VERBS, ...TABLE_VERBS].some((verb) => verb.name === name))).toEqual([
      'add_files',
      'add_point',
      'answer_child',
      'answer_inspection',
      'answer_question',
      'ask_pause',
      'ask_rereview',
      'ask_review',
      'ask_take_up',
      'ask_withdrawal',
      'collect_reward',
      'dispute',
      'end_pause',
      'judge_promise',
      'open_my_name',
      'open_notice',
      'report_danger',
      'resume',
      'revoke_publishing',
      'say_unsafe',
    ]);
    const staffVerbs = readAccess().rules.flatMap((rule) => rule.verbs ?? []);
    expect(staffVerbs.filter((verb) => filers.includes(verb))).toEqual([]);
  });

  it('conditions of a rule may look at the grade of the matter and at nothing else', () => {
    const packSchema = JSON.parse(readFileSync(join(ROOT, 'policy/schema.json'), 'utf8')) as { readonly [key: string]: unknown };
    const text = JSON.stringify(packSchema);
    for (const fact of ['channel', 'origin', 'joiners', 'count', 'previous', 'repeat', 'filer_'])
      expect(text.includes(`"${fact}"`), fact).toBe(false);
  });
});

describe('mission 6 to 8: names, the accused, the way up', () => {
  it('the only fields that ask for a name or a way to reach somebody are the sealed ones', () => {
    const asking = /^(name|phone|email|mail|address|contact|to|idNumber|anonymous|who)$/i;
    const namesIn = (fields: Fields, path = ''): readonly string[] =>
      Object.entries(fields).flatMap(([name, spec]) => [
        ...(asking.test(name) ? [`${path}${name}`] : []),
        ...(spec.kind === 'group' ? namesIn(spec.fields, `${path}${name}.`) : []),
      ]);
    // Where somebody is told is sealed to the relay, and the form asks only where one is named.
    expect(namesIn(FILING)).toEqual(['sealed.name', 'sealed.contact', 'tell.to']);
    // Of the steps, two say to which day a hearing, or an appraisal, lasted.
    expect(VERBS.flatMap((verb) => namesIn(verb.fields, `${verb.name}.`))).toEqual(['hold_hearing.to', 'make_appraisal.to']);
    // And no face has fields of its own beside the description.
    for (const file of ['api.ts', 'files-api.ts', 'staff-steps.ts'])
      expect(readFileSync(join(ROOT, 'features/grievances/server/api', file), 'utf8')).not.toMatch(
        /\b(name|contact|phone|tell|sealed): z\./,
      );
  });

  it('a fresh installation takes no names: the set-up file and the first definitions name no custodians', () => {
    expect(firstDefinitions(VOCABULARIES, ['petition-2022']).some((it) => it.kind === 'custodians')).toBe(false);
  });

  it('administrators, custodians and auditors may do nothing with a matter, and the accused office nothing at all', () => {
    const forbidding = readAccess().rules.filter((rule) => rule.effect === 'forbid');
    expect(forbidding.some((rule) => rule.relations?.includes('accused') && rule.roles === undefined && rule.verbs === undefined)).toBe(
      true,
    );
    expect(
      forbidding.some(
        (rule) => ['admin', 'custodian', 'auditor'].every((role) => rule.roles?.some((it) => it === role)) && rule.verbs === undefined,
      ),
    ).toBe(true);
  });

  it('every answer a pack knows names the ways that stay open', () => {
    for (const id of ['petition-2022']) {
      const answers = getPack(id).rules.filter((rule) => ['decide', 'decide_review', 'decide_rereview'].includes(rule.kind));
      expect(answers.length).toBeGreaterThanOrEqual(3);
      expect(answers.filter((rule) => rule.remedies.length === 0).map((rule) => rule.id)).toEqual([]);
    }
  });

  it('the demo county names no person', () => {
    const town = parse(readFileSync(join(ROOT, 'server/demo/town.yaml'), 'utf8')) as { readonly matters: readonly object[] };
    expect(town.matters.length).toBeGreaterThanOrEqual(30);
    expect(JSON.stringify(town)).not.toMatch(/1[3-9]\d{9}|\d{17}[\dX]|@/);
  });
});

describe('G12, G19, G22: incidents and drills', () => {
  const bodyOf = (table: string): string => new RegExp(`create table ${table} \\(([\\s\\S]*?)\\n\\);`).exec(schema)?.[1] ?? '';

  it('what can happen is things, places and nature: no kind for people who come together, here, in the database or in a pack', () => {
    expect(
      INCIDENT_KINDS.filter((kind) =>
        /assembl|gather|crowd|mass|petition|strike|worship|faith|opinion|rumou?r|protest|unrest|riot|order/.test(kind),
      ),
    ).toEqual([]);
    const held = /what text not null check \(what in \(([\s\S]*?)\)\)/.exec(bodyOf('incident'))?.[1] ?? '';
    expect([...held.matchAll(/'([a-z_]+)'/g)].map((found) => found[1])).toEqual([...INCIDENT_KINDS]);
    expect([INCIDENT.facts?.fields, DRILL.facts?.fields]).toEqual([INCIDENT_KINDS, INCIDENT_KINDS]);
  });

  it('a drill has tables, a pack and rules of access of its own, and no figure reads either', () => {
    const tablesOf = (name: string) => KINDS.find((kind) => kind.name === name)?.tables.map((table) => table.name) ?? [];
    expect([tablesOf('incident'), tablesOf('drill')]).toEqual([
      ['incident', 'incident_call'],
      ['drill', 'drill_call'],
    ]);
    expect(DRILL.packs.filter((pack) => INCIDENT.packs.some((other) => other === pack))).toEqual([]);
    expect(INCIDENT.starts.filter((event) => event.startsWith('drill'))).toEqual([]);
    expect(DRILL.starts.filter((event) => ['word_received', 'incident_began', 'report_owed'].includes(event))).toEqual([]);
    const allows = readAccess().rules.filter((rule) => rule.effect === 'allow' && rule.of?.includes('drill') === true);
    expect(
      allows.flatMap((rule) => rule.verbs ?? []).filter((verb) => ['take_word', 'confirm_incident', 'enter_paper'].includes(verb)),
    ).toEqual([]);
    const figures = readdirSync(join(ROOT, 'features/figures'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    expect(figures.length).toBeGreaterThan(5);
    expect(
      figures.filter((file) => /\b(from|join) (incident|drill)/.test(readFileSync(join(ROOT, 'features/figures', file), 'utf8'))),
    ).toEqual([]);
  });

  it('their tables hold kinds, offices, posts, minutes and counts: no person, no position and no telephone', () => {
    for (const table of ['incident', 'incident_call']) {
      const body = bodyOf(table);
      expect(body.length).toBeGreaterThan(100);
      expect(/\n {2}\w*(person|caller|victim|phone|tel|number|position|coord|lat|lng|geo|words|text_)\w* /.exec(body)?.[0]).toBeUndefined();
    }
    expect(schema).toMatch(/create table drill \(like incident including/);
    // A number that was rung and who answered as what are words of their step: sealed, and in no row.
    const call = STEPS.find((step) => step.name === 'enter_call')?.fields ?? {};
    expect(['number', 'answered'].map((field) => call[field]?.kind)).toEqual(['line', 'line']);
    const asking = [...STEPS, ...DRILL_STEPS].flatMap((step) => Object.keys(step.fields));
    expect(asking.filter((field) => /^(name|phone|mobile|address|victim|caller|who|lat|lng|position)$/.test(field))).toEqual([]);
  });

  it('no approval, command, grade or level starts, stops or lengthens a clock of an incident', () => {
    expect(INCIDENT.events.filter((event) => /approv|consent|permit/.test(event))).toEqual([]);
    const moves = [...INCIDENT.starts, ...Object.values(INCIDENT.duties).flatMap(({ meets }) => meets)];
    expect(moves.filter((event) => /countersigned|command|level/.test(event))).toEqual([]);
    expect(INCIDENT.starts.filter((event) => /command|level|graded|head|called/.test(event))).toEqual([]);
    expect([INCIDENT.withdrawal, INCIDENT.excludes, INCIDENT.extends]).toEqual([null, ['appraisal_held'], 'investigation_extended']);
    const reports = packIds()
      .map((id) => getPackOf(VOCABULARIES, id))
      .filter((pack) => pack.kind === 'incident')
      .flatMap((pack) => pack.rules.filter((rule) => rule.kind.startsWith('report_')));
    expect(reports.length).toBeGreaterThan(50);
    expect(reports.filter((rule) => rule.extend !== null || rule.excludes.length > 0)).toEqual([]);
    expect(reports.flatMap((rule) => rule.metBy).filter((event) => !event.startsWith('told_'))).toEqual([]);
  });
});

describe('G10: no address is kept', () => {
  it('no source writes an address, a user agent or a referrer anywhere', () => {
    const files = ['server/app.ts', 'server/pages.ts', 'engine/http/rate-limit.ts', 'portal/send-page.ts']
      .map((file) => readFileSync(join(ROOT, file), 'utf8'))
      .join('\n');
    expect(files).toMatch(/logger: false/);
    expect(files).not.toMatch(/user-agent|x-forwarded-for|headers\.referer/);
    // The address is used once, under a random key of the hour, in memory.
    expect(files.match(/request\.ip/g)?.length).toBe(1);
  });
});

describe('G10: no web push to those who file', () => {
  const product = ['kernel', 'engine', 'portal', 'desk', 'features', 'server', 'verifier'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?<!\.(?:test|e2e))\.tsx?$/.test(file))
      .map((file) => `${folder}/${file}`),
  );
  const withWord = (word: RegExp): readonly string[] =>
    product.filter((file) => word.test(readFileSync(join(ROOT, file), 'utf8'))).toSorted();

  it('the one table of devices knows accounts of staff, and neither a matter nor a receipt', () => {
    expect(tables.filter((table) => /push|subscription/.test(table))).toEqual(['push_device']);
    const body = /create table push_device \(([\s\S]*?)\n\);/.exec(schema)?.[1] ?? '';
    expect([...body.matchAll(/^ {2}([a-z_]+) (?:integer|uuid|text|bytea|timestamptz)\b/gm)].map((found) => found[1])).toEqual([
      'jurisdiction',
      'id',
      'staff',
      'mark',
      'sealed',
      'added_at',
      'reached_at',
    ]);
    expect(body).toMatch(/staff text not null,[\s\S]*foreign key \(jurisdiction, staff\) references staff/);
  });

  it('one page of the desk asks a browser for a subscription and takes one, and none that is open to everybody', () => {
    expect(withWord(/\bPushManager\b|\bpushManager\b/)).toEqual(['desk/push-client.ts']);
    expect(withWord(/script: 'push'/)).toEqual(['desk/devices.page.tsx']);
    expect(withWord(/\b(addOwnDevice|readSubscription|addPushDevice)\b/)).toEqual([
      'desk/devices.page.tsx',
      'engine/calls/own-devices.ts',
      'engine/people/push-devices.ts',
    ]);
    expect(devicePages.map(({ path, face }) => [path, face])).toEqual([
      ['/desk/devices', 'desk'],
      ['/desk/devices', 'desk'],
    ]);
    expect(withWord(/from 'web-push'|import\('web-push'\)/)).toEqual(['engine/calls/channels/push.ts']);
  });

  it('what may be sent by it is a call of a post, and a test that somebody asks for on their own page', () => {
    expect(withWord(/\b(sendPush|tellDevices)\(/)).toEqual([
      'engine/calls/channels/push.ts',
      'engine/calls/channels/send.ts',
      'engine/calls/own-devices.ts',
    ]);
  });
});
