import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { dayInWords } from '../../../../portal/dates.ts';
import { href, type Lang } from '../../../../portal/page.ts';
import type { MatterView } from '../../server/read-matter.ts';
import type { CodeAct } from '../../server/receipts/change-code.ts';
import { receiptsOf } from '../../domain/receipts/receipts.ts';
import { CODE } from './code-words.ts';
import { othersButton } from '../joint/others-button.ts';
import type { Seen } from '../filing/seen.ts';
import { formToken } from '../filing/typed.ts';

/** A form of one button that does something about codes; its token makes a second sending the same one. */
export const CodeButton = ({
  lang,
  code,
  act,
  text,
  plain,
}: {
  readonly lang: Lang;
  readonly code: string;
  readonly act: CodeAct;
  readonly text: string;
  readonly plain?: boolean;
}) => (
  <form method="post" action={href(lang, '/follow/code')}>
    <input type="hidden" name="code" value={code} />
    <input type="hidden" name="act" value={act} />
    <input type="hidden" name="token" value={formToken(undefined)} />
    <p>
      <button class={plain ? 'btn plain' : 'btn'}>{text}</button>
    </p>
  </form>
);

const liveOf = (view: MatterView, kind: 'claim' | 'reader' | 'carrier') =>
  receiptsOf(view.state.history).filter((it) => it.kind === kind && it.endedAt === null);

/** Somebody has said that the code is lost: whoever holds it is told first of all, and can stop it (G7). */
export const ClaimBanner = ({ view, lang, code }: Seen) => {
  const claim = liveOf(view, 'claim').at(-1);
  if (!claim) return null;
  return (
    <div class="note bad" role="alert">
      <p>{CODE[lang].banner(dayInWords(dateIn(claim.since, view.jurisdiction.zone), lang, view.today))}</p>
      <CodeButton lang={lang} code={code} act="contest" text={CODE[lang].stop} />
    </div>
  );
};

/** What the holder of the code can do about it. */
export const CodeSection = (seen: Seen) => {
  const { view, lang, code } = seen;
  const words = CODE[lang];
  const others = othersButton(seen);
  return (
    <section class="screen">
      <h2>{words.title}</h2>
      <details>
        <summary>{words.replace}</summary>
        <p>{words.replaceText}</p>
        <CodeButton lang={lang} code={code} act="replace" text={words.replace} />
      </details>
      <details>
        <summary>{words.reader}</summary>
        <p>{words.readerText}</p>
        <CodeButton lang={lang} code={code} act="give_reader" text={words.reader} />
        {liveOf(view, 'reader').length > 0 && <CodeButton lang={lang} code={code} act="end_readers" text={words.end} plain />}
      </details>
      <details>
        <summary>{words.carrier}</summary>
        <p>{words.carrierText}</p>
        {liveOf(view, 'carrier').length === 0 ? (
          <CodeButton lang={lang} code={code} act="give_carrier" text={words.carrier} />
        ) : (
          <CodeButton lang={lang} code={code} act="end_carriers" text={words.endCarrier} plain />
        )}
      </details>
      {others !== undefined && (
        <form method="post" action={href(lang, '/follow/others')}>
          <input type="hidden" name="code" value={code} />
          <p>
            <button class="btn plain">{others}</button>
          </p>
        </form>
      )}
    </section>
  );
};
