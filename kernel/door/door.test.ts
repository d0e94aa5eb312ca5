import { describe, expect, it } from 'vitest';
import { checkDoor, parseDoor, type Surrounding } from './door.ts';

const label = (text: string) => ({ 'zh-CN': text, en: text });
const SOUND = {
  id: 'discipline',
  name: label('Nanling Discipline Inspection'),
  body: 'discipline_inspection',
  line: 'nanling-discipline',
  office: null,
  origin: 'https://door.example',
  key: 'ab'.repeat(32),
  ack: 'cd'.repeat(32),
  log: 'door.huiyin/1+0123abcd+AbCd',
  kinds: ['accusation', 'child_danger'],
  firstAnswer: { accusation: label('within 7 days'), child_danger: label('the same working day') },
  address: label('8 Renmin Road'),
  phone: '12388',
  hours: label('working days'),
} as const;
const AROUND: Surrounding = {
  offices: [{ office: 'county', name_zh: '青川县人民政府', name_en: 'County Government' }],
  names: ['青川县', 'Qingchuan County'],
  origins: ['https://county.example'],
  keys: ['ee'.repeat(32)],
  log: 'county.huiyin/1',
};
const codes = (more: object): readonly string[] => {
  const door = parseDoor({ ...SOUND, ...more });
  return door ? checkDoor(door, AROUND).map((it) => it.code) : ['not read'];
};

describe('a door (G5)', () => {
  it('that stands outside with keys of its own is taken as it is', () => {
    expect(parseDoor(SOUND)).toEqual(SOUND);
    expect(codes({})).toEqual([]);
    expect(codes({ origin: 'http://127.0.0.1:8090' })).toEqual([]);
    expect(codes({ origin: 'http://[::1]:8090' })).toEqual([]);
  });

  it.each([
    ['that belongs to an office here', { office: 'county' }, 'door_in_the_line'],
    ['whose line is an office here', { line: 'county' }, 'door_in_the_line'],
    ['that has the id of an office here', { id: 'county' }, 'door_in_the_line'],
    ['that is called like an office here', { name: { 'zh-CN': '青川县 人民政府', en: 'Somebody' } }, 'door_in_the_line'],
    ['that is called like the place itself', { name: label('QINGCHUAN  county') }, 'door_in_the_line'],
    ['of the petition office', { name: label('南陵市信访局') }, 'door_ineligible'],
    ['over a line that can be read', { origin: 'http://door.example' }, 'door_not_https'],
    ['that only looks like loopback', { origin: 'http://127.0.0.1.example' }, 'door_not_https'],
    ['on our own origin', { origin: 'https://county.example' }, 'door_same_origin'],
    ['with a key of ours', { key: 'ee'.repeat(32) }, 'door_same_key'],
    ['that signs with a key of ours', { ack: 'ee'.repeat(32) }, 'door_same_key'],
    ['with one key for both', { ack: 'ab'.repeat(32) }, 'door_same_key'],
    ['with a key on which every secret agrees', { key: '00'.repeat(32) }, 'door_key_weak'],
    ['with our own log', { log: 'county.huiyin/1+0123abcd+AbCd' }, 'door_same_log'],
    ['with a word of control', { hours: label('稳控办公室') }, 'door_control_word'],
  ])('%s is refused', (_, more, code) => {
    expect(codes(more)).toEqual([code]);
  });

  it.each([
    ['no key', { key: undefined }],
    ['half a key', { key: 'ab' }],
    ['no key to sign with', { ack: undefined }],
    ['a body that keeps no door', { body: 'police' }],
    ['a path behind its origin', { origin: 'https://door.example/path' }],
    ['an origin in capitals', { origin: 'https://Door.example' }],
    ['a script for an origin', { origin: 'javascript:alert(1)' }],
    ['no kind', { kinds: [] }],
    ['a kind that nobody knows', { kinds: ['accusation', 'assembly'] }],
    ['a kind twice', { kinds: ['accusation', 'accusation'] }],
    ['no first answer for a kind', { kinds: ['accusation', 'retaliation'] }],
    ['one language', { address: { 'zh-CN': '人民路' } }],
    ['words for a telephone', { phone: 'call us' }],
    ['no log', { log: '' }],
    ['an office that is no id', { office: 'the county' }],
  ])('with %s is none', (_, more) => {
    expect(parseDoor({ ...SOUND, ...more })).toBeUndefined();
  });

  it('keeps nothing that it does not know', () => {
    expect(parseDoor({ ...SOUND, more: 'words', name: { ...SOUND.name, fr: 'x' } })).toEqual(SOUND);
    for (const value of [null, [], 'door', { ended: true }]) expect(parseDoor(value)).toBeUndefined();
  });
});
