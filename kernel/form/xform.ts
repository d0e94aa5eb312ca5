import { escapeXml } from '../canonical/xml-text.ts';
import type { Both } from '../language/languages.ts';
import { FORM_WORDS } from './form-words.ts';
import { FORM_WORDS_MAX } from './evaluate.ts';
import {
  canFail,
  CHECK_ANSWERS,
  keyOf,
  questionsOf,
  type Condition,
  type Form,
  type Item,
  type Option,
  type Question,
  type Span,
  type When,
} from './form.ts';
import { boundsSaid, clauseSaid } from './said-of-item.ts';
import { xformGroup, xformGroups, xformPaths } from './xform-paths.ts';

/** The languages of a definition, as clients of ODK list them. */
const LANGS = [
  { lang: 'zh-CN', name: '中文 (zh)' },
  { lang: 'en', name: 'English (en)' },
] as const;

const MEASURE_MAX = 1_000_000;
const COUNT_MAX = 999_999;
/** Longest side of a photo, in pixels (ODK XForms, `orx:max-pixels`). */
const PIXELS_MAX = 1600;

/** An element of the body or the model; every value is escaped here and nowhere else. */
const tag = (name: string, attributes: { readonly [name: string]: string }, ...inner: readonly string[]): string => {
  const said = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
    .join('');
  return inner.length === 0 ? `<${name}${said}/>` : `<${name}${said}>${inner.join('')}</${name}>`;
};

const both = (of: (lang: 'zh-CN' | 'en') => string): Both<string> => ({ 'zh-CN': of('zh-CN'), en: of('en') });

/** Words by the id under which the body refers to them. */
interface Text {
  readonly id: string;
  readonly text: Both<string>;
}

type Open = (question: string, at: Question) => Question | undefined;

/** One condition in XPath; a question of the same route is asked at the same point. */
const conditionPath = ({ question, is }: Condition, at: Question, find: Open): string => {
  const asked = find(question, at);
  if (!asked) return 'false()';
  const { value } = xformPaths(asked);
  const one = (answer: string): string => (asked.item.kind === 'some_of' ? `selected(${value}, '${answer}')` : `${value} = '${answer}'`);
  return is.map(one).join(' or ');
};

const whenPath = (when: When, at: Question, find: Open): string => {
  const [conditions, joined] = 'all' in when ? [when.all, ' and '] : [when.any, ' or '];
  return conditions.map((it) => `(${conditionPath(it, at, find)})`).join(joined);
};

const outsidePath = (path: string, { min, max }: Span): string =>
  [...(min === undefined ? [] : [`${path} < ${min}`]), ...(max === undefined ? [] : [`${path} > ${max}`])].join(' or ');

/** In XPath: the answer to it is a finding. */
const failPath = (item: Item, path: string): string => {
  const chosen = (options: readonly Option[], of: (id: string) => string): string =>
    options
      .filter((it) => it.fail === true)
      .map((it) => of(it.id))
      .join(' or ');
  switch (item.kind) {
    case 'check':
      return `${path} = 'fail'`;
    case 'one_of':
      return chosen(item.options, (id) => `${path} = '${id}'`);
    case 'some_of':
      return chosen(item.options, (id) => `selected(${path}, '${id}')`);
    case 'certificates':
      return `${path}/valid != '' and ${path}/of != '' and ${path}/valid < ${path}/of`;
    case 'count':
    case 'measure':
      return `${path} != '' and (${outsidePath(path, item.bounds ?? {})})`;
    default:
      return 'false()';
  }
};

/** What a client may refuse to take: what cannot be, never what is not in order. */
const rangePath = (item: Item): string => {
  if (item.kind !== 'measure') return `. >= 0 and . <= ${COUNT_MAX}`;
  return `. >= ${item.range?.min ?? -MEASURE_MAX} and . <= ${item.range?.max ?? MEASURE_MAX}`;
};

/** One question as its parts of the model and the body. */
interface Drawn {
  readonly binds: readonly string[];
  readonly body: readonly string[];
  readonly texts: readonly Text[];
  readonly nodes: string;
}

const ref = (id: string): string => `jr:itext('${id}')`;
const label = (id: string): string => tag('label', { ref: ref(id) });

const optionsOf = (item: Item, path: string): { readonly body: string; readonly texts: readonly Text[] } => {
  if (item.kind === 'check') {
    const offered = CHECK_ANSWERS.filter((it) => it !== 'na' || item.always !== true);
    return { body: offered.map((it) => tag('item', {}, label(`check:${it}`), `<value>${it}</value>`)).join(''), texts: [] };
  }
  if (item.kind !== 'one_of' && item.kind !== 'some_of') return { body: '', texts: [] };
  return {
    body: item.options.map((it) => tag('item', {}, label(`${path}:${it.id}`), `<value>${it.id}</value>`)).join(''),
    texts: item.options.map((it) => ({ id: `${path}:${it.id}`, text: it.label })),
  };
};

