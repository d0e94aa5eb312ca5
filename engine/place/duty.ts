import { statement, type Transaction } from '../store/transaction.ts';

const SET = statement<{ office: string }>(
  'set_duty',
  'update office set duty_phone = $3, duty_url = $4 where jurisdiction = $1 and office = $2 returning office',
);

/** Says who is on duty at an office: the telephone that pages show and the address that is rung. False where there is no such office. */
export const setDuty = async (tx: Transaction, office: string, phone: string | null, url: string | null): Promise<boolean> =>
  (await tx.run(SET, [tx.jurisdiction, office, phone, url])).length === 1;
