import { checkForm } from '../../kernel/form/check-form.ts';
import { personAsked } from '../../kernel/form/person.ts';
import type { Form, Group, Item, When } from '../../kernel/form/form.ts';
import type { Problem } from '../../kernel/policy/check-pack.ts';
import type { SheetRow, XlsForm } from './read-xlsform.ts';
import { itemOf } from './xls-item.ts';
import { freshId, otherLanguages, plainId, saidIn } from './xls-names.ts';
import { whenOf, type Asked } from './xls-relevant.ts';

/** What became of a row. `code` says as what it was taken, or why it was not. */
export interface RowFate {
  readonly line: number;
  readonly type: string;
  readonly name: string;
  readonly fate: 'mapped' | 'dropped' | 'refused' | 'frame';
  readonly code: string;
  /** Columns of it that a form has no place for. */
  readonly lost: readonly string[];
}

/** A form as far as the sheet has one; `problems` are what somebody has still to do before it can be published. */
export interface ImportedForm {
  readonly form: Form;
  readonly rows: readonly RowFate[];
  readonly problems: readonly Problem[];
  /** Labels that stand in one language only, and so twice in the form. */
  readonly untranslated: number;
  /** Languages of the sheet that definitions are not written in. */
  readonly otherLanguages: readonly string[];
  /** Choices of which none is marked as not in order: nobody can guess which is. */
  readonly unmarked: readonly string[];
}

/** What other programs read of the device, its owner and its place: never taken (G11, G13, G21). */
const DEVICE = [
  'deviceid',
  'imei',
  'simserial',
  'subscriberid',
  'phonenumber',
  'username',
  'email',
  'audit',
  'uri:deviceid',
  'uri:phonenumber',
  'uri:username',
  'uri:email',
  'uri:simserial',
  'uri:subscriberid',
];
const POSITION = /^(start-geopoint|background-geopoint|geopoint|geotrace|geoshape|location|gps)$/;
/** A record has its own times. */
const AUTOMATIC = ['start', 'end', 'today'];
const QUESTIONS = ['select_one', 'select_multiple', 'integer', 'decimal', 'date', 'image', 'text'];

/** `select one from LIST` and `select_one LIST` are one type. */
const typeOf = (raw: string): { readonly type: string; readonly list: string } => {
  const text = raw.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  const selected = /^(?:select[ _]one(?:[ _]from)?|select1)\s+(\S+)/i.exec(raw.trim());
  if (selected && !/^select_one_(from_file|external)/.test(text)) return { type: 'select_one', list: selected[1] ?? '' };
  const several = /^(?:select[ _]multiple(?:[ _]from)?|select all that apply(?: from)?)\s+(\S+)/i.exec(raw.trim());
  if (several && !text.startsWith('select_multiple_from_file')) return { type: 'select_multiple', list: several[1] ?? '' };
  const plain = text.replace(/^(begin|end)[ _](group|repeat)$/, '$1_$2');
  const same: { readonly [type: string]: string } = { int: 'integer', string: 'text', photo: 'image', trigger: 'acknowledge' };
  return { type: same[plain] ?? plain, list: '' };
};

interface Level {
  readonly label: Group['label'] | undefined;
  readonly relevant: readonly string[];
}

interface Making {
  readonly sheet: XlsForm;
  readonly rows: RowFate[];
  readonly used: Set<string>;
  readonly asked: Map<string, Asked>;
  readonly groups: { id: string; label: Group['label']; items: Item[] }[];
  readonly levels: Level[];
  /** How many repeats stand open around this row. */
  repeats: number;
  /** Text to be read before the next item, and which row has said it. */
  waiting: { readonly text: Group['label']; readonly row: number } | undefined;
  /** Whether the outermost group that is open has its own group of the form. */
  inGroup: boolean;
  untranslated: number;
  readonly unmarked: string[];
  readonly title: Group['label'];
}

/** A name that has no languages. */
const twice = (text: string): Group['label'] => ({ 'zh-CN': text, en: text });

/** Which rules of ours a label breaks, whatever else the form asks: those of words, of persons and of places. */
const problemsWith = (item: Item): readonly Problem[] => {
  const label = twice('x');
  const note: When = { all: [{ question: 'a_check', is: ['fail'] }] };
  const { when: _, ...rest } = item;
  const alone: Item = item.kind === 'note' ? { ...rest, kind: 'note', when: note } : rest;
  const items: readonly Item[] = [
    { id: 'a_check', kind: 'check', label },
    { ...alone, id: 'an_item' },
  ];
  return checkForm({ id: 'tried', version: 1, title: label, classes: [], clauses: {}, groups: [{ id: 'a_group', label, items }] });
};

/** A problem of words as what becomes of the row: what asks for a person is dropped, anything else refused. */
const fateOf = (problems: readonly Problem[]): Pick<RowFate, 'fate' | 'code'> | undefined => {
  const person = problems.find((it) => /^form\.(person|position|too_fine|group\.people)/.test(it.code));
  if (person) {
    const { reason } = person.data;
    const why = typeof reason === 'string' ? reason : { 'form.position': 'coordinates', 'form.too_fine': 'address' }[person.code];
    return { fate: 'dropped', code: `xlsform.person.${why ?? 'trait'}` };
  }
  const [first] = problems;
  return first ? { fate: 'refused', code: first.code } : undefined;
};