const TYPES: { readonly [kind in Item['kind']]: string } = {
  check: 'string',
  one_of: 'string',
  some_of: 'string',
  count: 'int',
  people: 'int',
  certificates: 'int',
  measure: 'decimal',
  date: 'date',
  photo: 'binary',
  note: 'string',
};

const PHOTO_BIND = { type: 'binary', 'orx:max-pixels': String(PIXELS_MAX) } as const;
const MUST = { required: 'true()' } as const;

const hintOf = (form: Form, item: Item): Both<string> =>
  both((lang) => [item.hint?.[lang] ?? '', boundsSaid(item, lang), clauseSaid(form, item, lang)].filter((it) => it !== '').join(' · '));

/** The answer itself. */
const drawnValue = (form: Form, item: Item, path: string, relevant: { readonly relevant?: string }): Drawn => {
  const must = item.optional === true || item.kind === 'some_of' ? {} : MUST;
  const head = label(`${path}:label`) + tag('hint', { ref: ref(`${path}:hint`) });
  const own: readonly Text[] = [
    { id: `${path}:label`, text: item.label },
    { id: `${path}:hint`, text: hintOf(form, item) },
  ];
  const { body, texts } = optionsOf(item, path);
  const numbers = item.kind === 'count' || item.kind === 'people' || item.kind === 'measure' ? { constraint: rangePath(item) } : {};
  if (item.kind === 'certificates') {
    const part = { type: 'int', ...must };
    return {
      binds: [
        tag('bind', { nodeset: path, ...relevant }),
        tag('bind', { nodeset: `${path}/of`, ...part, constraint: rangePath(item) }),
        tag('bind', { nodeset: `${path}/valid`, ...part, constraint: '. >= 0 and . <= ../of' }),
      ],
      body: [
        tag(
          'group',
          { ref: path },
          label(`${path}:label`),
          tag('input', { ref: `${path}/of` }, label('form:of')),
          tag('input', { ref: `${path}/valid` }, label('form:valid')),
        ),
      ],
      texts: own.slice(0, 1),
      nodes: `<${item.id}><of/><valid/></${item.id}>`,
    };
  }
  const length = item.kind === 'note' ? { constraint: `string-length(.) <= ${FORM_WORDS_MAX}` } : {};
  const bind = tag('bind', {
    nodeset: path,
    ...(item.kind === 'photo' ? PHOTO_BIND : { type: TYPES[item.kind] }),
    ...must,
    ...relevant,
    ...numbers,
    ...length,
  });
  const element =
    item.kind === 'check' || item.kind === 'one_of'
      ? 'select1'
      : item.kind === 'some_of'
        ? 'select'
        : item.kind === 'photo'
          ? 'upload'
          : 'input';
  const control = tag(element, { ref: path, ...(item.kind === 'photo' ? { mediatype: 'image/*' } : {}) }, head, body);
  return { binds: [bind], body: [control], texts: [...own, ...texts], nodes: `<${item.id}/>` };
};

/** One question with the words and the photo that belong to it. */
const drawn = (form: Form, question: Question, find: Open): Drawn => {
  const { item, group } = question;
  const { value, words, photo } = xformPaths(question);
  const asked = [group.when, item.when].flatMap((it) => (it ? [`(${whenPath(it, question, find)})`] : [])).join(' and ');
  const relevant = asked === '' ? {} : { relevant: asked };
  const own = drawnValue(form, item, value, relevant);
  const fails = canFail(item) ? `(${failPath(item, value)})${asked === '' ? '' : ` and ${asked}`}` : null;
  const onFail = fails === null ? {} : { relevant: fails };
  const wordsOf: Drawn | null =
    fails === null
      ? null
      : {
          binds: [tag('bind', { nodeset: words, type: 'string', ...MUST, ...onFail, constraint: `string-length(.) <= ${FORM_WORDS_MAX}` })],
          body: [tag('input', { ref: words }, label('form:words'))],
          texts: [],
          nodes: `<${item.id}__words/>`,
        };
  const photoOf: Drawn | null =
    item.photo === undefined || item.kind === 'photo'
      ? null
      : {
          binds: [tag('bind', { nodeset: photo, ...PHOTO_BIND, ...MUST, ...(item.photo === 'always' ? relevant : onFail) })],
          body: [tag('upload', { ref: photo, mediatype: 'image/*' }, label('form:photo'))],
          texts: [],
          nodes: `<${item.id}__photo/>`,
        };
  const parts = [own, ...(wordsOf ? [wordsOf] : []), ...(photoOf ? [photoOf] : [])];
  return {
    binds: parts.flatMap((it) => it.binds),
    body: parts.flatMap((it) => it.body),
    texts: parts.flatMap((it) => it.texts),
    nodes: parts.map((it) => it.nodes).join(''),
  };
};

