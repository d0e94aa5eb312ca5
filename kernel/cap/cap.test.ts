import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../calendar/instant.ts';
import type { XmlElement } from '../canonical/xml-element.ts';
import { CAP_NAMESPACE, type Alert, type Info } from './alert.ts';
import { readAlert } from './read.ts';
import { capRules, referencesIn } from './rules.ts';
import { capInstant, capTime } from './time.ts';

const INFO: Info = { category: ['Fire'], event: '火灾', urgency: 'Immediate', severity: 'Severe', certainty: 'Observed' };
const ALERT: Alert = {
  identifier: 'huiyin-1',
  sender: 'duty@county.example',
  sent: '2026-11-30T08:00:00+08:00',
  status: 'Actual',
  msgType: 'Alert',
  scope: 'Public',
  info: [INFO],
};
const EARLIER = 'duty@county.example,huiyin-0,2026-11-30T07:00:00+08:00';
const element = (name: string, text: string, inner: readonly XmlElement[] = []): XmlElement => ({
  name,
  namespace: CAP_NAMESPACE,
  attributes: {},
  text,
  inner,
});
/** The least message, as elements in order, some of them changed or put in. */
const message = (change: (inner: XmlElement[]) => readonly XmlElement[]): XmlElement => {
  const info = ['category', 'event', 'urgency', 'severity', 'certainty'].map((name) =>
    element(name, { category: 'Met', event: '大风', urgency: 'Expected', severity: 'Minor', certainty: 'Likely' }[name] ?? ''),
  );
  const { identifier, sender, sent, status, msgType, scope } = ALERT;
  const head = Object.entries({ identifier, sender, sent, status, msgType, scope }).map(([name, text]) => element(name, text));
  return element('alert', '', change([...head, element('info', '', info)]));
};
const codes = (root: XmlElement): readonly string[] => {
  const read = readAlert(root);
  return 'faults' in read ? read.faults.map(({ code }) => code) : [];
};
/** With an element before those of the information. */
const before = (name: string, text: string): XmlElement =>
  message((inner) => inner.map((one) => (one.name === 'info' ? { ...one, inner: [element(name, text), ...one.inner] } : one)));
const inInfo = (add: readonly XmlElement[]): XmlElement =>
  message((inner) => inner.map((one) => (one.name === 'info' ? { ...one, inner: [...one.inner, ...add] } : one)));

describe('a time of CAP', () => {
  it('has the offset of its place and names the same instant again, in every zone and whatever the clocks do', () => {
    const zones = fc.constantFrom('Asia/Shanghai', 'UTC', 'Europe/London', 'America/St_Johns', 'Pacific/Apia', 'Asia/Kathmandu');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), zones, (seconds, zone) => {
        const at = instant(seconds * 1000);
        expect(capInstant(capTime(at, zone))).toBe(at);
      }),
    );
    expect(capTime(instant(0), 'UTC')).toBe('1970-01-01T00:00:00-00:00');
    expect(capTime(instant(0), 'Asia/Shanghai')).toBe('1970-01-01T08:00:00+08:00');
  });

  it('is none with a Z, a comma, a day that no calendar has, or an offset beyond fourteen hours', () => {
    for (const text of [
      '2026-11-30T08:00:00Z',
      '2026-11-30T08:00:00,08:00',
      '2026-02-30T08:00:00+08:00',
      '2026-11-30T24:00:00+08:00',
      '2026-11-30T08:00:60+08:00',
      '2026-11-30T08:00:00+15:00',
      '2026-11-30T08:00:00+08:60',
      '2026-11-30',
      '',
    ])
      expect([text, capInstant(text)]).toEqual([text, undefined]);
  });
});

