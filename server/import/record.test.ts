import { describe, expect, it } from 'vitest';
import { instant, toIso } from '../../kernel/calendar/instant.ts';
import { readLocalTime, type DateOrder } from './local-time.ts';
import { readMapping, type Mapping } from './mapping.ts';
import { officeIdOf, officesOf } from './offices.ts';
import { reasonByContent, reasonByName } from '../../kernel/policy/person-columns.ts';
import { readImportRecord } from './record.ts';

const HEADER = ['unique_key', 'created_date', 'complaint_type', 'descriptor', 'closed_date', 'resolution_description', 'agency', 'borough'];
const mappingOf = (raw: object = {}, header: readonly string[] = HEADER): Mapping => {
  const it = readMapping({ source: 'test', ...raw }, header);
  if ('problems' in it) throw new Error(it.problems.join('; '));
  return it;
};
const problemsOf = (raw: object, header: readonly string[] = HEADER): string => {
  const it = readMapping({ source: 'test', ...raw }, header);
  return 'problems' in it ? it.problems.join('; ') : '';
};

describe('a mapping', () => {
  it('knows the usual names, and takes others from its file', () => {
    expect(mappingOf().columns).toMatchObject({
      id: 'unique_key',
      subject: ['complaint_type'],
      office: 'agency',
      replied_at: 'closed_date',
    });
    expect(mappingOf({ columns: { subject: ['complaint_type', 'descriptor'] } }).columns.subject).toEqual(['complaint_type', 'descriptor']);
    expect(mappingOf({}, ['编号', '留言时间', '留言主题', '留言详情']).columns).toMatchObject({ id: '编号', filed_at: '留言时间' });
  });
  it('says everything that is wrong with it', () => {
    expect(problemsOf({ colour: 1, columns: { id: 'nothing', author: 'x' }, zone: 'Nowhere' })).toMatch(
      /colour.*columns.author.*no column nothing.*zone/,
    );
    expect(problemsOf({ dates: 'ydm' })).toMatch(/dates/);
    expect(problemsOf({}, ['a'])).toMatch(/columns.id.*columns.filed_at.*columns.subject.*columns.body/);
  });
  it('never takes a column that names, numbers or finds a person, even where it is mapped', () => {
    for (const name of [
      '姓名',
      '联系电话',
      'Contact Name',
      'e-mail',
      '身份证号',
      'incident_address',
      '家庭住址',
      'latitude',
      'user_id',
      '性别',
      '网名',
    ])
      expect(problemsOf({ columns: { subject: name } }, [...HEADER, name]), name).toMatch(/never taken/);
    for (const name of ['agency_name', 'subject', '标题', '留言详情', 'borough', 'park_facility_name', 'status'])
      expect(reasonByName(name), name).toBeUndefined();
  });
  it('knows columns by what stands in them, too', () => {
    expect(reasonByContent(['13912345678', '', '13812345678', 'none'])).toBe('phone');
    expect(reasonByContent(['a@example.org', 'b@example.org'])).toBe('mail');
    expect(reasonByContent(['11010119900307123X'])).toBe('document');
    expect(reasonByContent(['灯不亮', '水发黄', '路不平', '13912345678', '桥', '车', '水', '电'])).toBeUndefined();
    expect(reasonByContent(['', ''])).toBeUndefined();
  });
});

describe('a time', () => {
  const read = (text: string, order: DateOrder | null = null, zone = 'Asia/Shanghai'): string | undefined => {
    const at = readLocalTime(text, { zone, order });
    return at === undefined ? undefined : toIso(at);
  };
  it('is read by the clocks of its zone, or by the offset it says', () => {
    expect(read('2019-04-24T16:03:40')).toBe('2019-04-24T08:03:40.000Z');
    expect(read('2019/4/4 9:05')).toBe('2019-04-04T01:05:00.000Z');
    expect(read('2019年4月4日')).toBe('2019-04-03T16:00:00.000Z');
    expect(read('2024-04-16T01:43:27.000', 'ymd', 'America/New_York')).toBe('2024-04-16T05:43:27.000Z');
    expect(read('2024-04-16T01:43:27Z')).toBe('2024-04-16T01:43:27.000Z');
    expect(read('2024-04-16T01:43:27+0200')).toBe('2024-04-15T23:43:27.000Z');
    expect(read('04/16/2024 01:43:27 PM', 'mdy')).toBe('2024-04-16T05:43:27.000Z');
    expect(read('16.4.2024 12:00 AM', 'dmy')).toBe('2024-04-15T16:00:00.000Z');
  });
  it('that is none is none', () => {
    for (const text of [
      '',
      'soon',
      '2019-02-30',
      '2019-13-01',
      '2019-01-01 25:00',
      '2019-01-01 13:00 PM',
      '24:00:01',
      '13/45/2019',
      '43211',
    ])
      expect(read(text, 'mdy'), text).toBeUndefined();
  });
});

describe('a row', () => {
  const NOW = instant(Date.parse('2026-01-01T00:00:00Z'));
  const row = { unique_key: '1', created_date: '2024-04-16 01:00', complaint_type: 'Noise', descriptor: 'Loud\r\nmusic', agency: 'NYPD' };
  it('becomes a record of what a matter is made of, and of nothing else', () => {
    const mapping = mappingOf({ columns: { subject: ['complaint_type', 'descriptor'] } });
    expect(readImportRecord({ ...row, phone: '1' }, mapping, NOW)).toMatchObject({
      id: '1',
      subject: 'Noise · Loud music',
      body: 'Loud\nmusic',
      office: 'NYPD',
      reply: null,
    });
    expect(readImportRecord({ ...row, closed_date: '2024-04-17' }, mapping, NOW)).toMatchObject({ reply: mapping.noWords });
    expect(readImportRecord({ ...row, resolution_description: 'in progress' }, mapping, NOW)).toMatchObject({
      reply: null,
      repliedAt: null,
    });
  });
  it('that cannot be is refused with its reason', () => {
    const code = (more: object): unknown => readImportRecord({ ...row, ...more }, mappingOf(), NOW);
    expect(code({ unique_key: ' ' })).toMatchObject({ refused: 'field_empty' });
    expect(code({ created_date: 'x' })).toMatchObject({ refused: 'field_date', data: { field: 'filed_at' } });
    expect(code({ created_date: '2027-01-01' })).toMatchObject({ refused: 'date_in_future' });
    expect(code({ closed_date: '2024-04-15' })).toMatchObject({ refused: 'date_before_start' });
  });
});

describe('offices of a file', () => {
  it('get an id from their name where it can be one, and a number from it where not', () => {
    expect(officeIdOf({ office: 'NYPD' })).toBe('nypd');
    expect(officeIdOf({ office: null })).toBe('records');
    expect(officeIdOf({ office: '县水利局' })).toMatch(/^o-[0-9a-f]{12}$/);
    expect(officeIdOf({ office: 'above' })).toMatch(/^o-/);
  });
  it('are public, so a column that holds persons or anything is refused as a whole', () => {
    expect(officesOf(new Set(['NYPD', '县水利局'])).map((it) => it.zh)).toEqual(['NYPD', '县水利局']);
    expect(() => officesOf(new Set(['王某 13912345678']))).toThrow(/person/);
    expect(() => officesOf(new Set(Array.from({ length: 301 }, (_, i) => `o${i}`)))).toThrow(/300/);
  });
});