const fixedTexts: readonly Text[] = [
  ...CHECK_ANSWERS.map((it) => ({ id: `check:${it}`, text: both((lang) => FORM_WORDS.answers[it][lang]) })),
  { id: 'form:words', text: both((lang) => FORM_WORDS.words[lang]) },
  { id: 'form:photo', text: both((lang) => FORM_WORDS.photo[lang]) },
  { id: 'form:of', text: both((lang) => FORM_WORDS.of[lang]) },
  { id: 'form:valid', text: both((lang) => FORM_WORDS.valid[lang]) },
];

const translations = (texts: readonly Text[]): string =>
  LANGS.map(({ lang, name }, i) =>
    tag(
      'translation',
      { lang: name, ...(i === 0 ? { default: 'true()' } : {}) },
      ...texts.map(({ id, text }) => tag('text', { id }, `<value>${escapeXml(text[lang])}</value>`)),
    ),
  ).join('');

/** Where a record is made, and when: asked first, where a client fills a form for one of several sites. */
export interface XformSite {
  readonly site: string;
  readonly label: Both<string>;
}

/** The names of both in the document; no question has two underscores after one that begins with `huiyin`. */
export const XFORM_SITE = 'huiyin__site';
export const XFORM_DONE = 'huiyin__done';

const siteQuestion = (sites: readonly XformSite[]): Drawn => ({
  binds: [
    tag('bind', { nodeset: `/data/${XFORM_SITE}`, type: 'string', ...MUST }),
    tag('bind', { nodeset: `/data/${XFORM_DONE}`, type: 'dateTime', 'jr:preload': 'timestamp', 'jr:preloadParams': 'end' }),
  ],
  body: [
    tag(
      'select1',
      { ref: `/data/${XFORM_SITE}` },
      label('form:site'),
      ...sites.map(({ site }) => tag('item', {}, label(`site:${site}`), `<value>${escapeXml(site)}</value>`)),
    ),
  ],
  texts: [
    { id: 'form:site', text: both((lang) => FORM_WORDS.site[lang]) },
    ...sites.map(({ site, label: text }) => ({ id: `site:${site}`, text })),
  ],
  nodes: `<${XFORM_SITE}/><${XFORM_DONE}/>`,
});

const NO_SITES: Drawn = { binds: [], body: [], texts: [], nodes: '' };

/**
 * A form as an XForm that clients of ODK fill: `when` as `relevant`, what an instrument can show as `constraint`, both languages as itext.
 * Bounds are no constraint: what is outside them is a finding, and has to be taken. `version` is told back by the client.
 */
export const xformOf = (form: Form, version: string, sites: readonly XformSite[] = []): string => {
  const where = sites.length === 0 ? NO_SITES : siteQuestion(sites);
  const questions = questionsOf(form);
  const byKey = new Map(questions.map((it) => [it.key, it] as const));
  const find: Open = (question, { point }) => byKey.get(keyOf(question, point)) ?? byKey.get(question);
  const groups = xformGroups(form).map(({ group, point }) => {
    const name = xformGroup(group, point);
    const path = `/data/${name}`;
    const title = both((lang) => (point ? `${group.label[lang]} · ${point.label[lang]}` : group.label[lang]));
    const lead: Drawn = group.lead
      ? {
          binds: [tag('bind', { nodeset: `${path}/${name}__lead`, type: 'string', readonly: 'true()' })],
          body: [tag('input', { ref: `${path}/${name}__lead` }, label(`${path}:lead`))],
          texts: [{ id: `${path}:lead`, text: group.lead }],
          nodes: `<${name}__lead/>`,
        }
      : { binds: [], body: [], texts: [], nodes: '' };
    const parts = [lead, ...questions.filter((it) => it.group === group && it.point === point).map((it) => drawn(form, it, find))];
    return {
      binds: parts.flatMap((it) => it.binds),
      texts: [{ id: `${path}:label`, text: title }, ...parts.flatMap((it) => it.texts)],
      nodes: `<${name}>${parts.map((it) => it.nodes).join('')}</${name}>`,
      body: tag('group', { ref: path }, label(`${path}:label`), ...parts.flatMap((it) => it.body)),
    };
  });
  const root = tag('data', { id: form.id, version }, where.nodes, ...groups.map((it) => it.nodes), '<meta><instanceID/></meta>');
  const model = tag(
    'model',
    {},
    tag('itext', {}, translations([...fixedTexts, ...where.texts, ...groups.flatMap((it) => it.texts)])),
    `<instance>${root}</instance>`,
    ...where.binds,
    ...groups.flatMap((it) => it.binds),
    tag('bind', { nodeset: '/data/meta/instanceID', type: 'string', readonly: 'true()', 'jr:preload': 'uid' }),
  );
  const spaces =
    'xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms"';
  const head = `<h:head><h:title>${escapeXml(form.title['zh-CN'])}</h:title>${model}</h:head>`;
  return `<?xml version="1.0" encoding="utf-8"?>\n<h:html ${spaces}>${head}<h:body>${where.body.join('')}${groups.map((it) => it.body).join('')}</h:body></h:html>\n`;
};