/** The group of the form into which the next item goes. */
const currentGroup = (making: Making): Making['groups'][number] => {
  const last = making.groups.at(-1);
  if (last && making.inGroup) return last;
  const group = {
    id: freshId('', `part_${making.groups.length + 1}`, making.used),
    label: making.levels[0]?.label ?? making.title,
    items: [],
  };
  making.groups.push(group);
  making.inGroup = true;
  return group;
};

const takeQuestion = (making: Making, row: SheetRow, type: string, list: string): Pick<RowFate, 'fate' | 'code' | 'lost'> => {
  const { cells } = row;
  const refused = (code: string) => ({ fate: 'refused' as const, code, lost: [] });
  const said = saidIn(cells, 'label') ?? saidIn(cells, 'hint');
  // A name of a question is read by people, too: `reporter_name`.
  const asks = [cells['name'] ?? '', said?.text['zh-CN'] ?? '', said?.text.en ?? ''].flatMap(
    (it) => personAsked(it.replaceAll('_', ' '), 'note') ?? [],
  );
  if (type === 'text' && asks[0] !== undefined) return { fate: 'dropped', code: `xlsform.person.${asks[0]}`, lost: [] };
  if (type === 'image' && /signature|draw|annotate/i.test(cells['appearance'] ?? ''))
    return { fate: 'dropped', code: 'xlsform.person.signature', lost: [] };
  if (!said) return refused('xlsform.refused.label');
  if (/\$\{/.test(said.text.en + said.text['zh-CN'])) return refused('xlsform.refused.computed_label');
  const when = whenOf(
    [...making.levels.flatMap((it) => it.relevant), ...(cells['relevant'] === undefined ? [] : [cells['relevant']])],
    making.asked,
  );
  if (typeof when === 'string') return refused(when);
  if (cells['choice_filter'] !== undefined) return refused('xlsform.refused.choice_filter');
  const hint = cells['label'] === undefined && saidIn(cells, 'label') === undefined ? undefined : saidIn(cells, 'hint');
  const isNeeded = /^(yes|true|true\(\)|1|是)$/i.test(cells['required'] ?? '');
  const frame = {
    id: plainId(cells['name'] ?? '') || 'item',
    label: said.text,
    ...(hint ? { hint: hint.text } : making.waiting ? { hint: making.waiting.text } : {}),
    ...(isNeeded ? {} : { optional: true as const }),
  };
  const read = itemOf(type, list, row, frame, making.sheet.choices);
  if ('code' in read) return refused(read.code);
  const withHint = problemsWith(read.item);
  // What only its hint breaks is taken without the hint.
  const { hint: dropped, ...bare } = read.item;
  const item: Item = withHint.length > 0 && dropped !== undefined && problemsWith(bare).length === 0 ? bare : read.item;
  const fate = fateOf(item === read.item ? withHint : []);
  if (fate) return { ...fate, lost: [] };
  const final = { ...item, id: freshId(cells['name'] ?? '', 'item', making.used), ...(when ? { when } : {}) };
  const onFail = when !== undefined && isOnFail(when, making);
  // Words of one's own stand under something that is not in order; each such thing has its own already.
  if (final.kind === 'note' && !onFail) return { fate: 'dropped', code: 'xlsform.dropped.free_words', lost: [] };
  currentGroup(making).items.push(final);
  if (making.waiting && item.hint !== making.waiting.text) leaveNote(making);
  making.waiting = undefined;
  making.untranslated += read.lacks + Number(said.lacks);
  if (read.answers.size > 0) making.asked.set(cells['name'] ?? '', { id: final.id, many: final.kind === 'some_of', answers: read.answers });
  if ((final.kind === 'one_of' || final.kind === 'some_of') && !final.options.some((it) => it.fail === true))
    making.unmarked.push(final.id);
  return { fate: 'mapped', code: final.kind, lost: item === read.item ? read.lost : [...read.lost, 'hint'] };
};

const isOnFail = (when: When, { groups }: Making): boolean => {
  const failsOf = (id: string): readonly string[] => {
    const item = groups.flatMap((it) => it.items).find((it) => it.id === id);
    if (!item) return [];
    return item.kind === 'check' ? ['fail'] : 'options' in item ? item.options.filter((it) => it.fail === true).map((it) => it.id) : [];
  };
  const isFail = ({ question, is }: { readonly question: string; readonly is: readonly string[] }): boolean =>
    is.every((it) => failsOf(question).includes(it));
  return 'all' in when ? when.all.some(isFail) : when.any.every(isFail);
};

/** Words that nothing followed which could carry them. */
const leaveNote = ({ rows, waiting }: Making): void => {
  const row = waiting && rows[waiting.row];
  if (row) rows[waiting.row] = { ...row, fate: 'dropped', code: 'xlsform.dropped.note' };
};

/** Words that are only read: the hint of what follows. */
const takeNote = (making: Making, row: SheetRow): Pick<RowFate, 'fate' | 'code' | 'lost'> => {
  const said = saidIn(row.cells, 'label');
  const dropped = (code: string) => ({ fate: 'dropped' as const, code, lost: [] });
  if (!said || /\$\{/.test(said.text.en + said.text['zh-CN']) || row.cells['relevant'] !== undefined)
    return dropped('xlsform.dropped.note');
  const tried = problemsWith({ id: 'x', kind: 'check', label: said.text });
  if (tried.length > 0)
    return fateOf(tried)?.fate === 'dropped'
      ? { ...dropped('xlsform.dropped.note'), ...fateOf(tried) }
      : dropped('xlsform.dropped.note_too_long');
  if (making.waiting) return dropped('xlsform.dropped.note');
  making.waiting = { text: said.text, row: making.rows.length };
  making.untranslated += Number(said.lacks);
  return { fate: 'mapped', code: 'words', lost: [] };
};

const takeGroup = (making: Making, { cells }: SheetRow): void => {
  const said = saidIn(cells, 'label');
  const label =
    said && problemsWith({ id: 'x', kind: 'check', label: said.text }).length === 0 && said.text.en.length <= 60 ? said.text : undefined;
  if (making.levels.length === 0) {
    making.inGroup = true;
    making.groups.push({
      id: freshId(cells['name'] ?? '', `part_${making.groups.length + 1}`, making.used),
      label: label ?? making.title,
      items: [],
    });
    making.untranslated += Number(said?.lacks ?? false);
  }
  making.levels.push({ label, relevant: cells['relevant'] === undefined ? [] : [cells['relevant']] });
};

const takeRow = (making: Making, row: SheetRow): Pick<RowFate, 'fate' | 'code' | 'lost'> => {
  const frame = { fate: 'frame' as const, code: 'group', lost: [] };
  const { type, list } = typeOf(row.cells['type'] ?? '');
  if (type === 'begin_repeat') making.repeats += 1;
  if (making.repeats > 0) {
    if (type === 'end_repeat') making.repeats -= 1;
    const isPersonal = DEVICE.includes(type) || POSITION.test(type);
    return isPersonal
      ? { fate: 'dropped', code: 'xlsform.person.account', lost: [] }
      : { fate: 'refused', code: 'xlsform.refused.repeat', lost: [] };
  }
  if (type === 'begin_group') return (takeGroup(making, row), frame);
  if (type === 'end_group') {
    making.levels.pop();
    if (making.levels.length === 0) making.inGroup = false;
    return frame;
  }
  if (DEVICE.includes(type)) return { fate: 'dropped', code: 'xlsform.person.account', lost: [] };
  if (POSITION.test(type)) return { fate: 'dropped', code: 'xlsform.person.coordinates', lost: [] };
  if (AUTOMATIC.includes(type)) return { fate: 'dropped', code: 'xlsform.dropped.automatic', lost: [] };
  if (type === 'note' || type === 'acknowledge') return takeNote(making, row);
  if (QUESTIONS.includes(type)) return takeQuestion(making, row, type, list);
  return { fate: 'refused', code: 'xlsform.refused.type', lost: [] };
};

/** The parts of a form that hold something. */
const groupsOf = ({ groups }: Making): readonly Group[] => groups.filter((it) => it.items.length > 0);

/**
 * An XLSForm as a form, row by row: what maps, what is dropped because it asks for a person, a device or a place, and what is refused
 * because a form of ours has no such thing. Which answers are not in order no XLSForm says, but by a column `fail` of our own.
 */
export const importXlsForm = (sheet: XlsForm, name: string): ImportedForm => {
  const { settings } = sheet;
  const titled = saidIn(settings, 'form_title')?.text;
  const isSound = titled !== undefined && problemsWith({ id: 'x', kind: 'check', label: titled }).length === 0 && titled.en.length <= 60;
  const title = isSound ? titled : twice(plainId(name) || 'form');
  const making: Making = {
    sheet,
    rows: [],
    used: new Set(),
    asked: new Map(),
    groups: [],
    levels: [],
    repeats: 0,
    waiting: undefined,
    inGroup: false,
    untranslated: 0,
    unmarked: [],
    title,
  };
  for (const row of sheet.survey) {
    if (row.cells['type'] === undefined) continue;
    making.rows.push({ line: row.line, type: row.cells['type'], name: row.cells['name'] ?? '', ...takeRow(making, row) });
  }
  leaveNote(making);
  const id = plainId(settings['form_id'] ?? '') || plainId(name) || 'imported';
  const form: Form = { id: id.replaceAll('_', '-'), version: 1, title, classes: [], clauses: {}, groups: groupsOf(making) };
  return {
    form,
    rows: making.rows,
    problems: checkForm(form),
    untranslated: making.untranslated,
    otherLanguages: otherLanguages(sheet.survey.flatMap((row) => Object.keys(row.cells))),
    unmarked: making.unmarked,
  };
};
