import { toBase64 } from '../canonical/base64.ts';
import { logKeyText } from '../canonical/names.ts';
import type { Bundle, BundleAccess, BundleEvent } from './bundle.ts';

const eventJson = ({ payload, level, n, leaf, place, salt, blobKey }: BundleEvent): object => ({
  payload: payload === null ? null : toBase64(payload),
  level,
  n,
  leaf: toBase64(leaf),
  index: place?.index ?? null,
  proof: place?.proof.map(toBase64) ?? null,
  ...(salt === null ? {} : { salt: toBase64(salt) }),
  ...(blobKey === null ? {} : { blobKey: toBase64(blobKey) }),
});

const accessJson = ({ payload, leaf, place }: BundleAccess): object => ({
  payload: toBase64(payload),
  leaf: toBase64(leaf),
  index: place?.index ?? null,
  proof: place?.proof.map(toBase64) ?? null,
});

/** Writes a bundle as `parseBundle` reads it. */
export const bundleText = (bundle: Bundle): string =>
  JSON.stringify({
    format: 'huiyin/bundle/v1',
    origin: bundle.origin,
    matter: bundle.matter,
    logKey: logKeyText(bundle.logKey),
    ...(bundle.logKeys.length > 1 ? { earlierLogKeys: bundle.logKeys.slice(0, -1).map(logKeyText) } : {}),
    jurisdiction: bundle.jurisdiction,
    events: bundle.events.map(eventJson),
    texts: Object.fromEntries(bundle.texts),
    ...(bundle.accesses.length > 0 ? { accesses: bundle.accesses.map(accessJson) } : {}),
    checkpoint: bundle.checkpoint,
    promise: bundle.promise,
  });
