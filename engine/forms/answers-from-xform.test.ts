import { describe, expect, it } from 'vitest';
import { evaluate } from '../../kernel/form/evaluate.ts';
import { getForm } from '../../policy/form.ts';
import { answersFromXform } from './answers-from-xform.ts';
import { readXml, XML_BYTES_MAX, XML_DEPTH_MAX, XML_ELEMENTS_MAX } from './read-xml.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const form = getForm('first-aid-kit');
const record = (inner: string, root = `data id="first-aid-kit" version="v1"`): Uint8Array =>
  bytes(`<?xml version="1.0"?><${root}>${inner}<meta><instanceID>uuid:1</instanceID></meta></${root.split(' ')[0]}>`);
const faultOf = (xml: Uint8Array): string => {
  const read = answersFromXform(form, 'v1', xml);
  return 'fault' in read ? read.fault : 'read';
};

describe('what a client sends', () => {
  it('is read as answers, with the words and photos that belong to each, and what the form does not have is named and not kept', () => {
    const read = answersFromXform(
      form,
      'v1',
      record(
        '<kit><in_place>pass</in_place><list>fail</list><list__words> Two bandages &amp; tape </list__words><expires>2027-01-31</expires><owner>Li</owner></kit><deviceid>x</deviceid>',
      ),
    );
    expect(read).toEqual({
      answers: { in_place: { value: 'pass' }, list: { value: 'fail', words: 'Two bandages & tape' }, expires: { value: '2027-01-31' } },
      instance: 'uuid:1',
      lacking: [],
      // It asked for neither.
      site: null,
      done: null,
      strange: ['/data/kit/owner', '/data/deviceid'],
    });
    expect(JSON.stringify(read)).not.toContain('Li');
  });

  it('names photos by their files, and says which nobody sent', () => {
    const bus = getForm('bus-trip');
    const xml = bytes(
      '<data id="bus-trip" version="v"><seven><lights>fail</lights><lights__words>Left lamp</lights__words><lights__photo>a.jpg</lights__photo><tyres__photo>b.jpg</tyres__photo></seven></data>',
    );
    const hash = 'cd'.repeat(32);
    const read = answersFromXform(bus, 'v', xml, new Map([['a.jpg', hash]]));
    expect(read).toMatchObject({
      answers: { lights: { value: 'fail', words: 'Left lamp', photos: [hash] } },
      lacking: ['b.jpg'],
      instance: null,
    });
    if ('fault' in read) throw new Error(read.fault);
    expect(evaluate(bus, read.answers).findings).toMatchObject([{ key: 'lights', photos: [hash], words: 'Left lamp' }]);
  });

  it('may have chosen none of several, which is an answer where it was asked', () => {
    const around = getForm('school-surroundings');
    const of = (refer: string) =>
      answersFromXform(around, 'v', bytes(`<data id="school-surroundings" version="v"><who_can>${refer}</who_can></data>`));
    expect(of('<refer/>')).toMatchObject({ answers: { refer: { value: [] } } });
    expect(of('<refer>traffic  market</refer>')).toMatchObject({ answers: { refer: { value: ['traffic', 'market'] } } });
    expect(of('')).toMatchObject({ answers: {} });
  });

  it('may have typed anything: it comes back as it is, and is judged like any answer', () => {
    const canteen = getForm('canteen-day');
    const xml = bytes(
      '<data id="canteen-day" version="v"><stores><chilled_temp>warm</chilled_temp><frozen_temp>-18.5</frozen_temp></stores></data>',
    );
    const read = answersFromXform(canteen, 'v', xml);
    if ('fault' in read) throw new Error(read.fault);
    expect(read.answers).toEqual({ chilled_temp: { value: 'warm' }, frozen_temp: { value: -18.5 } });
    expect(evaluate(canteen, read.answers).wrong).toEqual([{ key: 'chilled_temp', code: 'answer_shape' }]);
  });
});

describe('hostile documents are refused, each with its code', () => {
  const bomb = `<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">${'bcdefghi'
    .split('')
    .map((name, i) => `<!ENTITY ${name} "${`&${'abcdefgh'[i]};`.repeat(10)}">`)
    .join('')}]>`;
  const tricks: readonly (readonly [tried: string, xml: Uint8Array, fault: string])[] = [
    ['nothing', bytes(''), 'xml.broken'],
    ['no XML', bytes('{"data":1}'), 'xml.broken'],
    ['an element that is not closed', bytes('<data id="first-aid-kit" version="v1"><kit>'), 'xml.broken'],
    ['two roots', bytes('<data id="first-aid-kit" version="v1"/><data/>'), 'xml.broken'],
    ['a document type', bytes('<!DOCTYPE data><data id="first-aid-kit" version="v1"/>'), 'xml.doctype'],
    ['entities made of entities', bytes(`${bomb}<data id="first-aid-kit" version="v1"><kit>&i;</kit></data>`), 'xml.doctype'],
    ['a file of the server as an entity', bytes('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><data>&x;</data>'), 'xml.doctype'],
    ['an entity nobody has made', record('<kit>&x;</kit>'), 'xml.broken'],
    ['a style sheet', bytes('<?xml-stylesheet href="http://x/"?><data id="first-aid-kit" version="v1"/>'), 'xml.instruction'],
    ['a million elements', record('<a/>'.repeat(1_000_000)), 'xml.too_large'],
    ['as many elements as fit', record('<a/>'.repeat(XML_ELEMENTS_MAX)), 'xml.too_many_elements'],
    ['elements in elements', record('<a>'.repeat(XML_DEPTH_MAX) + '</a>'.repeat(XML_DEPTH_MAX)), 'xml.too_deep'],
    ['a thousand attributes', bytes(`<data ${Array.from({ length: 1000 }, (_, i) => `a${i}="1"`).join(' ')}/>`), 'xml.too_many_elements'],
    ['one attribute twice', bytes('<data id="first-aid-kit" id="x" version="v1"/>'), 'xml.broken'],
    ['too many bytes', bytes(`<data>${'x'.repeat(XML_BYTES_MAX)}</data>`), 'xml.too_large'],
    ['other bytes than UTF-8', new Uint8Array([60, 100, 62, 0xff, 0xfe, 60, 47, 100, 62]), 'xml.not_utf8'],
    ['another root', record('', 'form id="first-aid-kit" version="v1"'), 'xform.root'],
    ['another form', record('', 'data id="bus-trip" version="v1"'), 'xform.form'],
    ['another version', record('', 'data id="first-aid-kit" version="v2"'), 'xform.version'],
  ];

  it.each(tricks)('%s', (_, xml, fault) => {
    expect(faultOf(xml)).toBe(fault);
  });

  it('and what is none of them is read', () => {
    expect(faultOf(record(''))).toBe('read');
    expect(readXml(bytes('<a:data xmlns:a="u" a:id="1"><![CDATA[<b>]]>c</a:data>'))).toEqual({
      name: 'data',
      attributes: { a: 'u', id: '1' },
      text: '<b>c',
      inner: [],
    });
    // Names that every object has are names like any other.
    expect(readXml(bytes('<__proto__ constructor="1"><toString/></__proto__>'))).toMatchObject({
      name: '__proto__',
      inner: [{ name: 'toString' }],
    });
  });
});
