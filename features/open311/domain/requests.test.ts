import { describe, expect, it } from 'vitest';
import { fromIso } from '../../../kernel/calendar/instant.ts';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { countySubjects } from '../../../policy/subjects.ts';
import { dayTime, parseW3c } from './answers.ts';
import { countyPlaces } from '../../../policy/places.ts';
import { noticeOf, readNewRequest, type Dangers } from './new-request.ts';
import { readQuery } from './query.ts';

const subjects = countySubjects();
const dangers: Dangers = { isOne: ({ pack }) => pack.startsWith('hazard-line'), places: countyPlaces() };
const read = (form: { readonly [name: string]: unknown }) => readNewRequest(form, subjects, dangers, 'en');
const SOUND = { service_code: 'street.light', address_string: 'Peace Street', description: 'Dark.' };

describe('a request that a program sends', () => {
  it('keeps what the office needs: the service, the words, the place', () => {
    expect(read(SOUND)).toMatchObject({ fields: { subject: 'Street light out', body: 'Dark.', place: 'Peace Street' }, dropped: [] });
    expect(read({ ...SOUND, description: '' })).toMatchObject({ fields: { body: 'Street light out' } });
  });

  it('loses everything that names or numbers a person, a device or an account, and says so', () => {
    const sent = {
      ...SOUND,
      first_name: 'Ann',
      last_name: 'Li',
      phone: '1',
      email: 'a@b',
      device_id: 'd',
      account_id: '9',
      media_url: 'http://x/1.jpg',
    };
    const kept = read(sent);
    expect(JSON.stringify('fields' in kept ? kept.fields : kept)).not.toMatch(/Ann|Li\b|a@b|jpg/);
    expect('dropped' in kept ? kept.dropped : []).toEqual([
      'email',
      'device_id',
      'account_id',
      'first_name',
      'last_name',
      'phone',
      'media_url',
    ]);
    expect(noticeOf(['phone'], 'en')).toContain('Not taken and not kept: phone.');
    expect(noticeOf(['phone'], 'zh-CN')).toContain('没有收下、也没有保存：phone。');
    expect(noticeOf([], 'en')).not.toContain('Not taken');
  });

  it('of a danger names a public place, and no site or address', () => {
    const danger = { service_code: 'hazard.exit', address_string: '后门' };
    expect(read({ ...danger, address_id: 'east-market' })).toMatchObject({ at: 'east-market', fields: { place: '后门 · east-market' } });
    for (const address_id of ['', 'KXWB7Q2M', 'nowhere'])
      expect([address_id, read({ ...danger, address_id })]).toMatchObject([
        address_id,
        [{ status: 400, description: expect.stringContaining('public place') }],
      ]);
    expect(read(SOUND)).toMatchObject({ at: null });
  });

  it('has its coordinates made coarser than a building', () => {
    const at = { service_code: 'street.light', lat: '37.76524078', long: '-122.4212043' };
    expect(read(at)).toMatchObject({ fields: { place: '37.765, -122.421' } });
    expect(read({ ...at, address_string: 'Mission', address_id: '7' })).toMatchObject({
      fields: { place: 'Mission · 7 · 37.765, -122.421' },
    });
  });

  it.each<readonly [string, object, number, RegExp]>([
    ['no service', { address_string: 'x' }, 400, /service_code was not provided/],
    ['a service that is not there', { service_code: 'moon.light', address_string: 'x' }, 404, /service_code was not found/],
    ['a service that is no public thing', { service_code: 'pension.payment', address_string: 'x' }, 404, /service_code was not found/],
    ['no place', { service_code: 'street.light' }, 400, /location was not provided/],
    ['half a point', { service_code: 'street.light', lat: '1' }, 400, /two numbers/],
    ['a point that is none', { service_code: 'street.light', lat: '91', long: '0' }, 400, /two numbers/],
    ['a number of another form', { service_code: 'street.light', lat: '1e1', long: '0' }, 400, /two numbers/],
    ['too many words', { ...SOUND, description: '字'.repeat(4001) }, 400, /longer than 4000/],
    ['bytes that are no UTF-8', { ...SOUND, description: 'a\uFFFD' }, 400, /not UTF-8/],
    ['a service given twice', { ...SOUND, service_code: ['street.light', 'street.hole'] }, 400, /not provided/],
  ])('with %s is refused', (_what, form, status, description) => {
    const faults = read({ ...form });
    const found = Array.isArray(faults) ? faults.find((it) => description.test(it.description)) : undefined;
    expect(found?.status).toBe(status);
  });
});

