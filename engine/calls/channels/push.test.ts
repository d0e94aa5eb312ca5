import { createECDH } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decryptPush, startPushService } from '../../../test/support/calls/push-service.ts';
import { readSubscription } from '../../people/push-devices.ts';
import { isNamedService } from './push.ts';

const SERVICES = ['fcm.googleapis.com', '*.push.apple.com', 'updates.push.services.mozilla.com', '10.1.2.3:8443', '127.0.0.1:8080'];
const at = (endpoint: string, reach: readonly string[] = ['127.0.0.1:8080']): boolean =>
  isNamedService({ services: SERVICES }, { private: [...reach] }, endpoint);

describe('a push service', () => {
  it('is sent to where the operator has named it, by its name or by what stands before it', () => {
    for (const endpoint of [
      'https://fcm.googleapis.com/fcm/send/abc',
      'https://fcm.googleapis.com:443/wp/abc',
      'https://web.push.apple.com/QOx',
      'https://a.b.push.apple.com/QOx',
      'https://updates.push.services.mozilla.com/wpush/v2/x',
      'https://10.1.2.3:8443/x',
      'http://127.0.0.1:8080/x',
    ])
      expect(at(endpoint), endpoint).toBe(true);
  });

  it('is nothing else: no other host, port, account or protocol, and no name that only looks like one', () => {
    for (const endpoint of [
      'https://evil.example/fcm.googleapis.com',
      'https://fcm.googleapis.com.evil.example/x',
      'https://fcm.googleapis.com@evil.example/x',
      'https://user@fcm.googleapis.com/x',
      'https://fcm.googleapis.com./x',
      'https://sub.fcm.googleapis.com/x',
      'https://push.apple.com/x',
      'https://evilpush.apple.com.cn/x',
      'https://xpush.apple.com/x',
      'https://fcm.googleapis.com:8443/x',
      'http://fcm.googleapis.com/x',
      'https://10.1.2.3/x',
      'http://10.1.2.3:8443/x',
      'ftp://127.0.0.1:8080/x',
      'not an address',
      '',
    ])
      expect(at(endpoint), endpoint).toBe(false);
    expect(at('http://127.0.0.1:8080/x', [])).toBe(false);
  });
});

describe('what a browser gives', () => {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  const GIVEN = {
    endpoint: 'https://fcm.googleapis.com/fcm/send/abc',
    keys: { p256dh: pair.getPublicKey().toString('base64url'), auth: Buffer.alloc(16, 7).toString('base64url') },
  };

  it('is read with what else it says left out', () => {
    expect(readSubscription(JSON.stringify({ ...GIVEN, expirationTime: null, name: 'x' }))).toEqual({
      endpoint: GIVEN.endpoint,
      ...GIVEN.keys,
    });
  });

  it('is nothing where a part is missing or no key of the curve', () => {
    const off = pair.getPublicKey();
    off[64] = (off[64] ?? 0) ^ 1;
    for (const wrong of [
      { ...GIVEN, endpoint: 'abc' },
      { ...GIVEN, endpoint: `https://fcm.googleapis.com/${'x'.repeat(1000)}` },
      { endpoint: GIVEN.endpoint },
      { ...GIVEN, keys: { p256dh: GIVEN.keys.p256dh } },
      { ...GIVEN, keys: { ...GIVEN.keys, auth: Buffer.alloc(15).toString('base64url') } },
      { ...GIVEN, keys: { ...GIVEN.keys, p256dh: off.toString('base64url') } },
      { ...GIVEN, keys: { ...GIVEN.keys, p256dh: pair.getPublicKey('base64', 'compressed') } },
    ])
      expect(readSubscription(JSON.stringify(wrong)), JSON.stringify(wrong)).toBeUndefined();
    for (const text of ['', 'null', '[]', 'not json']) expect(readSubscription(text), text).toBeUndefined();
  });
});

describe('the stand-in of a browser', () => {
  it('decrypts the example of RFC 8291, so that what it reads of ours is what a browser reads', () => {
    const own = createECDH('prime256v1');
    own.setPrivateKey(Buffer.from('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94', 'base64url'));
    const body = Buffer.from(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
      'base64url',
    );
    const keys = { pair: own, auth: Buffer.from('BTBZMqHH6r4Tts7J_aSIgg', 'base64url') };
    expect(decryptPush(body, keys).toString('utf8')).toBe('When I grow up, I want to be a watermelon');
    expect(() => decryptPush(body, { ...keys, auth: Buffer.alloc(16) })).toThrow();
  });

  it('takes nothing that is not signed', async () => {
    const service = await startPushService();
    const { device } = service.subscribe('key');
    const answer = await fetch(`http://${service.host}/send/${device}`, { method: 'POST', body: 'x', headers: { ttl: '1' } });
    expect([answer.status, service.shown, service.faults.length]).toEqual([400, [], 1]);
    service.close();
  });
});
