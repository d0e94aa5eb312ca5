import { vapidKeys, type VapidKeys } from '../../keys/vapid.ts';
import { postOut } from '../../outbox/post-out.ts';
import { notePushed, pushDevicesOfPost, type PushDevice, type StoredSubscription } from '../../people/push-devices.ts';
import type { Service } from '../../service.ts';
import { hostOf, type CallChannels } from '../channel-file.ts';
import { byStatus, type ChannelOf, type Outgoing, type Sent } from './channel.ts';
import { best } from './mail.ts';

/** Encrypts and signs; what it could send with itself is not used. Loaded with the first message. */
const library = async () => (await import('web-push')).default;

/** A device that is off for longer hears nothing of it later: by then others have been called, and the desk says how it stands. */
const TTL_SECONDS = 4 * 3600;
/** Every message is as long as this, so that its length tells nothing; a push service takes 4,096 bytes with what encryption adds (RFC 8291, 4). */
const PADDED_BYTES = 3000;
/** The push service knows the device no more (RFC 8030, 7.3). */
const GONE: readonly number[] = [404, 410];

/** What a device shows, and which of our own pages it opens. */
export interface PushNote {
  /** Of the message: who gets it twice shows it once. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly path: string;
}

type Reach = Pick<CallChannels, 'private'>;

/** Whether a subscription is at a service that the operator has named; over https, but for a private one named with its port. */
export const isNamedService = ({ services }: Pick<ChannelOf<'push'>, 'services'>, reach: Reach, endpoint: string): boolean => {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, port, username, password } = new URL(endpoint);
  const at = hostOf(endpoint);
  if (username !== '' || password !== '' || (protocol !== 'https:' && !(protocol === 'http:' && reach.private.includes(at)))) return false;
  const isPlain = protocol === 'https:' && port === '';
  return services.some(
    (service) => service === at || (isPlain && (service === hostname || (service.startsWith('*.') && hostname.endsWith(service.slice(1))))),
  );
};

const payloadOf = (note: PushNote): Buffer => {
  const json = Buffer.from(JSON.stringify(note));
  return Buffer.concat([json, Buffer.alloc(Math.max(0, PADDED_BYTES - json.length), ' ')]);
};

/** The request of one message to one device: encrypted for it (aes128gcm), signed for its push service (VAPID, ES256). */
const requestOf = async (to: StoredSubscription, note: PushNote, subject: string, keys: VapidKeys) => {
  const { generateRequestDetails } = await library();
  const { headers, body } = generateRequestDetails({ endpoint: to.endpoint, keys: { p256dh: to.p256dh, auth: to.auth } }, payloadOf(note), {
    vapidDetails: { subject, ...keys },
    TTL: TTL_SECONDS,
    urgency: 'high',
    // The same at each try: one that waits there is replaced and not doubled.
    topic: note.id.replaceAll('-', '').slice(0, 32),
  });
  const plain = Object.entries(headers as { readonly [name: string]: string | number }).filter(([name]) => name !== 'Content-Length');
  return { headers: Object.fromEntries(plain.map(([name, value]) => [name, String(value)])), body: body ?? Buffer.alloc(0) };
};

interface Told {
  readonly device: string;
  readonly said: Sent;
  readonly isGone?: true;
}

const tellOne = async (
  keys: VapidKeys,
  reach: Reach,
  channel: ChannelOf<'push'>,
  { id: device, to }: PushDevice,
  note: PushNote,
): Promise<Told> => {
  // The folder of keys was lost since: the push service takes nothing for this device under another key.
  if (!to || to.key !== keys.publicKey) return { device, said: { kind: 'never', code: 'other key' }, isGone: true };
  if (!isNamedService(channel, reach, to.endpoint)) return { device, said: { kind: 'never', code: 'service not named' } };
  const where = reach.private.includes(hostOf(to.endpoint)) ? 'any' : 'open';
  const back = await postOut({
    url: new URL(to.endpoint),
    ...(await requestOf(to, note, channel.subject, keys)),
    to: where,
    read: 0,
  });
  const status = back?.status ?? 0;
  return {
    device,
    said: byStatus(back) ?? { kind: 'sent', code: `http ${status}` },
    ...(GONE.includes(status) ? { isGone: true } : {}),
  };
};

/** Sends a note to some devices and writes down which took it and which are gone: the best of what became of it. That it was taken is no proof that anybody saw it. */
export const tellDevices = async (
  service: Service,
  reach: Reach,
  channel: ChannelOf<'push'>,
  devices: readonly PushDevice[],
  note: PushNote,
): Promise<Sent> => {
  const keys = vapidKeys(service.keys);
  const told = await Promise.all(
    devices.map((device) =>
      tellOne(keys, reach, channel, device, note).catch((): Told => ({ device: device.id, said: { kind: 'never', code: 'not sendable' } })),
    ),
  );
  const reached = told.filter(({ said }) => said.kind === 'sent').map(({ device }) => device);
  const gone = told.filter(({ isGone }) => isGone === true).map(({ device }) => device);
  // What a device took is taken, whether or not that could be written beside it.
  await service.read((tx) => notePushed(tx, reached, gone, service.clock())).catch(() => undefined);
  return best(told.map(({ said }) => said));
};

/** A call to every device of whoever holds its post now; a post without one is left to the next channel. */
export const sendPush = async (service: Service, reach: Reach, channel: ChannelOf<'push'>, out: Outgoing): Promise<Sent> => {
  const devices = await service.read((tx) => pushDevicesOfPost(tx, service.wrappingKey, out.post)).catch(() => undefined);
  if (devices === undefined) return { kind: 'later', code: 'devices not read' };
  if (devices.length === 0) return { kind: 'never', code: 'no device' };
  const note = { id: out.id, title: out.subject, text: out.text, path: new URL(out.message.link).pathname };
  return tellDevices(service, reach, channel, devices, note);
};
