import { phrases } from '../language/words.ts';
import type { Basis, Certificates, PeopleCount } from './form.ts';

const say = (zh: string, en: string) => ({ 'zh-CN': zh, en });

/** What every form says, whatever it asks: on the phone, on paper, in an XForm. */
export const FORM_WORDS = phrases('kernel/form/form-words.FORM_WORDS', {
  answers: { pass: say('合格', 'In order'), fail: say('不合格', 'Not in order'), na: say('不适用', 'Not applicable') },
  words: say('哪里不合格', 'What is not in order'),
  photo: say('照片', 'Photo'),
  site: say('哪个场所', 'Which site'),
  valid: say('有效份数', 'How many are valid'),
  of: say('应有份数', 'Of how many'),
  people: {
    injured: say('受伤人数', 'Injured'),
    missing: say('失踪人数', 'Missing'),
    evacuated: say('疏散人数', 'Evacuated'),
    trained: say('参加培训人数', 'Trained'),
    expected: say('应到人数', 'Expected'),
    present_at_drill: say('参加演练人数', 'Present at the drill'),
  } satisfies { readonly [of in PeopleCount]: object },
  certificates: {
    food_handler_health: say('健康证明', 'Health certificates'),
    driver_permit: say('驾驶资格', 'Permits to drive'),
    attendant_training: say('照管培训证明', 'Training of attendants'),
    operator_licence: say('作业人员证书', 'Licences of operators'),
    guard_training: say('保安培训证明', 'Training of guards'),
  } satisfies { readonly [of in Certificates]: object },
  basis: {
    law: say('', ''),
    stated: say('据二手资料，条文未核实', 'as a secondary text states it; the article was not read'),
    own: say('本表自定', 'a rule of our own'),
  } satisfies { readonly [basis in Basis]: object },
  inOrder: (from: string | null, to: string | null) =>
    from !== null && to !== null
      ? say(`正常：${from}至${to}`, `In order: ${from} to ${to}`)
      : from === null
        ? say(`正常：不高于${to}`, `In order: ${to} at most`)
        : say(`正常：不低于${from}`, `In order: ${from} at least`),
});
