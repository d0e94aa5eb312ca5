/** An element of a document, as a strict reader gives it: prefixes of names left out. */
export interface XmlElement {
  readonly name: string;
  /** The namespace that it is of, where the reader was asked for it. */
  readonly namespace?: string;
  readonly attributes: { readonly [name: string]: string };
  /** Its own text, without that of what is in it. */
  readonly text: string;
  readonly inner: readonly XmlElement[];
}
