import { createHash } from 'node:crypto';
import { isRefusal, refuse, type Refusal } from '../../kernel/refusal.ts';
import { vapidKeys } from '../keys/vapid.ts';
import { addPushDevice, pushDevicesOf, readSubscription, removePushDevice, type PushDevice } from '../people/push-devices.ts';
import { isFresh } from '../people/sessions.ts';
import type { Own } from '../people/own-ways.ts';
import type { StaffMember } from '../place/read.ts';
import type { Service } from '../service.ts';
import { pushChannelOf, readChannels, type CallChannels } from './channel-file.ts';
import type { ChannelOf } from './channels/channel.ts';
import { isNamedService, tellDevices, type PushNote } from './channels/push.ts';

/** How devices of somebody's office are reached. */
interface Reaching {
  readonly channels: CallChannels;
  readonly channel: ChannelOf<'push'>;
}

const reachingOf = ({ keys }: Service, { office }: StaffMember): Reaching | undefined => {
  const channels = readChannels(keys);
  if (channels === null || isRefusal(channels)) return undefined;
  const channel = pushChannelOf(channels, office);
  return channel && { channels, channel };
};

/** The devices of an account, and the key that its browser asks its push service to take messages of; undefined where its office is not called this way. */
export interface OwnDevices {
  readonly key: string | undefined;
  readonly devices: readonly PushDevice[];
}

export const readOwnDevices = async (service: Service, member: StaffMember): Promise<OwnDevices> => ({
  key: reachingOf(service, member) && vapidKeys(service.keys).publicKey,
  devices: await service.read((tx) => pushDevicesOf(tx, service.wrappingKey, member.staff)),
});

/** By what a browser knows its own line of the list again. */
export const endpointHash = (endpoint: string): string => createHash('sha256').update(endpoint).digest('base64url');

/** Adds the device whose browser made this subscription. A desk left open for an hour is not enough to have its calls go elsewhere. */
export const addOwnDevice = async ({ service, member, token }: Own, text: string): Promise<Refusal | undefined> => {
  const reaching = reachingOf(service, member);
  if (!reaching) return refuse('push_not_set_up');
  const given = readSubscription(text);
  if (!given) return refuse('push_form');
  if (!isNamedService(reaching.channel, reaching.channels, given.endpoint))
    return refuse('push_service_unknown', { host: new URL(given.endpoint).host.slice(0, 200) });
  const key = vapidKeys(service.keys).publicKey;
  const now = service.clock();
  return service.read((tx) =>
    // Looked at once nobody else changes the account: a session that is ended in this moment switches nothing on.
    addPushDevice(tx, service.wrappingKey, member.staff, { ...given, key }, now, async () =>
      (await isFresh(tx, token, now)) ? undefined : refuse('sign_in_stale'),
    ),
  );
};

/** Removes one of the account's own devices. */
export const removeOwnDevice = async ({ service, member }: Own, id: string): Promise<Refusal | undefined> =>
  (await service.read((tx) => removePushDevice(tx, member.staff, id))) ? undefined : refuse('already_done');

/** Sends a note to one of the account's own devices, and says what became of it. */
export const testOwnDevice = async ({ service, member }: Own, id: string, note: PushNote): Promise<Refusal | undefined> => {
  const reaching = reachingOf(service, member);
  if (!reaching) return refuse('push_not_set_up');
  const devices = await service.read((tx) => pushDevicesOf(tx, service.wrappingKey, member.staff));
  const device = devices.find((it) => it.id === id);
  if (!device) return refuse('already_done');
  const said = await tellDevices(service, reaching.channels, reaching.channel, [device], note);
  if (said.kind === 'sent') return undefined;
  const isLeft = (await service.read((tx) => pushDevicesOf(tx, service.wrappingKey, member.staff))).some((it) => it.id === id);
  return isLeft ? refuse('push_not_taken', { said: said.code }) : refuse('push_device_gone');
};
