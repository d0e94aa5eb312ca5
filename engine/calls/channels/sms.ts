import { fieldsOf, type ChannelOf, type ChannelRequest, type Sent } from './channel.ts';

const TYPES = { json: 'application/json', form: 'application/x-www-form-urlencoded' } as const;

/** A value as it stands inside the body: within the quotes of JSON, or in a form. */
const written = (value: string, as: ChannelOf<'sms'>['as']): string =>
  as === 'json' ? JSON.stringify(value).slice(1, -1) : encodeURIComponent(value);

/** One SMS, by the gateway's own form of a request. */
export const smsRequest = ({ url, headers, body, as }: ChannelOf<'sms'>, to: string, text: string): ChannelRequest => ({
  url,
  headers: { 'content-type': TYPES[as], ...headers },
  body: body.replaceAll('{to}', () => written(to, as)).replaceAll('{text}', () => written(text, as)),
});

const said = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** Taken only where the answer says so in the words that the operator has named; a gateway that says anything else has not sent it. */
export const readSms = ({ accepted, id }: ChannelOf<'sms'>, text: string): Sent => {
  const fields = fieldsOf(text);
  const code = said(fields[accepted.field]);
  if (code === '') return { kind: 'later', code: 'no answer' };
  if (code !== accepted.is) return { kind: 'never', code };
  const provider = id === undefined ? '' : said(fields[id]);
  return { kind: 'sent', code, ...(provider === '' ? {} : { provider }) };
};
