import { readFileSync } from 'node:fs';
import { readXml } from '../../engine/forms/read-xml.ts';
import { readAlert } from '../../kernel/cap/read.ts';
import type { Io } from './io.ts';

/** What an operator reads of a fault, by its code. */
const SAYS: { readonly [code: string]: string } = {
  'cap.root': 'this is no message: its outermost element is another',
  'cap.version': 'not CAP 1.2: another version is another format',
  'cap.missing': 'this element has to be there and to say something',
  'cap.unknown': 'CAP has no such element here',
  'cap.order': 'this element stands in the wrong place: the schema has an order',
  'cap.repeated': 'this element is there too often',
  'cap.text': 'words stand where only elements may',
  'cap.name': 'no blanks, commas, < or & in it',
  'cap.time': 'not a time: write 2026-11-30T08:00:00+08:00, never Z',
  'cap.value': 'not one of the values that CAP has',
  'cap.language': 'not the code of a language',
  'cap.uri': 'not an address that may be opened',
  'cap.number': 'not a number',
  'cap.polygon': 'four pairs of latitude,longitude at least, the last one like the first',
  'cap.circle': 'a pair latitude,longitude, a blank, and kilometres',
  'cap.digest': 'not a SHA-1 in hex',
  'cap.references': 'sender,identifier,time of each earlier message; an update, a cancellation, a receipt and an error name one',
  'cap.restriction': 'a restriction goes with the scope Restricted, and the other way round',
  'cap.addresses': 'a private message says for whom it is',
  'cap.note': 'an error says what is wrong in its note',
  'cap.says_nothing': 'an alert or update has an info',
  'cap.resource': 'a resource has an address or its content',
  'cap.ceiling': 'a ceiling lies above an altitude',
  'cap.expires': 'it ends before it begins',
  'xml.too_large': 'more than 1 MB',
  'xml.not_utf8': 'not UTF-8',
  'xml.broken': 'not well-formed XML',
  'xml.doctype': 'a document type: messages have none',
  'xml.instruction': 'an instruction for a program: messages have none',
  'xml.too_deep': 'nested too deep',
  'xml.too_many_elements': 'too many elements',
};

/** `huiyin cap check FILE`: 0 for a message of CAP 1.2, 1 with one line a fault, 2 when there is no such file. */
export const capCheck = (file: string, io: Io): number => {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    io.err(`file_unreadable: ${file}`);
    return 2;
  }
  const root = readXml(bytes, true);
  const read = 'fault' in root ? { faults: [{ code: root.fault, where: file }] } : readAlert(root);
  if ('faults' in read) {
    for (const { code, where } of read.faults) io.err(`${code}: ${where}: ${SAYS[code]}`);
    return 1;
  }
  const { identifier, sender, sent, status, msgType, info = [] } = read.alert;
  io.facts?.({ identifier, sender, sent, status, msgType, events: info.map((one) => one.event) });
  io.out(
    `${file}: ${msgType} ${identifier} of ${sender}, ${sent}, ${status}: ${info.map((one) => one.event).join(', ')}; no problem found`,
  );
  return 0;
};
