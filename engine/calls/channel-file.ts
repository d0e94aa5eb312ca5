import { z } from 'zod';
import { FIRST, isLang, type Lang } from '../../kernel/language/languages.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import type { KeyDirectory } from '../keys/key-directory.ts';
import { readOperatorFile, SECRET_FILE } from '../keys/operator-file.ts';

/** In the folder of keys, beside the data: nothing of it is in the database, in an archive or in a log. */
export const CHANNEL_FILE = 'call-channels.json';

/** One line of text. */
const line = z
  .string()
  .min(1)
  .max(500)
  .regex(/^\P{Cc}+$/u);
/** The value of a header: Node sends no other signs. */
const header = z
  .string()
  .min(1)
  .max(500)
  .regex(/^[\x20-\x7e]+$/);
const url = z
  .string()
  .max(1000)
  .regex(/^https?:\/\/\S+$/)
  .refine((text) => URL.canParse(text));
const mail = z.string().regex(/^[\w.+-]+@[\w.-]+$/);
const post = z.string().regex(/^[a-z][a-z0-9_-]{0,39}\.[a-z]+$/);
const common = {
  /** Names the channel in the record of what was sent. */
  name: z.string().regex(/^[a-z][a-z0-9-]{0,38}$/),
  lang: z.custom<Lang>(isLang).default(FIRST),
};
const offices = {
  offices: z
    .array(z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/))
    .min(1)
    .max(500),
};
/** Where each post is reached: at most five addresses. */
const reached = <T extends z.ZodType>(at: T) => ({ to: z.record(post, z.array(at).min(1).max(5)) });

const Mail = z.strictObject({
  ...common,
  kind: z.literal('mail'),
  host: line,
  port: z.int().min(1).max(65_535),
  tls: z.enum(['implicit', 'starttls', 'none']).default('starttls'),
  user: line.optional(),
  password: line.optional(),
  from: mail,
  ...reached(mail),
});
const Sms = z.strictObject({
  ...common,
  kind: z.literal('sms'),
  url,
  headers: z.record(z.string().regex(/^[\w-]+$/), header).default({}),
  /** With `{to}` and `{text}` in it, written as JSON or as a form has it. */
  body: z
    .string()
    .max(4000)
    .refine((text) => text.includes('{to}') && text.includes('{text}')),
  as: z.enum(['json', 'form']).default('json'),
  /** The field of the answer that says that it was taken, and what it then holds. */
  accepted: z.strictObject({ field: z.string().min(1).max(60), is: z.string().max(60) }),
  id: z.string().min(1).max(60).optional(),
  ...reached(z.string().regex(/^\+?[0-9]{5,15}$/)),
});
const Hook = z.strictObject({
  ...common,
  kind: z.literal('hook'),
  url,
  /** As Standard Webhooks writes them; the newest first, older ones while the other side changes over. */
  secrets: z
    .array(z.string().regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/))
    .min(1)
    .max(3),
  ...offices,
});
/** A robot of a group: its key stands in the address; two kinds sign, where the operator has switched that on. */
const signing = <K extends string>(kind: K) =>
  z.strictObject({ ...common, kind: z.literal(kind), url, secret: line.optional(), ...offices });
const keyed = <K extends string>(kind: K) => z.strictObject({ ...common, kind: z.literal(kind), url, ...offices });
/** Devices of whoever holds a post, by the push services of their browsers. */
const Push = z.strictObject({
  ...common,
  kind: z.literal('push'),
  /** Whom a push service writes to when something is wrong (RFC 8292, 2.1). */
  subject: z
    .string()
    .max(200)
    .regex(/^(?:mailto:[\w.+-]+@[\w.-]+|https:\/\/[\w.-]+(?:\/[\w./-]*)?)$/),
  /** Hosts that are sent to, and none beside them: `*.` stands for whatever is before; with a port where it is another one than 443. */
  services: z
    .array(
      z
        .string()
        .max(200)
        .regex(/^(?:\*(?:\.[a-z0-9-]+){2,}|[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?)$/),
    )
    .min(1)
    .max(20),
  ...offices,
});
const Channel = z.discriminatedUnion('kind', [Mail, Sms, Hook, Push, signing('dingtalk'), signing('feishu'), keyed('wecom'), keyed('wps')]);

const File = z
  .strictObject({
    /** The address of this installation, as those who are called open it. */
    url: z
      .string()
      .max(100)
      .regex(/^https?:\/\/[^\s/]+$/),
    /** `host:port` of gateways that do not sit on the open internet. */
    private: z
      .array(z.string().regex(/^(?:[\w.-]+|\[[0-9a-f:]+\]):\d{1,5}$/i))
      .max(50)
      .default([]),
    /** Tried for each post in this order. */
    channels: z.array(Channel).min(1).max(50),
  })
  .superRefine((file, context) => {
    const names = file.channels.map(({ name }) => name);
    const robots = file.channels.map((channel) => ('url' in channel && !('to' in channel) && channel.kind !== 'hook' ? channel.url : ''));
    for (const [i, channel] of file.channels.entries()) {
      if (names.indexOf(channel.name) !== i) context.addIssue({ code: 'custom', path: ['channels', i, 'name'], message: 'twice' });
      // One robot has one budget, whatever it is called.
      const robot = robots[i] ?? '';
      if (robot !== '' && robots.indexOf(robot) !== i) context.addIssue({ code: 'custom', path: ['channels', i, 'url'], message: 'twice' });
      // A secret stands in the address or in a header of it.
      if ('url' in channel && URL.canParse(channel.url) && channel.url.startsWith('http:') && !file.private.includes(hostOf(channel.url)))
        context.addIssue({ code: 'custom', path: ['channels', i, 'url'], message: 'not https' });
    }
    // An account has its devices once: a second channel would send each message to them again.
    const pushed = file.channels.flatMap((channel, i) => (channel.kind === 'push' ? channel.offices.map((office) => ({ office, i })) : []));
    for (const [n, { office, i }] of pushed.entries())
      if (pushed.findIndex((one) => one.office === office) !== n)
        context.addIssue({ code: 'custom', path: ['channels', i, 'offices'], message: 'twice' });
  });

export type CallChannel = z.output<typeof Channel>;
export type CallChannels = z.output<typeof File>;

/** The host and the port that an address is served on, as the list of private ones has it. */
export const hostOf = (address: string): string => {
  const { hostname, port, protocol } = new URL(address);
  return `${hostname}:${port === '' ? (protocol === 'https:' ? '443' : '80') : port}`;
};

/** What the operator has set up; null where there is nothing. A file that others can read, or that says something else, is refused: where, never what. */
export const readChannels = (keys: Pick<KeyDirectory, 'path' | 'readText'>): CallChannels | Refusal | null => {
  const file = readOperatorFile(keys, CHANNEL_FILE, File, SECRET_FILE);
  if (file === null || 'said' in file) return file && file.said;
  return file.fault === 'open' ? refuse('call_channels_open') : refuse('call_channels_form', { where: file.where });
};

/** The channels that reach a post, in the order in which they are tried. */
export const channelsOf = ({ channels }: CallChannels, post: string): readonly CallChannel[] => {
  const [office = ''] = post.split('.');
  return channels.filter((channel) => ('to' in channel ? channel.to[post] !== undefined : channel.offices.includes(office)));
};

type PushChannel = Extract<CallChannel, { kind: 'push' }>;

/** The channel that reaches the devices of an office's posts. */
export const pushChannelOf = ({ channels }: CallChannels, office: string): PushChannel | undefined =>
  channels.find((channel): channel is PushChannel => channel.kind === 'push' && channel.offices.includes(office));
