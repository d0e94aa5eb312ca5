import { expect, it } from 'vitest';
import { hashing, testKey } from '../../verifier/testing/ports.ts';
import { parsePeerCard, peerCardJson } from './peer-card.ts';
import { cosignerKey, formatVkey, noteKey } from './vkey.ts';

const names = { 'zh-CN': '邻县', en: 'Next County' };
const log = formatVkey(noteKey(hashing, 'log.example/1', testKey(1).publicKey));
const witness = { key: formatVkey(cosignerKey(hashing, 'log.example/1/witness', testKey(2).publicKey)), path: 'witness' };
const card = { names, log, witness };
const read = (change: object) => parsePeerCard(hashing, JSON.stringify({ ...peerCardJson(card), ...change }));

it('a card is read as it was written, with a log, a witness or both', () => {
  expect(read({})).toMatchObject({ names, log: { name: 'log.example/1' }, witness: { path: 'witness' } });
  expect(read({ log: null })?.log).toBeNull();
  expect(read({ witness: null })?.witness).toBeNull();
  expect(read({ witness: { ...witness, path: '' } })?.witness?.path).toBe('');
});

it.each([
  ['neither log nor witness', { log: null, witness: null }],
  ['another format', { format: 'huiyin/peer/v2' }],
  ['an unknown field', { more: 1 }],
  ['no names', { names: null }],
  ['a name with a control character', { names: { ...names, en: 'a\u0007' } }],
  ['a name that is too long', { names: { ...names, en: 'a'.repeat(201) } }],
  ['a key of a witness for its log', { log: witness.key }],
  ['a key of a log for its witness', { witness: { ...witness, key: log } }],
  ['a path that leaves the address', { witness: { ...witness, path: '../x' } }],
  ['a path with a host', { witness: { ...witness, path: '//evil.example' } }],
  ['a witness with more', { witness: { ...witness, more: 1 } }],
  ['a damaged key', { log: `${log}A` }],
])('%s is no card', (_, change) => expect(read(change)).toBeUndefined());

it('what is no JSON, or too long, is no card', () => {
  expect(parsePeerCard(hashing, 'nonsense')).toBeUndefined();
  expect(parsePeerCard(hashing, `${JSON.stringify(peerCardJson(card))}${' '.repeat(9000)}`)).toBeUndefined();
});
