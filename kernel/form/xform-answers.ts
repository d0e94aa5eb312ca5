import type { XmlElement } from '../canonical/xml-element.ts';
import type { Json } from '../stream/event.ts';
import type { Answer, Answers } from './evaluate.ts';
import { questionsOf, type Form, type Item } from './form.ts';
import { XFORM_DONE, XFORM_SITE } from './xform.ts';
import { xformGroup, xformPaths } from './xform-paths.ts';

/** What a client has sent, as answers. They are as they were typed: `evaluate` says what is wrong with them. */
export interface FromXform {
  readonly answers: Answers;
  /** What the client calls this record; null where it says nothing. */
  readonly instance: string | null;
  /** Names of photos that the document names and nobody has sent. */
  readonly lacking: readonly string[];
  /** For which site, and when it was done, where the document asked for both; as they were written. */
  readonly site: string | null;
  readonly done: string | null;
  /** Elements that the form does not have, by their paths; what is in them is not kept. */
  readonly strange: readonly string[];
}

const child = (element: XmlElement | undefined, name: string): XmlElement | undefined => element?.inner.find((it) => it.name === name);

/** A number as clients write it; anything else stays text. */
const numberOf = (text: string): Json => (/^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : text);

const valueOf = (item: Item, element: XmlElement): Json | undefined => {
  const text = element.text.trim();
  if (item.kind === 'certificates') {
    const [valid, of] = ['valid', 'of'].map((name) => child(element, name)?.text.trim() ?? '');
    return valid === '' && of === '' ? undefined : { valid: numberOf(valid ?? ''), of: numberOf(of ?? '') };
  }
  // Chosen none is an answer, too: what is not asked is not sent.
  if (item.kind === 'some_of') return text === '' ? [] : text.split(/\s+/);
  if (text === '' || item.kind === 'photo') return undefined;
  return item.kind === 'count' || item.kind === 'people' || item.kind === 'measure' ? numberOf(text) : text;
};

/** Paths of all elements below, each once. */
const pathsIn = (element: XmlElement, above: string): readonly string[] =>
  element.inner.flatMap((it) => [`${above}/${it.name}`, ...pathsIn(it, `${above}/${it.name}`)]);

/**
 * The answers in the instance of a form that `xformOf` made. `photos` says by its file name which photo (SHA-256, hex) came with it.
 * Total: what is not there is not answered.
 */
export const answersIn = (form: Form, root: XmlElement, photos: ReadonlyMap<string, string>): FromXform => {
  const lacking: string[] = [];
  const known = new Set<string>(['/data/meta', `/data/${XFORM_SITE}`, `/data/${XFORM_DONE}`]);
  const answers: { [key: string]: Answer } = {};
  const photoOf = (element: XmlElement | undefined): readonly string[] => {
    const name = element?.text.trim() ?? '';
    const hash = photos.get(name);
    if (name !== '' && hash === undefined) lacking.push(name);
    return hash === undefined ? [] : [hash];
  };
  for (const question of questionsOf(form)) {
    const { key, item, point } = question;
    const name = xformGroup(question.group, point);
    const group = child(root, name);
    const { value: path, words: wordsPath, photo: photoPath } = xformPaths(question);
    for (const it of [`/data/${name}`, `/data/${name}/${name}__lead`, path, `${path}/of`, `${path}/valid`, wordsPath, photoPath])
      known.add(it);
    const element = child(group, item.id);
    const value = element && valueOf(item, element);
    const words = child(group, `${item.id}__words`)?.text.trim() ?? '';
    const sent = photoOf(item.kind === 'photo' ? element : child(group, `${item.id}__photo`));
    if (value === undefined && words === '' && sent.length === 0) continue;
    answers[key] = {
      ...(value === undefined ? {} : { value }),
      ...(words === '' ? {} : { words }),
      ...(sent.length === 0 ? {} : { photos: sent }),
    };
  }
  const strange = [...new Set(pathsIn(root, '/data'))].filter((path) => !known.has(path) && !path.startsWith('/data/meta/'));
  const instance = child(child(root, 'meta'), 'instanceID')?.text.trim() ?? '';
  const saidOf = (name: string): string | null => child(root, name)?.text.trim() || null;
  return { answers, instance: instance === '' ? null : instance, site: saidOf(XFORM_SITE), done: saidOf(XFORM_DONE), lacking, strange };
};
