import type { Alert, Area, Info } from './alert.ts';
import { capInstant } from './time.ts';

/** Something that is wrong with a message: a stable code, and the element, counted from 1 where there are several. */
export interface CapFault {
  readonly code: string;
  readonly where: string;
}

/** Earlier messages that a message is about: sender, identifier and time of each (3.2.1, `references`). Null where one is none. */
export const referencesIn = (text: string): readonly (readonly [sender: string, identifier: string, sent: string])[] | null => {
  const parts = text.split(/\s+/).filter((part) => part !== '');
  const found = parts.map((part) => part.split(','));
  return found.every(
    ([sender, identifier, sent, more]) => sender && identifier && sent && capInstant(sent) !== undefined && more === undefined,
  )
    ? found.map(([sender = '', identifier = '', sent = '']) => [sender, identifier, sent] as const)
    : null;
};

const areaFaults = ({ altitude, ceiling }: Area, where: string): readonly CapFault[] =>
  ceiling !== undefined && (altitude === undefined || Number(ceiling) < Number(altitude))
    ? [{ code: 'cap.ceiling', where: `${where}/ceiling` }]
    : [];

const infoFaults = (info: Info, sent: string, where: string): readonly CapFault[] => {
  const ends = capInstant(info.expires ?? '');
  // Of the information, not of what it is about: a warning of the day after tomorrow may end tonight, when the next one comes.
  const begins = capInstant(info.effective ?? sent);
  return [
    ...(ends !== undefined && begins !== undefined && ends <= begins ? [{ code: 'cap.expires', where: `${where}/expires` }] : []),
    ...(info.resource ?? []).flatMap(({ uri, derefUri }, i) =>
      uri === undefined && derefUri === undefined ? [{ code: 'cap.resource', where: `${where}/resource[${i + 1}]` }] : [],
    ),
    ...(info.area ?? []).flatMap((area, i) => areaFaults(area, `${where}/area[${i + 1}]`)),
  ];
};

/**
 * What the schema of CAP does not say and its text does (3.2), and what would mislead: an update of nothing, a restriction without its scope, a
 * private message for nobody, an error without a word, an end before the beginning, an alert that says nothing.
 */
export const capRules = (alert: Alert): readonly CapFault[] => {
  const { msgType, scope, references, restriction, addresses, note, info = [], sent, status } = alert;
  const isAboutOthers = msgType !== 'Alert';
  const read = references === undefined ? [] : referencesIn(references);
  const fault = (isFault: boolean, code: string, element: string): readonly CapFault[] =>
    isFault ? [{ code, where: `alert/${element}` }] : [];
  return [
    ...fault(read === null || (isAboutOthers && read.length === 0), 'cap.references', 'references'),
    ...fault((scope === 'Restricted') !== (restriction !== undefined), 'cap.restriction', 'restriction'),
    ...fault(scope === 'Private' && addresses === undefined, 'cap.addresses', 'addresses'),
    ...fault(msgType === 'Error' && note === undefined, 'cap.note', 'note'),
    ...fault((msgType === 'Alert' || msgType === 'Update') && status !== 'System' && info.length === 0, 'cap.says_nothing', 'info'),
    ...info.flatMap((one, i) => infoFaults(one, sent, `alert/info[${i + 1}]`)),
  ];
};
