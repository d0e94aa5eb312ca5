import { words } from '../kernel/language/words.ts';
import type { ComponentChildren } from 'preact';
import type { Lang } from '../portal/page.ts';

export const WORDS = words('desk/passkey-form.WORDS', {
  'zh-CN': '没有成功：您取消了，或者这台设备上没有合适的通行密钥。可以再试一次。',
  en: 'It did not work: you stopped it, or this device has no passkey that fits. You can try again.',
});

interface PasskeyFormProps {
  readonly lang: Lang;
  readonly action: string;
  /** What the browser is asked for, as JSON. */
  readonly options: string;
  /** Makes a passkey; without it one is shown. */
  readonly make?: boolean;
  readonly hidden?: { readonly [name: string]: string };
  readonly button: string;
  readonly hint?: string;
  readonly children?: ComponentChildren;
}

/** A form that only a browser with passkeys shows: the script takes `hidden` away. */
export const PasskeyForm = ({ lang, action, options, make, hidden, button, hint, children }: PasskeyFormProps) => (
  <form method="post" action={action} hidden data-passkey={options} {...(make ? { 'data-make': '' } : {})}>
    {children}
    {Object.entries(hidden ?? {}).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <input type="hidden" name="passkey" value="" />
    <p>
      <button class="btn">{button}</button>
    </p>
    {hint !== undefined && <p class="hint">{hint}</p>}
    <p class="note bad" role="alert" data-failed hidden>
      {WORDS[lang]}
    </p>
  </form>
);
