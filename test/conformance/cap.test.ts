import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { readXml } from '../../engine/forms/read-xml.ts';
import {
  CATEGORIES,
  CERTAINTIES,
  MESSAGE_TYPES,
  RESPONSES,
  SCOPES,
  SEVERITIES,
  STATUSES,
  URGENCIES,
  type Alert,
  type Info,
} from '../../kernel/cap/alert.ts';
import { readAlert } from '../../kernel/cap/read.ts';
import { capRules } from '../../kernel/cap/rules.ts';
import { capTime } from '../../kernel/cap/time.ts';
import { writeAlert } from '../../kernel/cap/write.ts';
import { instant } from '../../kernel/calendar/instant.ts';
import { shared, wants } from '../support/wants.ts';

const VECTORS = shared('data/places/cap');
const isHere = existsSync(VECTORS);
const vector = (name: string): Uint8Array => readFileSync(`${VECTORS}/${name}`);
const read = (bytes: Uint8Array) => {
  const root = readXml(bytes, true);
  return 'fault' in root ? { faults: [{ code: root.fault, where: '' }] } : readAlert(root);
};
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
/** What the published schema says of documents. */
const bySchema = async (documents: readonly string[]): Promise<readonly string[]> => {
  const { valid, errors } = await validateXML({
    xml: documents.map((contents, i) => ({ fileName: `${i}.xml`, contents })),
    schema: [readFileSync(`${VECTORS}/cap12.xsd`, 'utf8')],
  });
  return valid ? [] : errors.map(({ message, rawMessage }) => message || rawMessage);
};

const line = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 }).map((text) => `字${text}&<`);
const name = fc.stringMatching(/^[\w.@:-]{1,20}$/);
const time = fc.tuple(fc.integer({ min: 0, max: 3_000_000_000 }), fc.constantFrom('Asia/Shanghai', 'UTC', 'America/New_York'));
const written = time.map(([seconds, zone]) => capTime(instant(seconds * 1000), zone));
const named = fc.record({ valueName: line, value: line });
const several = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 });
const infos: fc.Arbitrary<Info> = fc
  .tuple(
    fc.record({
      category: several(fc.constantFrom(...CATEGORIES)),
      event: line,
      urgency: fc.constantFrom(...URGENCIES),
      severity: fc.constantFrom(...SEVERITIES),
      certainty: fc.constantFrom(...CERTAINTIES),
    }),
    fc.record(
      {
        language: fc.constantFrom('zh-CN', 'en'),
        responseType: several(fc.constantFrom(...RESPONSES)),
        audience: line,
        eventCode: several(named),
        effective: written,
        senderName: line,
        headline: line,
        description: line,
        instruction: line,
        web: fc.constant('https://county.example/a?b=c&d=e'),
        contact: line,
        parameter: several(named),
        area: several(
          fc.record({ areaDesc: line, polygon: fc.constant(['1.5,2 3,4 5,6 1.5,2']), circle: fc.constant(['30.2,104.1 2.5']) }),
        ),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([needed, more]) => ({ ...needed, ...more }));
const alerts: fc.Arbitrary<Alert> = fc
  .tuple(
    fc.record({
      identifier: name,
      sender: name,
      sent: written,
      status: fc.constantFrom(...STATUSES),
      msgType: fc.constantFrom(...MESSAGE_TYPES),
      scope: fc.constantFrom(...SCOPES),
      references: fc.tuple(name, name, written).map((parts) => parts.join(',')),
      note: line,
      info: several(infos),
    }),
    fc.record({ source: line, code: several(line), incidents: line, restriction: line, addresses: line }, { requiredKeys: [] }),
  )
  .map(([needed, more]): Alert => ({ ...needed, ...more }))
  .filter((alert) => capRules(alert).length === 0);

describe('messages of CAP 1.2', () => {
  it.runIf(isHere)('that others have published are read, and those that are none are refused with a reason', wants('shared'), async () => {
    const valid = ['australia.cap', 'canada.cap', 'oasis-a1.xml', 'oasis-a2.xml', 'thunderstorm.cap'];
    for (const file of valid) expect([file, read(vector(file))]).toEqual([file, { alert: expect.anything() }]);
    expect(read(vector('invalid.cap'))).toEqual({ faults: [{ code: 'cap.missing', where: 'alert/scope' }] });
    expect(read(vector('weather.cap'))).toEqual({ faults: [{ code: 'cap.version', where: 'urn:oasis:names:tc:emergency:cap:1.1' }] });
    // The schema says the same.
    expect(await bySchema(valid.map((file) => Buffer.from(vector(file)).toString('utf8')))).toEqual([]);
    for (const file of ['invalid.cap', 'weather.cap'])
      expect((await bySchema([Buffer.from(vector(file)).toString('utf8')])).length).toBeGreaterThan(0);
  });

  it.runIf(isHere)('that we write are valid by the published schema', wants('shared'), async () => {
    expect(await bySchema(fc.sample(alerts, { numRuns: 60, seed: 7 }).map(writeAlert))).toEqual([]);
  });

  it('that we write are read again as they were', () => {
    fc.assert(
      fc.property(alerts, (alert) => {
        expect(read(utf8(writeAlert(alert)))).toEqual({ alert });
      }),
    );
  });

  it.runIf(isHere)('that were published and read by us can be written again, and say the same', wants('shared'), () => {
    for (const file of ['australia.cap', 'canada.cap', 'oasis-a1.xml', 'oasis-a2.xml', 'thunderstorm.cap']) {
      const first = read(vector(file));
      if (!('alert' in first)) throw new Error(file);
      expect(read(utf8(writeAlert(first.alert)))).toEqual(first);
    }
  });

  it('with an update of nothing are refused though the schema takes them', () => {
    const text = writeAlert({
      identifier: 'a',
      sender: 'b',
      sent: '2026-11-30T08:00:00+08:00',
      status: 'Actual',
      msgType: 'Update',
      scope: 'Public',
      info: [{ category: ['Met'], event: 'x', urgency: 'Past', severity: 'Minor', certainty: 'Likely' }],
    });
    expect(read(utf8(text.replace('</scope>', '</scope><references/>')))).toEqual({
      faults: [{ code: 'cap.references', where: 'alert/references' }],
    });
  });

  it('that are too large, or made of entities, are not read', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">&c;</alert>';
    expect(read(utf8(bomb))).toEqual({ faults: [{ code: 'xml.doctype', where: '' }] });
    expect(read(new Uint8Array(50_000_000).fill(32))).toEqual({ faults: [{ code: 'xml.too_large', where: '' }] });
    expect(read(utf8('<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><x:info/></alert>'))).toEqual({
      faults: [{ code: 'xml.broken', where: '' }],
    });
  });
});
