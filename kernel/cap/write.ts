import { escapeXml } from '../canonical/xml-text.ts';
import { ALERT, CAP_NAMESPACE, type Alert, type Shape } from './alert.ts';

type Written = { readonly [element: string]: unknown };

const written = (value: Written, shape: Shape, indent: string): string =>
  Object.entries(shape)
    .flatMap(([name, { kind, isNeeded }]) => {
      const given = value[name];
      const all: readonly unknown[] = given === undefined ? (isNeeded === true ? [''] : []) : Array.isArray(given) ? given : [given];
      return all.map((one) =>
        typeof kind === 'object' && 'shape' in kind
          ? `${indent}<${name}>\n${written(one as Written, kind.shape, `${indent}  `)}${indent}</${name}>\n` // by the shape
          : `${indent}<${name}>${escapeXml(String(one))}</${name}>\n`,
      );
    })
    .join('');

/** A message as a document: its elements in their order (section 3.3), those that say nothing left out. */
export const writeAlert = (alert: Alert): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<alert xmlns="${CAP_NAMESPACE}">\n${written(alert as unknown as Written, ALERT, '  ')}</alert>\n`; // plain data by its own type
