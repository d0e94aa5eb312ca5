import { createECDH } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testFolder } from '../../test/support/folder.ts';
import { isArchived } from '../log/signer.ts';
import { openKeyDirectory } from './key-directory.ts';
import { vapidKeys } from './vapid.ts';

it('the key pair for push services is made once, read by its owner alone, and goes into no archive', () => {
  const folder = testFolder('vapid');
  const keys = openKeyDirectory(folder);
  const made = vapidKeys(keys);
  expect(vapidKeys(openKeyDirectory(folder))).toEqual(made);
  expect(vapidKeys(openKeyDirectory(testFolder('vapid-other'))).publicKey).not.toBe(made.publicKey);
  expect(statSync(join(folder, 'push.key')).mode & 0o777).toBe(0o600);
  expect(keys.names()).toEqual(['push']);
  expect(isArchived('push')).toBe(false);
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(Buffer.from(made.privateKey, 'base64url'));
  expect(pair.getPublicKey().toString('base64url')).toBe(made.publicKey);
});
