import { words } from '../../../kernel/language/words.ts';

/** A paper that a step gives: its title, the word of its number, and what stands before and after what the step says. */
export interface PaperWords {
  readonly title: string;
  readonly word: string;
  readonly opening: string;
  readonly closing: string;
}

/** Which papers there are, and the step of each. */
export const PAPER_STEPS = {
  hazard_order: 'ordered',
  hazard_plan: 'plan_made',
  hazard_longer: 'extension_granted',
  hazard_not_longer: 'extension_refused',
  hazard_referral: 'referred',
  hazard_accepted: 'mend_accepted',
  hazard_returned: 'mend_returned',
  hazard_listing: 'listing_published',
  hazard_unlisting: 'listing_ended',
} as const;
export type HazardPaper = keyof typeof PAPER_STEPS;

type Said = {
  readonly foot: readonly string[];
  /** To whom, and by which number it is found at the desk. */
  readonly to: (office: string, number: string) => string;
  /** One of the parts of a plan. */
  readonly part: (nth: number, label: string) => string;
  readonly photos: string;
  readonly countOfPhotos: (count: number) => string;
  readonly both: string;
} & {
  readonly [paper in HazardPaper]: PaperWords;
};

export const PAPERS = words<Said>('hazards/desk/paper-words.PAPERS', {
  'zh-CN': {
    foot: ['写明单位和岗位，不写个人。'],
    to: (office, number) => `${office}（隐患编号${number}）`,
    part: (nth, label) => `${'一二三四五六'.charAt(nth - 1)}、${label}`,
    photos: '照片',
    countOfPhotos: (count) => `${count}张`,
    both: '整改前、整改后的照片在系统里，按隐患编号查看。',
    hazard_order: {
      title: '隐患整改通知书',
      word: '隐患改',
      opening: '下面写明的隐患，请按本通知书整改。',
      closing: '整改完以后请报告；由复查单位到现场复查，整改单位不复查。需要延长的，请在到期前申请。',
    },
    hazard_plan: {
      title: '重大隐患整改方案',
      word: '隐患方案',
      opening: '重大隐患的整改方案如下，共六项。',
      closing: '按方案整改；方案变了的，重新报告。',
    },
    hazard_longer: {
      title: '延长整改期限决定书',
      word: '隐患延',
      opening: '你单位延长整改期限的申请，批准如下。',
      closing: '原来要求的安全措施在整改完以前一直有效。',
    },
    hazard_not_longer: {
      title: '不予延长整改期限决定书',
      word: '隐患不延',
      opening: '你单位延长整改期限的申请，不予批准。',
      closing: '请按原来的期限整改。',
    },
    hazard_referral: {
      title: '隐患移送书',
      word: '隐患移',
      opening: '下面的隐患不归本单位处理，依法移送。',
      closing: '请在期限内答复是否接收；不接收的，写明理由退回。',
    },
    hazard_accepted: {
      title: '隐患复查记录（合格）',
      word: '隐患查',
      opening: '按整改通知书的验收标准到现场复查，合格。',
      closing: '一年内反弹的，原隐患重新打开。',
    },
    hazard_returned: {
      title: '隐患复查记录（不合格）',
      word: '隐患复',
      opening: '按整改通知书的验收标准到现场复查，不合格。',
      closing: '请按新的日子整改完，再报告。',
    },
    hazard_listing: {
      title: '重大隐患挂牌督办通知书',
      word: '隐患挂',
      opening: '下面的重大隐患由本单位挂牌督办，并向社会公布。',
      closing: '每个月写明一次进展；整改完以后由本单位验收。',
    },
    hazard_unlisting: {
      title: '重大隐患摘牌通知书',
      word: '隐患摘',
      opening: '挂牌督办的重大隐患已经验收，现予摘牌。',
      closing: '摘牌以后本单位还要回头看；反弹的，重新打开。',
    },
  },
  en: {
    foot: ['It names offices and posts, no person.'],
    to: (office, number) => `${office} (hazard ${number})`,
    part: (nth, label) => `${nth}. ${label}`,
    photos: 'Photos',
    countOfPhotos: (count) => (count === 1 ? 'one' : String(count)),
    both: 'The photos from before and after are kept under the number of the hazard.',
    hazard_order: {
      title: 'Order to mend a hazard',
      word: 'Hazard order',
      opening: 'Please mend the hazard described here as this order says.',
      closing:
        'Report when it is mended; the office named for it looks again on the spot, never the one that mends. More time is asked for before the day.',
    },
    hazard_plan: {
      title: 'Plan for mending a major hazard',
      word: 'Hazard plan',
      opening: 'This is the plan for mending the major hazard, in its six parts.',
      closing: 'It is mended by this plan; where the plan changes, it is reported again.',
    },
    hazard_longer: {
      title: 'Decision to grant more time',
      word: 'Hazard, more time',
      opening: 'More time was asked for, and is granted as follows.',
      closing: 'What the order asks for meanwhile holds until it is mended.',
    },
    hazard_not_longer: {
      title: 'Decision to grant no more time',
      word: 'Hazard, no more time',
      opening: 'More time was asked for, and is not granted.',
      closing: 'It is to be mended by the day that was set.',
    },
    hazard_referral: {
      title: 'Referral of a hazard',
      word: 'Hazard referral',
      opening: 'The hazard described here is not for this office to deal with and is referred by law.',
      closing: 'Say within the period whether it is taken; who returns it gives reasons.',
    },
    hazard_accepted: {
      title: 'Record of re-inspection: accepted',
      word: 'Hazard accepted',
      opening: 'It was looked at again on the spot by the standard of the order, and accepted.',
      closing: 'Where it comes back within a year, the same hazard is opened again.',
    },
    hazard_returned: {
      title: 'Record of re-inspection: not accepted',
      word: 'Hazard not accepted',
      opening: 'It was looked at again on the spot by the standard of the order, and not accepted.',
      closing: 'It is to be mended by the new day, and reported.',
    },
    hazard_listing: {
      title: 'Notice of listing of a major hazard',
      word: 'Hazard listing',
      opening: 'The major hazard described here is under the supervision of this office, in public.',
      closing: 'Progress is told once a month; this office accepts it when it is mended.',
    },
    hazard_unlisting: {
      title: 'Notice of delisting of a major hazard',
      word: 'Hazard delisting',
      opening: 'The major hazard that hung in public was accepted and is taken down.',
      closing: 'This office looks back at it; where it has come back, it is opened again.',
    },
  },
});
