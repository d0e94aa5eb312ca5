import { parseReceiptCode } from '../../../kernel/canonical/receipt-code.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Service } from '../../../server/service.ts';
import { findByCode } from './read-matter.ts';

/** Reads a code as typed; says which kind of slip it is. */
export const findMatterOf = async (service: Service, text: string): Promise<string | Refusal> => {
  const parsed = parseReceiptCode(text);
  if (!parsed.ok) return refuse(parsed.reason === 'length' ? 'code_length' : parsed.reason === 'check' ? 'code_check' : 'code_character');
  return (await findByCode(service, parsed.code)) ?? refuse('not_found', { what: 'code' });
};
