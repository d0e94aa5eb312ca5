import { words } from '../../../../kernel/language/words.ts';
import { domainToASCII } from 'node:url';
import { foldTyped, typedPhone } from '../../../../kernel/canonical/bounded-text.ts';
import type { Refusal } from '../../../../kernel/refusal.ts';
import { tellFault, type Tell } from '../../../../kernel/relay/message.ts';
import type { Lang } from '../../../../portal/page.ts';
import { sentenceFor } from '../../../../portal/refusal-sentences.ts';

export const WORDS = words('grievances/portal/filing/tell-form.WORDS', {
  'zh-CN': {
    label: '有新情况时通知我（可不填）',
    hint: [
      '写一个邮箱或一个电话号码。它单独加密，办事单位看不到；消息只说“有新的情况”，不说是什么事、哪个单位。',
      '更稳妥的办法是不填：用查询码自己看，或者用日历文件提醒自己。邮箱或短信的运营方会知道您收到过这样的消息。',
    ],
  },
  en: {
    label: 'Tell me when there is something new (optional)',
    hint: [
      'One mail address or one telephone number. It is sealed apart and no office sees it; the message says nothing but that there is something new.',
      'Leaving it empty is safer: look yourself with the code, or use the calendar file. Whoever runs the mail or the SMS sees that you got such a message.',
    ],
  },
});

/** The line as it was typed, and what is wrong with it. */
export interface TellTyped {
  readonly text: string;
  readonly fault?: Refusal;
}

/** A host in another script, as mail servers know it (IDNA); as it was typed where it is none. */
const withPlainHost = (mail: string): string => {
  const at = mail.lastIndexOf('@');
  const host = mail.slice(at + 1);
  // oxlint-disable-next-line no-control-regex
  return /^[\u0000-\u007f]*$/.test(host) ? mail : `${mail.slice(0, at + 1)}${domainToASCII(host) || host}`;
};

/** What was typed: a mail address when it has an @, otherwise a telephone number, whose spaces and dashes do not count. */
const tellOf = (text: string): Tell | undefined => {
  const folded = foldTyped(text);
  if (text.trim() === '') return undefined;
  return folded.includes('@') ? { kind: 'mail', to: withPlainHost(folded) } : { kind: 'sms', to: typedPhone(text) };
};

/** Reads the line of a form; `tell` is what goes to the filing. */
export const typedTell = (text: string | undefined): { readonly typed: TellTyped; readonly tell?: Tell } => {
  const tell = tellOf(text ?? '');
  const fault = tell && tellFault(tell);
  return { typed: { text: text ?? '', ...(fault ? { fault } : {}) }, ...(tell ? { tell } : {}) };
};

/** The line; only drawn where a relay is named that sends mail or SMS. */
export const TellForm = ({ lang, it }: { readonly lang: Lang; readonly it: TellTyped }) => {
  const words = WORDS[lang];
  return (
    <div class={it.fault ? 'err' : undefined}>
      <label for="tell">{words.label}</label>
      <div id="tell-hint">
        {words.hint.map((text) => (
          <p class="hint">{text}</p>
        ))}
      </div>
      {it.fault && (
        <p class="why" id="tell-why">
          {sentenceFor(it.fault, lang)}
        </p>
      )}
      <input
        type="text"
        id="tell"
        name="tell"
        value={it.text}
        aria-describedby={it.fault ? 'tell-hint tell-why' : 'tell-hint'}
        {...(it.fault ? { 'aria-invalid': true as const } : {})}
      />
    </div>
  );
};
