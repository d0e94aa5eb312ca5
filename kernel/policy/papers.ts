import type { Json, JsonObject } from '../stream/event.ts';
import type { Problem } from './check-pack.ts';
import type { Label } from './pack.ts';
import { citesPunishment, findControlWord, findPunishingWord } from './tripwire.ts';

/** Every kind of paper an office can give. Closed (G2): templates choose words, never a new kind. */
export const PAPER_KINDS = [
  'receipt',
  'acceptance',
  'non_acceptance',
  'transfer',
  'forwarding',
  'objection',
  'naming',
  'extension',
  'interim',
  'reply',
  'dispute_answer',
  'review',
  'rereview',
  'final_explanation',
  'supervision',
  'mediation_rights',
  'mediation_record',
  'mediation_agreement',
  'mediation_ended',
  'mediation_followed',
  'confirmation_request',
  'erasure',
  'dossier',
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** What an office may word on a paper of one kind. Whom it is for, what was decided, dates, remedies and the way to check are not its to word. */
export interface PaperText {
  readonly title: Label;
  /** The word of the kind in the paper's number: `答` in `县住建局答〔2026〕12号`. */
  readonly word: Label;
  readonly opening: Label;
  readonly closing: Label;
}

/** A published set of words for papers (G1). Kinds that it leaves out keep the built-in words. */
export interface PaperTexts {
  readonly id: string;
  readonly version: number;
  /** How an office is called in its papers' numbers; the whole name where it is not listed. */
  readonly offices: { readonly [office: string]: Label };
  readonly kinds: { readonly [kind in PaperKind]?: PaperText };
}

/** All that an opening or a closing may have filled in; a receipt's number stands for its holder, and nothing stands for a name (G13). */
export const PLACEHOLDERS = ['receipt', 'office', 'filed', 'day'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

const FIELDS = { title: 60, word: 20, opening: 600, closing: 600 } as const;
type Field = keyof typeof FIELDS;
const LANGS = ['zh-CN', 'en'] as const;
const OFFICE_WORD_MAX = 40;
const ID = /^[a-z0-9-]{1,40}$/;
/** Signs that nobody sees, or that turn the order of others around. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u;
const BRACED = /\{([^{}]*)\}/g;

type Report = (code: string, path: string, data?: JsonObject) => void;

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

const onlyKeys = (value: JsonObject, known: readonly string[], path: string, report: Report): void => {
  for (const key of Object.keys(value)) if (!known.includes(key)) report('papers.field.unknown', `${path}/${key}`, { field: key });
};

const checkWords = (text: string, path: string, report: Report): void => {
  if (HIDDEN.test(text)) report('papers.character.hidden', path);
  const control = findControlWord(text);
  if (control !== null) report('papers.word.control', path, { word: control });
  const punishing = findPunishingWord(text);
  if (punishing !== null || citesPunishment(text)) report('papers.clause.punishes', path, { word: punishing ?? text });
};

const checkPlaceholders = (text: string, filled: boolean, path: string, report: Report): void => {
  const rest = text.replaceAll(BRACED, (_whole, name: string) => {
    if (!filled || !PLACEHOLDERS.some((it) => it === name)) report('papers.placeholder.unknown', path, { placeholder: name });
    return '';
  });
  if (/[{}]/.test(rest)) report('papers.placeholder.unknown', path, { placeholder: rest });
};

const checkLabel = (value: Json | undefined, max: number, filled: boolean, path: string, report: Report): void => {
  if (value === undefined) return report('papers.field.missing', path);
  if (!isObject(value)) return report('papers.value.invalid', path);
  onlyKeys(value, LANGS, path, report);
  for (const lang of LANGS) {
    const text = value[lang];
    if (text === undefined) report('papers.field.missing', `${path}/${lang}`);
    else if (typeof text !== 'string' || text.trim() === '' || Array.from(text).length > max)
      report('papers.value.invalid', `${path}/${lang}`, { max });
    else {
      checkWords(text, `${path}/${lang}`, report);
      checkPlaceholders(text, filled, `${path}/${lang}`, report);
    }
  }
  return undefined;
};

const checkKind = (value: Json | undefined, path: string, report: Report): void => {
  if (!isObject(value)) return report('papers.value.invalid', path);
  onlyKeys(value, Object.keys(FIELDS), path, report);
  for (const [field, max] of Object.entries(FIELDS) as [Field, number][])
    checkLabel(value[field], max, field === 'opening' || field === 'closing', `${path}/${field}`, report);
  return undefined;
};

/** Two kinds of one office must not give the same number. */
const checkNumberWords = (kinds: JsonObject, report: Report): void => {
  for (const lang of LANGS) {
    const seen = new Set<string>();
    for (const [kind, text] of Object.entries(kinds)) {
      const label = isObject(text) && isObject(text['word']) ? text['word'][lang] : undefined;
      if (typeof label !== 'string') continue;
      if (seen.has(label)) report('papers.word.twice', `/kinds/${kind}/word/${lang}`, { word: label });
      seen.add(label);
    }
  }
};

/** Everything that is wrong with a set of words for papers; empty when it may be published (G1, G2, G3). */
export const checkPapers = (value: unknown): readonly Problem[] => {
  const problems: Problem[] = [];
  const report: Report = (code, path, data = {}) => void problems.push({ code, path, data });
  if (!isObject(value)) return [{ code: 'papers.value.invalid', path: '/', data: {} }];
  onlyKeys(value, ['id', 'version', 'offices', 'kinds'], '', report);
  if (typeof value['id'] !== 'string' || !ID.test(value['id'])) report('papers.value.invalid', '/id');
  if (!Number.isSafeInteger(value['version']) || Number(value['version']) < 1) report('papers.value.invalid', '/version');
  const offices = value['offices'] ?? {};
  if (!isObject(offices)) report('papers.value.invalid', '/offices');
  else
    for (const [office, word] of Object.entries(offices)) {
      if (!ID.test(office)) report('papers.value.invalid', `/offices/${office}`);
      checkLabel(word, OFFICE_WORD_MAX, false, `/offices/${office}`, report);
    }
  const kinds = value['kinds'];
  if (!isObject(kinds)) report(kinds === undefined ? 'papers.field.missing' : 'papers.value.invalid', '/kinds');
  else {
    for (const [kind, text] of Object.entries(kinds)) {
      if (PAPER_KINDS.some((it) => it === kind)) checkKind(text, `/kinds/${kind}`, report);
      else report('papers.kind.unknown', `/kinds/${kind}`, { kind });
    }
    checkNumberWords(kinds, report);
  }
  return problems;
};
