import { answersIn, type FromXform } from '../../kernel/form/xform-answers.ts';
import type { Form } from '../../kernel/form/form.ts';
import { readXml, type XmlFault } from './read-xml.ts';

/** Why a document is not a record of this form: it is no document, no record, of another form, or of another version of it. */
export type XformFault = XmlFault | 'xform.root' | 'xform.form' | 'xform.version';

/**
 * The answers in what a client of ODK sent for a form that `xformOf(form, version)` made. `photos` says by file name which photo (SHA-256,
 * hex) came with it. What is wrong with the answers themselves, `evaluate` says.
 */
export const answersFromXform = (
  form: Form,
  version: string,
  xml: Uint8Array,
  photos: ReadonlyMap<string, string> = new Map(),
): FromXform | { readonly fault: XformFault } => {
  const root = readXml(xml);
  if ('fault' in root) return root;
  if (root.name !== 'data') return { fault: 'xform.root' };
  if (root.attributes['id'] !== form.id) return { fault: 'xform.form' };
  if (root.attributes['version'] !== version) return { fault: 'xform.version' };
  return answersIn(form, root, photos);
};
