import { toHex } from '../kernel/canonical/bytes.ts';
import { utf8Encode } from '../kernel/canonical/utf8.ts';
import type { Hashing } from '../kernel/crypto/ports.ts';
import type { Bundle } from '../kernel/log/bundle.ts';
import { blobId, blobKey, viewKey } from '../kernel/log/leaf.ts';
import type { BlobRef } from '../kernel/log/payload.ts';
import type { OpenedEvent } from './streams.ts';
import { fault, passed, type Checked, type NotProved } from './verdict.ts';

/** How many texts are as they were logged, and which the bundle does not hold (redacted, erased or left out). */
export interface TextsChecked {
  readonly count: number;
  readonly absent: readonly NotProved[];
}

type Field = { readonly opened: OpenedEvent; readonly name: string; readonly ref: BlobRef };

const fieldsOf = (opened: OpenedEvent): readonly Field[] =>
  Object.entries(opened.payload?.texts ?? {}).map(([name, ref]) => ({ opened, name, ref }));

const keyOf = (hashing: Hashing, bundle: Bundle, { event, payload }: OpenedEvent): Uint8Array | null =>
  payload?.visibility === 'open' ? blobKey(hashing, viewKey(hashing, bundle.logKey, event.level)) : event.blobKey;

const checkText = (hashing: Hashing, bundle: Bundle, { opened, name, ref }: Field, text: string): Checked<null> => {
  const { level, n } = opened.event;
  const key = keyOf(hashing, bundle, opened);
  if (key === null) return fault('text_without_key', { level, n, field: name });
  const content = utf8Encode(text);
  const isSame = content.length === ref.size && toHex(blobId(hashing, key, n, name, content)) === ref.blob;
  return isSame ? passed(null) : fault('text_changed', { level, n, field: name });
};

/** Every text of the bundle belongs to an event and is what that event was logged with. */
export const checkTexts = (hashing: Hashing, bundle: Bundle, events: readonly OpenedEvent[]): Checked<TextsChecked> => {
  const absent: NotProved[] = [];
  const met = new Set<string>();
  for (const field of events.flatMap(fieldsOf)) {
    const text = bundle.texts.get(field.ref.blob);
    if (text === undefined) {
      absent.push({ code: 'text_absent', params: { level: field.opened.event.level, n: field.opened.event.n, field: field.name } });
      continue;
    }
    const checked = checkText(hashing, bundle, field, text);
    if (!checked.ok) return checked;
    met.add(field.ref.blob);
  }
  const unknown = [...bundle.texts.keys()].find((blob) => !met.has(blob));
  return unknown === undefined ? passed({ count: met.size, absent }) : fault('text_unknown', { blob: unknown });
};
