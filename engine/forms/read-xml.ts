import { SaxesParser } from 'saxes';
import type { XmlElement } from '../../kernel/canonical/xml-element.ts';

/** Most bytes of a document that a client sends; a record of three hundred questions has a tenth of it. */
export const XML_BYTES_MAX = 1_048_576;
export const XML_DEPTH_MAX = 32;
export const XML_ELEMENTS_MAX = 5000;
const ATTRIBUTES_MAX = 40;

/** Why a document is not read. */
export type XmlFault =
  | 'xml.too_large'
  | 'xml.not_utf8'
  | 'xml.broken'
  | 'xml.doctype'
  | 'xml.instruction'
  | 'xml.too_deep'
  | 'xml.too_many_elements';

/** Ends the reading at once: nothing after it is looked at. */
class Stop extends Error {
  readonly fault: XmlFault;
  constructor(fault: XmlFault) {
    super(fault);
    this.fault = fault;
  }
}

interface Building {
  readonly name: string;
  readonly namespace?: string;
  readonly attributes: { readonly [name: string]: string };
  text: string;
  readonly inner: XmlElement[];
}

/** An element that begins, as the parser tells of it: with namespaces its attributes are more than their values. */
interface Opened {
  readonly name: string;
  readonly uri?: string;
  readonly attributes: { readonly [name: string]: string | { readonly value: string } };
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const textIn = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Stop('xml.not_utf8');
  }
};

const read = (bytes: Uint8Array, namespaces: boolean): XmlElement => {
  if (bytes.length > XML_BYTES_MAX) throw new Stop('xml.too_large');
  const parser = namespaces ? new SaxesParser({ xmlns: true, position: false }) : new SaxesParser({ xmlns: false, position: false });
  const open: Building[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  const stop = (fault: XmlFault): never => {
    throw new Stop(fault);
  };
  parser.on('error', () => stop('xml.broken'));
  // A document type is where entities are made of entities, and where other files are read in; no record has one.
  parser.on('doctype', () => stop('xml.doctype'));
  parser.on('processinginstruction', () => stop('xml.instruction'));
  const opened = ({ name, uri, attributes }: Opened): void => {
    elements += 1;
    if (elements > XML_ELEMENTS_MAX) stop('xml.too_many_elements');
    if (open.length >= XML_DEPTH_MAX) stop('xml.too_deep');
    const entries = Object.entries(attributes).map(([key, it]) => [key, typeof it === 'string' ? it : it.value] as const);
    if (entries.length > ATTRIBUTES_MAX) stop('xml.too_many_elements');
    open.push({
      name: localName(name),
      ...(uri === undefined ? {} : { namespace: uri }),
      attributes: Object.fromEntries(entries.map(([key, value]) => [localName(key), value])),
      text: '',
      inner: [],
    });
  };
  parser.on('opentag', opened);
  const add = (text: string): void => {
    const at = open.at(-1);
    if (at) at.text += text;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    const done = open.pop();
    if (!done) return;
    const parent = open.at(-1);
    if (parent) parent.inner.push(done);
    else root = done;
  });
  const text = textIn(bytes);
  // A declaration of a document type begins so, wherever it stands; the parser would first read the whole of it.
  if (/<!DOCTYPE/i.test(text)) stop('xml.doctype');
  parser.write(text).close();
  return root ?? stop('xml.broken');
};

/**
 * A document as elements, or why it is not read. Strict, without document types, entities of its own or instructions; bounded in all it has.
 * With `namespaces` each element says which it is of, and one whose prefix stands for none breaks the document.
 */
export const readXml = (bytes: Uint8Array, namespaces = false): XmlElement | { readonly fault: XmlFault } => {
  try {
    return read(bytes, namespaces);
  } catch (error) {
    if (error instanceof Stop) return { fault: error.fault };
    throw error;
  }
};
