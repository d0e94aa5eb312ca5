import { escapeXml } from '../../../kernel/canonical/xml-text.ts';

/** What GeoReport v2 answers with, in one shape for both formats: a list names its elements, which JSON leaves out (the Spark convention). */
export type Tree = Leaf | List | Fields;
type Leaf = string | number | boolean | null;
interface List {
  readonly each: string;
  readonly items: readonly Tree[];
}
type Fields = { readonly [name: string]: Tree };

/** An answer: its root element, and what is in it. */
export interface Answer {
  readonly root: string;
  readonly tree: List | Fields;
}

const isList = (tree: Tree): tree is List => typeof tree === 'object' && tree !== null && 'items' in tree && Array.isArray(tree['items']);

const xmlOf = (name: string, tree: Tree): string => {
  if (tree === null || tree === '') return `<${name}/>`;
  if (typeof tree !== 'object') return `<${name}>${escapeXml(String(tree))}</${name}>`;
  const inner = isList(tree) ? tree.items.map((it) => xmlOf(tree.each, it)) : Object.entries(tree).map(([key, it]) => xmlOf(key, it));
  return inner.length === 0 ? `<${name}/>` : `<${name}>${inner.join('')}</${name}>`;
};

/** `<?xml …?>` and the root. Names of elements are ours, never sent. */
export const toXml = ({ root, tree }: Answer): string => `<?xml version="1.0" encoding="utf-8"?>\n${xmlOf(root, tree)}\n`;

const jsonOf = (tree: Tree): unknown => {
  if (typeof tree !== 'object' || tree === null) return tree;
  return isList(tree) ? tree.items.map(jsonOf) : Object.fromEntries(Object.entries(tree).map(([key, it]) => [key, jsonOf(it)]));
};

export const toJson = ({ tree }: Answer): string => JSON.stringify(jsonOf(tree));
