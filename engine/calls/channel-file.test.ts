import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isRefusal, refuse, type Refusal } from '../../kernel/refusal.ts';
import { testFolder } from '../../test/support/folder.ts';
import { openKeyDirectory } from '../keys/key-directory.ts';
import { CHANNEL_FILE, channelsOf, hostOf, pushChannelOf, readChannels, type CallChannels } from './channel-file.ts';

const folder = testFolder('channels');
const keys = openKeyDirectory(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = async (text: string, mode = 0o600): Promise<CallChannels | Refusal | null> => {
  await keys.writeText(CHANNEL_FILE, text);
  chmodSync(join(folder, CHANNEL_FILE), mode);
  return readChannels(keys);
};
const HOOK = {
  name: 'gateway',
  kind: 'hook',
  url: 'https://gateway.example/calls',
  secrets: ['whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='],
  offices: ['fire'],
};
const MAIL = {
  name: 'mail',
  kind: 'mail',
  host: 'smtp.example',
  port: 587,
  from: 'calls@county.example',
  to: { 'fire.duty': ['duty@county.example'] },
};
const SMS = {
  name: 'sms',
  kind: 'sms',
  url: 'https://sms.example/send',
  body: '{"to":"{to}","text":"{text}"}',
  accepted: { field: 'code', is: '0' },
  to: { 'fire.duty': ['+8613800000000'] },
};
const ROBOT = { name: 'robot', kind: 'wecom', url: 'https://robot.example/send?key=a', offices: ['fire'] };
const PUSH = {
  name: 'push',
  kind: 'push',
  subject: 'mailto:duty@county.example',
  services: ['fcm.googleapis.com', '*.push.apple.com', '10.1.2.3:8443'],
  offices: ['fire'],
};
const file = (...channels: readonly object[]): string => JSON.stringify({ url: 'https://huiyin.example', channels });

describe('the file of channels', () => {
  it('need not be there', () => {
    expect(readChannels(openKeyDirectory(testFolder('no-channels')))).toBeNull();
  });

  it('says by which channels a post is reached, in its order', async () => {
    const channels = await read(file(HOOK, MAIL, SMS, { ...HOOK, name: 'other', offices: ['water'] }, PUSH));
    if (channels === null || isRefusal(channels)) throw new Error(JSON.stringify(channels));
    expect(channelsOf(channels, 'fire.duty').map(({ name }) => name)).toEqual(['gateway', 'mail', 'sms', 'push']);
    expect(channelsOf(channels, 'fire.head').map(({ name }) => name)).toEqual(['gateway', 'push']);
    expect([pushChannelOf(channels, 'fire')?.name, pushChannelOf(channels, 'water')]).toEqual(['push', undefined]);
    expect(channelsOf(channels, 'water.duty').map(({ name }) => name)).toEqual(['other']);
    expect(channelsOf(channels, 'fireworks.duty')).toEqual([]);
  });

  it('that others can read is refused, whoever they are', async () => {
    for (const mode of [0o604, 0o640, 0o602, 0o777]) expect(await read(file(HOOK), mode)).toEqual(refuse('call_channels_open'));
  });

  it('that says something else is refused by where it is wrong, and never by what stands there', async () => {
    const wrong: readonly (readonly [string, string])[] = [
      ['not json', ''],
      ['[]', ''],
      ['{}', 'url'],
      [file(), 'channels'],
      [JSON.stringify({ url: 'https://huiyin.example/zh', channels: [HOOK] }), 'url'],
      [JSON.stringify({ url: 'https://huiyin.example', channels: [HOOK], privat: [] }), ''],
      [JSON.stringify({ url: 'https://huiyin.example', channels: [HOOK], private: ['10.0.0.1'] }), 'private.0'],
      [file({ ...HOOK, kind: 'pager' }), 'channels.0.kind'],
      [file({ ...HOOK, secrets: ['secret'] }), 'channels.0.secrets.0'],
      [file({ ...HOOK, secrets: [] }), 'channels.0.secrets'],
      [file({ ...HOOK, secret: 'x' }), 'channels.0'],
      [file({ ...HOOK, url: 'ftp://gateway.example' }), 'channels.0.url'],
      [file({ ...HOOK, url: 'http://gateway.example/calls' }), 'channels.0.url'],
      [file(HOOK, HOOK), 'channels.1.name'],
      // One robot has one budget.
      [file({ ...ROBOT }, { ...ROBOT, name: 'other' }), 'channels.1.url'],
      [file({ ...HOOK, url: 'https:// gateway.example' }), 'channels.0.url'],
      [file({ ...HOOK, url: 'https://[gateway' }), 'channels.0.url'],
      [file({ ...SMS, headers: { authorization: 'Bearer 密钥' } }), 'channels.0.headers.authorization'],
      [file({ ...HOOK, name: '-' }), 'channels.0.name'],
      [file({ ...HOOK, lang: 'fr' }), 'channels.0.lang'],
      [file({ ...MAIL, from: 'a@b\r\nBcc: x@y' }), 'channels.0.from'],
      [file({ ...MAIL, to: { 'fire.duty': [] } }), 'channels.0.to.fire.duty'],
      [file({ ...SMS, to: { 'fire.duty': ['duty@county.example'] } }), 'channels.0.to.fire.duty.0'],
      [file({ ...SMS, body: '{"text":"{text}"}' }), 'channels.0.body'],
      [file({ ...PUSH, subject: 'duty@county.example' }), 'channels.0.subject'],
      [file({ ...PUSH, services: [] }), 'channels.0.services'],
      [file({ ...PUSH, services: ['*'] }), 'channels.0.services.0'],
      [file({ ...PUSH, services: ['*.com'] }), 'channels.0.services.0'],
      [file({ ...PUSH, services: ['*.push.example:8443'] }), 'channels.0.services.0'],
      [file({ ...PUSH, services: ['https://fcm.googleapis.com'] }), 'channels.0.services.0'],
      [file({ ...PUSH, services: ['a.*.example'] }), 'channels.0.services.0'],
      // An account has its devices once.
      [file(PUSH, { ...PUSH, name: 'again', offices: ['water', 'fire'] }), 'channels.1.offices'],
      [file({ ...SMS, headers: { authorization: 'a\r\nb: c' } }), 'channels.0.headers.authorization'],
    ];
    for (const [text, where] of wrong) expect(await read(text), text).toEqual(refuse('call_channels_form', { where }));
  });

  it('may name gateways on private addresses, by host and port; only there is plain http taken', async () => {
    const named = {
      url: 'http://huiyin.county:8080',
      private: ['10.1.2.3:8080', 'gateway.lan:80'],
      channels: [{ ...HOOK, url: 'http://gateway.lan/calls' }],
    };
    expect(isRefusal(await read(JSON.stringify(named)))).toBe(false);
    const other = { ...named, channels: [{ ...HOOK, url: 'http://gateway.lan:81/calls' }] };
    expect(await read(JSON.stringify(other))).toEqual(refuse('call_channels_form', { where: 'channels.0.url' }));
    expect(hostOf('https://[fd00::1]/x')).toBe('[fd00::1]:443');
  });
});