describe('a list that is asked for', () => {
  const now = fromIso('2026-09-28T02:00:00.000Z');
  const ask = (sent: { readonly [name: string]: unknown }) => readQuery(sent, 'Asia/Shanghai', now);

  it('is of the last ninety days, of every service, open and closed', () => {
    expect(ask({})).toEqual({ from: '2026-06-30', to: '2026-09-28', services: null, statuses: ['open', 'closed'] });
    expect(ask({ status: '', service_code: '', start_date: '' })).toEqual(ask({}));
  });

  it('counts a time to the day that it is there', () => {
    expect(ask({ start_date: '2026-08-31T16:00:00Z', end_date: '2026-09-02T15:59:59Z' })).toMatchObject({
      from: '2026-09-01',
      to: '2026-09-02',
    });
    expect(ask({ start_date: '2026-01-01T00:00:00+08:00' })).toMatchObject({ from: '2026-01-01', to: '2026-04-01' });
    expect(ask({ end_date: '2026-04-01T00:00:00+08:00' })).toMatchObject({ from: '2026-01-01', to: '2026-04-01' });
  });

  it('names several of each, and ids override all else', () => {
    expect(ask({ status: 'closed', service_code: 'street.light, street.hole' })).toMatchObject({
      services: ['street.light', 'street.hole'],
      statuses: ['closed'],
    });
    expect(ask({ service_request_id: 'A,,B ', status: 'lost' })).toEqual({ ids: ['A', 'B'] });
  });

  it.each([
    [{ start_date: 'yesterday' }, /start_date is no date/],
    [{ end_date: '2026-02-30T00:00:00Z' }, /end_date is no date/],
    [{ start_date: '2026-09-02T00:00:00Z', end_date: '2026-09-01T00:00:00Z' }, /before start_date/],
    [{ start_date: '2026-01-01T00:00:00Z', end_date: '2026-06-01T00:00:00Z' }, /more than 90 days/],
    [{ status: 'lost' }, /open or closed/],
  ])('%j is refused', (sent, description) => {
    const faults = ask(sent);
    expect(Array.isArray(faults) && faults.some((it) => it.status === 400 && description.test(it.description))).toBe(true);
  });
});

describe('a time', () => {
  it('is written as midnight there, with the offset of that day', () => {
    expect(dayTime(getPlainDate('2026-09-28'), 'Asia/Shanghai')).toBe('2026-09-28T00:00:00+08:00');
    expect(dayTime(getPlainDate('2026-07-01'), 'America/New_York')).toBe('2026-07-01T00:00:00-04:00');
    expect(dayTime(getPlainDate('2026-12-01'), 'Asia/Kolkata')).toBe('2026-12-01T00:00:00+05:30');
  });

  it('is read in the W3C’s form and in no other', () => {
    expect(parseW3c('1994-11-05T08:15:30-05:00')).toBe(parseW3c('1994-11-05T13:15:30Z'));
    expect(parseW3c('1994-11-05T13:15Z')).toBe(parseW3c('1994-11-05T13:15:00.5Z'));
    for (const text of ['1994-11-05', '1994-11-05T13:15:30', '1994-13-05T13:15:30Z', '1994-02-29T00:00:00Z', '1994-11-05T25:00:00Z', 'x'])
      expect(parseW3c(text)).toBeUndefined();
  });
});
