import type { XmlElement } from '../canonical/xml-element.ts';
import { ALERT, CAP_NAMESPACE, type Alert, type Element, type Kind, type Shape } from './alert.ts';
import { capRules, type CapFault } from './rules.ts';
import { capInstant } from './time.ts';

/** A signature may stand behind everything else (section 3.3.2.1); it is not looked at. */
const SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#';

type Value = string | ReadValue | readonly (string | ReadValue)[];
interface ReadValue {
  readonly [element: string]: Value;
}

const PAIR = /^-?\d{1,3}(\.\d+)?,-?\d{1,3}(\.\d+)?$/;
const isPlace = (pair: string): boolean => {
  const [latitude = '', longitude = ''] = pair.split(',');
  return PAIR.test(pair) && Math.abs(Number(latitude)) <= 90 && Math.abs(Number(longitude)) <= 180;
};
const isPolygon = (text: string): boolean => {
  const pairs = text.split(/\s+/);
  return pairs.length >= 4 && pairs[0] === pairs.at(-1) && pairs.every(isPlace);
};
const isCircle = (text: string): boolean => {
  const [pair = '', radius = '', more] = text.split(/\s+/);
  return isPlace(pair) && /^\d{1,6}(\.\d+)?$/.test(radius) && more === undefined;
};

const FITS: { readonly [kind in Exclude<Kind, object>]: (text: string) => boolean } = {
  text: () => true,
  name: (text) => !/[\s,<&]/.test(text),
  time: (text) => capInstant(text) !== undefined,
  language: (text) => /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/.test(text),
  uri: (text) => !/[\s<>"{}|\\^`]/.test(text) && !/^(javascript|data|vbscript|file):/i.test(text),
  whole: (text) => /^[-+]?\d{1,15}$/.test(text),
  decimal: (text) => /^[-+]?\d{1,9}(\.\d+)?$/.test(text),
  polygon: isPolygon,
  circle: isCircle,
  digest: (text) => /^[\da-fA-F]{40}$/.test(text),
};
const CODES: { readonly [kind in Exclude<Kind, object>]: string } = {
  text: 'cap.text',
  name: 'cap.name',
  time: 'cap.time',
  language: 'cap.language',
  uri: 'cap.uri',
  whole: 'cap.number',
  decimal: 'cap.number',
  polygon: 'cap.polygon',
  circle: 'cap.circle',
  digest: 'cap.digest',
};

/** Most elements of one name in one place: the schema has no bound, and whoever reads has one. */
const MANY_MAX = 500;

/** One element as its kind has it; undefined where it says nothing. */
const readOne = (found: XmlElement, kind: Kind, where: string, faults: CapFault[]): string | ReadValue | undefined => {
  if (typeof kind === 'object' && 'shape' in kind) return readShape(found, kind.shape, where, faults);
  if (found.inner.length > 0) faults.push({ code: 'cap.unknown', where: `${where}/${found.inner[0]?.name}` });
  const text = typeof kind === 'string' && kind === 'text' ? found.text : found.text.trim();
  if (text.trim() === '') return undefined;
  if (typeof kind === 'object' ? !kind.of.includes(text) : !FITS[kind](text))
    faults.push({ code: typeof kind === 'object' ? 'cap.value' : CODES[kind], where });
  return text;
};

const readElement = (
  found: readonly XmlElement[],
  { kind, isNeeded, isMany, mayBeEmpty }: Element,
  where: string,
  faults: CapFault[],
): Value | undefined => {
  if (found.length > (isMany === true ? MANY_MAX : 1)) faults.push({ code: 'cap.repeated', where });
  const values = found.slice(0, MANY_MAX).flatMap((one, i) => {
    const value = readOne(one, kind, isMany === true ? `${where}[${i + 1}]` : where, faults);
    return value === undefined ? [] : [value];
  });
  if (values.length === 0 && isNeeded === true && !(mayBeEmpty === true && found.length > 0)) faults.push({ code: 'cap.missing', where });
  return isMany === true ? (values.length === 0 ? undefined : values) : values[0];
};

const readShape = (element: XmlElement, shape: Shape, where: string, faults: CapFault[]): ReadValue => {
  const order = Object.keys(shape);
  let last = 0;
  for (const { name, namespace } of element.inner) {
    if (namespace === SIGNATURE && shape === ALERT) continue;
    const at = order.indexOf(name);
    if (at < 0 || namespace !== CAP_NAMESPACE) faults.push({ code: 'cap.unknown', where: `${where}/${name}` });
    else if (at < last) faults.push({ code: 'cap.order', where: `${where}/${name}` });
    else last = at;
  }
  if (element.text.trim() !== '') faults.push({ code: 'cap.text', where });
  const read: { [name: string]: Value } = {};
  for (const [name, spec] of Object.entries(shape)) {
    const found = element.inner.filter((one) => one.name === name && one.namespace === CAP_NAMESPACE);
    const value = readElement(found, spec, `${where}/${name}`, faults);
    if (value !== undefined) read[name] = value;
  }
  return read;
};

/**
 * A message of CAP 1.2, of a document that was read with its namespaces; or everything that is wrong with it. An empty element says nothing and is
 * taken for absent. Other versions are other formats.
 */
export const readAlert = (root: XmlElement): { readonly alert: Alert } | { readonly faults: readonly CapFault[] } => {
  if (root.name !== 'alert') return { faults: [{ code: 'cap.root', where: root.name }] };
  if (root.namespace !== CAP_NAMESPACE) return { faults: [{ code: 'cap.version', where: root.namespace ?? '' }] };
  const faults: CapFault[] = [];
  const alert = readShape(root, ALERT, 'alert', faults) as unknown as Alert; // by the shape, where nothing was at fault
  if (faults.length > 0) return { faults };
  const broken = capRules(alert);
  return broken.length > 0 ? { faults: broken } : { alert };
};
