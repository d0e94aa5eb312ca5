import { checkText, readText } from '../../kernel/stream/text.ts';
import { statement, type Transaction } from '../store/transaction.ts';

/** Where an office is found, and when; what nobody has said is null. */
export interface Directory {
  readonly address: string | null;
  readonly hours: string | null;
  readonly phone: string | null;
}

/** What a set-up file or a command says of it. */
export type DirectoryGiven = { readonly [name in keyof Directory]?: unknown };

const PHONE = /^\+?\d[\d -]{1,30}\d$/;

/** A telephone number as it is printed and dialled: digits, spaces, hyphens. */
export const isPhone = (text: string): boolean => PHONE.test(text);

/** Reads an entry; what is wrong with it is said in English, for who types the command. */
export const readDirectory = (given: DirectoryGiven): Directory | { readonly problems: readonly string[] } => {
  const problems: string[] = [];
  const line = (name: keyof Directory): string | null => {
    const value = given[name];
    if (value === undefined || value === null) return null;
    const text = typeof value === 'string' ? readText(value, 'line').text.trim() : '';
    if (text === '' || checkText(name, text, 'line')) problems.push(`${name} is one line of text, 200 characters at most`);
    else if (name === 'phone' && !isPhone(text)) problems.push('phone: a telephone number has digits, spaces and -');
    return text;
  };
  const entry = { address: line('address'), hours: line('hours'), phone: line('phone') };
  return problems.length > 0 ? { problems } : entry;
};

const SET = statement<{ office: string }>(
  'set_directory',
  'update office set address = $3, hours = $4, phone = $5 where jurisdiction = $1 and office = $2 returning office',
);

/** Says where an office is found. False where there is no such office. */
export const setDirectory = async (tx: Transaction, office: string, { address, hours, phone }: Directory): Promise<boolean> =>
  (await tx.run(SET, [tx.jurisdiction, office, address, hours, phone])).length === 1;
