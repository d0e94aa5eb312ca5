import { describe, expect, it } from 'vitest';
import { instant } from '../calendar/instant.ts';
import { parsePromise, promiseKeyName, promiseText } from './promise.ts';

const promise = {
  origin: 'huiyin.local/00112233aabbccdd/1',
  leafHash: new Uint8Array(32).fill(1),
  includeBy: instant(Date.UTC(2026, 8, 28, 2, 20)),
};
const TEXT =
  'huiyin.local/00112233aabbccdd/1/promise/v1\nAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\ninclude-by 2026-09-28T02:20:00.000Z\n';

describe('promise', () => {
  it('names the log, the leaf and the time', () => {
    expect(promiseText(promise)).toBe(TEXT);
    expect(parsePromise(TEXT)).toEqual(promise);
    expect(promiseKeyName(promise.origin)).toBe('huiyin.local/00112233aabbccdd/1/promise');
  });

  it.each([
    ['another version', TEXT.replace('/v1', '/v2')],
    ['no origin', TEXT.slice(TEXT.indexOf('/promise'))],
    ['a hash of 31 bytes', TEXT.replace('QEBAQE=', 'QEBAQ==')],
    ['a time without milliseconds', TEXT.replace('.000Z', 'Z')],
    ['a further line', `${TEXT}x\n`],
    ['no newline at its end', TEXT.slice(0, -1)],
    ['another word for the time', TEXT.replace('include-by', 'included-by')],
    ['nothing in it', ''],
  ])('is refused with %s', (_, text) => expect(parsePromise(text)).toBeUndefined());

  it('is not written without an origin or a whole hash', () => {
    expect(() => promiseText({ ...promise, origin: '' })).toThrow();
    expect(() => promiseText({ ...promise, origin: 'a\nb' })).toThrow();
    expect(() => promiseText({ ...promise, leafHash: new Uint8Array(31) })).toThrow();
  });
});