describe('a message', () => {
  it('is read with what it says, and an empty element says nothing', () => {
    const read = readAlert(message((inner) => inner.flatMap((one) => (one.name === 'info' ? [element('note', ' '), one] : [one]))));
    expect(read).toEqual({
      alert: { ...ALERT, info: [{ category: ['Met'], event: '大风', urgency: 'Expected', severity: 'Minor', certainty: 'Likely' }] },
    });
  });

  it('is refused with the code and the place of each fault', () => {
    const without = (name: string) => message((inner) => inner.filter((one) => one.name !== name));
    const withText = (name: string, text: string) =>
      message((inner) => inner.map((one) => (one.name === name ? element(name, text) : one)));
    const cases: readonly (readonly [string, XmlElement])[] = [
      ['cap.root', element('alarm', '')],
      ['cap.version', { ...message((inner) => inner), namespace: 'urn:oasis:names:tc:emergency:cap:1.1' }],
      ['cap.missing', without('scope')],
      ['cap.missing', withText('identifier', ' ')],
      ['cap.name', withText('identifier', 'a b')],
      ['cap.name', withText('sender', 'a,b')],
      ['cap.time', withText('sent', '2026-11-30T08:00:00Z')],
      ['cap.value', withText('status', 'actual')],
      ['cap.value', withText('scope', 'Everybody')],
      ['cap.unknown', message((inner) => [...inner, element('remark', 'x')])],
      ['cap.unknown', message((inner) => [...inner, { ...element('note', 'x'), namespace: 'urn:x' }])],
      ['cap.order', message((inner) => inner.toReversed())],
      ['cap.repeated', message((inner) => inner.flatMap((one) => (one.name === 'scope' ? [one, one] : [one])))],
      ['cap.text', message((inner) => inner.map((one) => (one.name === 'info' ? { ...one, text: 'x' } : one)))],
      ['cap.language', before('language', '中文')],
      ['cap.time', inInfo([element('expires', 'tomorrow')])],
      ['cap.uri', inInfo([element('web', 'javascript:alert(1)')])],
      ['cap.uri', inInfo([element('web', 'http://a b')])],
      ['cap.missing', inInfo([element('parameter', '', [element('value', 'x')])])],
      ['cap.missing', inInfo([element('area', '')])],
      ['cap.polygon', inInfo([element('area', '', [element('areaDesc', 'x'), element('polygon', '1,1 2,2 1,1')])])],
      ['cap.polygon', inInfo([element('area', '', [element('areaDesc', 'x'), element('polygon', '1,1 2,2 3,3 4,4')])])],
      ['cap.polygon', inInfo([element('area', '', [element('areaDesc', 'x'), element('polygon', '91,1 2,2 3,3 91,1')])])],
      ['cap.circle', inInfo([element('area', '', [element('areaDesc', 'x'), element('circle', '1,1')])])],
      ['cap.number', inInfo([element('area', '', [element('areaDesc', 'x'), element('altitude', 'high')])])],
      [
        'cap.digest',
        inInfo([
          element('resource', '', [element('resourceDesc', 'x'), element('mimeType', 'a/b'), element('uri', 'x'), element('digest', '12')]),
        ]),
      ],
      ['cap.resource', inInfo([element('resource', '', [element('resourceDesc', 'x'), element('mimeType', 'a/b')])])],
      ['cap.expires', inInfo([element('expires', '2026-11-30T07:59:59+08:00')])],
      ['cap.says_nothing', without('info')],
    ];
    for (const [code, root] of cases) expect([code, codes(root)]).toEqual([code, expect.arrayContaining([code])]);
  });

  it('is bounded in how many elements it has of one name', () => {
    expect(codes(inInfo(Array.from({ length: 501 }, () => element('area', '', [element('areaDesc', 'x')]))))).toEqual(['cap.repeated']);
  });
});

describe('what the schema does not say', () => {
  it('is that an update, a cancellation, a receipt and an error name what they are about', () => {
    for (const msgType of ['Update', 'Cancel', 'Ack'] as const) {
      expect(capRules({ ...ALERT, msgType }).map(({ code }) => code)).toEqual(['cap.references']);
      expect(capRules({ ...ALERT, msgType, references: EARLIER })).toEqual([]);
    }
    expect(capRules({ ...ALERT, msgType: 'Error', references: EARLIER }).map(({ code }) => code)).toEqual(['cap.note']);
    expect(capRules({ ...ALERT, references: 'nobody,nothing' }).map(({ code }) => code)).toEqual(['cap.references']);
    expect(referencesIn(` ${EARLIER}  ${EARLIER} `)).toHaveLength(2);
  });

  it('is that a restriction goes with its scope, and a private message is for somebody', () => {
    expect(capRules({ ...ALERT, scope: 'Restricted' }).map(({ code }) => code)).toEqual(['cap.restriction']);
    expect(capRules({ ...ALERT, restriction: '值班人员' }).map(({ code }) => code)).toEqual(['cap.restriction']);
    expect(capRules({ ...ALERT, scope: 'Restricted', restriction: '值班人员' })).toEqual([]);
    expect(capRules({ ...ALERT, scope: 'Private' }).map(({ code }) => code)).toEqual(['cap.addresses']);
    expect(capRules({ ...ALERT, scope: 'Private', addresses: 'duty@town.example' })).toEqual([]);
  });

  it('is that a ceiling stands on an altitude, and an end lies behind its beginning', () => {
    const area = { areaDesc: '县城', ceiling: '900' };
    const codesOf = (info: Info): readonly string[] => capRules({ ...ALERT, info: [info] }).map(({ code }) => code);
    expect(codesOf({ ...INFO, area: [area] })).toEqual(['cap.ceiling']);
    expect(codesOf({ ...INFO, area: [{ ...area, altitude: '1000' }] })).toEqual(['cap.ceiling']);
    expect(codesOf({ ...INFO, area: [{ ...area, altitude: '100' }] })).toEqual([]);
    expect(codesOf({ ...INFO, effective: '2026-12-01T08:00:00+08:00', expires: '2026-12-01T08:00:00+08:00' })).toEqual(['cap.expires']);
    expect(codesOf({ ...INFO, onset: '2026-12-02T08:00:00+08:00', expires: '2026-11-30T20:00:00+08:00' })).toEqual([]);
  });
});
