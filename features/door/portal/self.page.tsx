import { words } from '../../../kernel/language/words.ts';
import type { Door } from '../../../kernel/door/door.ts';
import { href, html, type Lang, type PageReply } from '../../../portal/page.ts';
import { scriptHash } from '../../../engine/http/assets.ts';

export const WORDS = words('door/portal/self.WORDS', {
  'zh-CN': {
    title: '这个受理处的钥匙',
    lead: '指定它的地方，应当公布同样的内容。不一样，就打电话来问。',
    key: '信封封给这把公钥（X25519）',
    ack: '收到信封，用这一把签字（Ed25519）',
    log: '这里自己的日志',
    script: '封信封的程序的指纹（SHA-256），两边的版本相同就应当一样',
    card: '同样的内容，给程序读',
    file: '去写',
  },
  en: {
    title: 'The keys of this door',
    lead: 'A place that names it should publish the same. Where it does not, telephone and ask.',
    key: 'Envelopes are sealed to this public key (X25519)',
    ack: 'Their arrival is signed with this one (Ed25519)',
    log: 'Our own log',
    script: 'Fingerprint (SHA-256) of the program that seals an envelope; with the same version it is the same on both sides',
    card: 'The same for a program',
    file: 'Write to us',
  },
});

/** What a door says of itself. */
export const selfReply = (door: Door, lang: Lang): PageReply => {
  const words = WORDS[lang];
  const facts = [
    [words.key, door.key],
    [words.ack, door.ack],
    [words.log, door.log],
    [words.script, scriptHash('door')],
  ] as const;
  return html(
    words.title,
    <>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <dl>
        {facts.map(([what, text]) => (
          <>
            <dt>{what}</dt>
            <dd>
              <code>{text}</code>
            </dd>
          </>
        ))}
      </dl>
      <p>
        <a href="/door.json">{words.card}</a> · <a href={href(lang, '/file')}>{words.file}</a>
      </p>
    </>,
  );
};
