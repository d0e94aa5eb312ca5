/** An element as a strict reader of XML without attributes sees it: text, or elements. */
export interface Element {
  readonly name: string;
  readonly text: string;
  readonly inner: readonly Element[];
}

const UNESCAPED: { readonly [entity: string]: string } = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&#13;': '\r',
};

/** Reads a whole document; throws where it is not well-formed. */
export const readXml = (document: string): Element => {
  const head = '<?xml version="1.0" encoding="utf-8"?>\n';
  if (!document.startsWith(head)) throw new Error('no declaration');
  const tokens = document.slice(head.length).match(/<\/?[a-z0-9_]+\/?>|[^<]+|</g) ?? [];
  let at = 0;
  const element = (): Element => {
    const open = /^<([a-z0-9_]+)(\/?)>$/.exec(tokens[at] ?? '');
    if (!open) throw new Error(`not an element: ${tokens[at]}`);
    at += 1;
    const name = open[1] ?? '';
    if (open[2] === '/') return { name, text: '', inner: [] };
    const inner: Element[] = [];
    let text = '';
    while (tokens[at] !== `</${name}>`) {
      const token = tokens[at];
      if (token === undefined || token === '<') throw new Error('cut off, or markup in text');
      if (token.startsWith('<')) inner.push(element());
      else {
        text += token.replaceAll(/&[^;]*;?/g, (entity) => {
          const sign = UNESCAPED[entity];
          if (sign === undefined) throw new Error(`unknown entity ${entity}`);
          return sign;
        });
        at += 1;
      }
    }
    at += 1;
    return { name, text, inner };
  };
  const root = element();
  if (tokens.slice(at).join('').trim() !== '') throw new Error('something after the root');
  return root;
};

/** The same as JSON by the Spark convention: names in the plural are lists, and an empty element is null. Values are text. */
export const sparkOf = (it: Element, lists: readonly string[]): unknown => {
  if (lists.includes(it.name)) return it.inner.map((one) => sparkOf(one, lists));
  if (it.inner.length > 0) return Object.fromEntries(it.inner.map((one) => [one.name, sparkOf(one, lists)]));
  return it.text === '' ? null : it.text;
};
