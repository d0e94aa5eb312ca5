import { inLang } from '../../../../kernel/language/languages.ts';
import { words } from '../../../../kernel/language/words.ts';
import type { Refusal } from '../../../../kernel/refusal.ts';
import { custodiansOf, type CustodianSet } from '../../../../kernel/seal/custodians.ts';
import { href, type Lang } from '../../../../portal/page.ts';
import { sentenceFor } from '../../../../portal/refusal-sentences.ts';
import { CODE } from '../codes/code-words.ts';
import { SEALED_NAMES, type SealedField, type SealedFields } from './typed.ts';

export const WORDS = words('grievances/portal/filing/sealed-form.WORDS', {
  'zh-CN': {
    title: '要不要密封留下姓名？（可不填）',
    text: (who: string) => `不留也照样办。留下的话，单位看不到；要打开，得这些保管人一起同意，您马上看得到：${who}。`,
    rights: '有些权利要有姓名才保得住，例如按姓名送达的文书、赔偿、打官司。密封的姓名保得住这些权利。',
    labels: { name: '姓名（密封）', contact: '联系方式（密封）' },
    list: '、',
    more: '由谁保管，什么时候能打开',
  },
  en: {
    title: 'Leave your name under seal? (optional)',
    text: (who: string) =>
      `Your matter is dealt with all the same without it. If you leave it, no office sees it; these custodians must agree together to open it, and you see that at once: ${who}.`,
    rights:
      'Some rights need a name, such as papers served by name, compensation, or going to court. A sealed name keeps those rights; filing without one can lose them.',
    labels: { name: 'Name (sealed)', contact: 'How to reach you (sealed)' },
    list: ', ',
    more: 'Who keeps it, and when it can be opened',
  },
});

/** What was typed to be sealed, and what is wrong with it. */
export interface SealedTyped {
  readonly fields: SealedFields;
  readonly faults: { readonly [field in SealedField]?: Refusal };
}

/** A word for the case that the code gets lost (G7). */
export const WordForm = ({ lang, word, fault }: { readonly lang: Lang; readonly word: string; readonly fault: Refusal | undefined }) => {
  const words = CODE[lang];
  return (
    <div class={fault ? 'err' : undefined}>
      <label for="word">{words.wordTitle}</label>
      <p class="hint" id="word-hint">
        {words.wordFormHint}
      </p>
      {fault && (
        <p class="why" id="word-why">
          {sentenceFor(fault, lang)}
        </p>
      )}
      <input
        type="text"
        id="word"
        name="word"
        value={word}
        {...(fault ? { 'aria-invalid': true } : {})}
        aria-describedby={fault ? 'word-hint word-why' : 'word-hint'}
      />
    </div>
  );
};

/** The two sealed lines; only drawn where valid custodians are named (G4). */
export const SealedForm = ({ lang, set, it }: { readonly lang: Lang; readonly set: CustodianSet; readonly it: SealedTyped }) => {
  const words = WORDS[lang];
  const who = custodiansOf(set)
    .map((custodian) => inLang(custodian.name, lang))
    .join(words.list);
  return (
    <fieldset>
      <legend>{words.title}</legend>
      <p class="hint">{words.text(who)}</p>
      <p class="hint">
        {words.rights} <a href={href(lang, '/seal')}>{words.more}</a>
      </p>
      {SEALED_NAMES.map((name) => {
        const fault = it.faults[name];
        return (
          <div class={fault ? 'err' : undefined}>
            <label for={name}>{words.labels[name]}</label>
            {fault && (
              <p class="why" id={`${name}-why`}>
                {sentenceFor(fault, lang)}
              </p>
            )}
            <input
              type="text"
              id={name}
              name={name}
              value={it.fields[name]}
              {...(fault ? { 'aria-invalid': true, 'aria-describedby': `${name}-why` } : {})}
            />
          </div>
        );
      })}
    </fieldset>
  );
};
