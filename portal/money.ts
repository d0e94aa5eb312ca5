import { words } from '../kernel/language/words.ts';
import type { Lang } from './page.ts';

export const MONEY = words('portal/money.MONEY', {
  'zh-CN': { yuan: (amount: string) => `${amount}元` },
  en: { yuan: (amount: string) => `${amount} yuan` },
});

/** An amount in whole yuan, as people read it. */
export const yuanInWords = (amount: number, lang: Lang): string => MONEY[lang].yuan(String(amount).replaceAll(/\B(?=(\d{3})+$)/g, ','));
