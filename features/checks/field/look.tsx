/// <reference lib="dom" />
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { parseBase64 } from '../../../kernel/canonical/base64.ts';
import type { Look } from '../domain/look.ts';
import { draftNow, dropDraft, finishDraft } from './draft-store.ts';
import {
  LOOK_FIELDS,
  LOOK_MAX,
  lookFaults,
  photosOf,
  proposalOf,
  stepOf,
  type KeptLooks,
  type LookFault,
  type LookPhotos,
} from './looks.ts';
import { LOOK_WORDS } from './look-words.ts';
import { Photos, Picture } from './photos.tsx';
import { photo, type Draft, type Unsent } from './store.ts';
import { TypedDelete } from './typed-delete.tsx';
import { useDraft, whyNotKept } from './use-draft.ts';
import { words as spoken, type FieldLang } from './words.ts';

const dayOf = (day: string, lang: FieldLang): string =>
  new Intl.DateTimeFormat(lang, { timeZone: 'UTC', month: 'numeric', day: 'numeric' }).format(Date.parse(day));
/** A day in the zone of the place, as it is written in a date. */
const dayAt = (at: number, zone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at);

/** What a draft about a hazard is called. */
const titleOf = ({ where, what }: Look): string => (where === '' ? what : `${where} · ${what}`);
/** Two posts that share a phone have a draft each. */
export const lookKey = (post: string, hazard: string): string => `look ${post} ${hazard}`;

interface ListProps {
  /** The post whose list is here. */
  readonly post: string;
  readonly kept: KeptLooks | undefined;
  readonly drafts: readonly Draft[];
  readonly unsent: readonly Unsent[];
  readonly now: number;
  readonly zone: string;
  readonly lang: FieldLang;
  readonly onFill: (look: Look, title: string) => void;
}

/** Hazards that this post looks at again or mends, what ends first on top; what was done here already is not among them. */
export const LooksList = ({ post, kept, drafts, unsent, now, zone, lang, onFill }: ListProps) => {
  const [words, own] = [spoken(), LOOK_WORDS[lang]];
  const today = dayAt(now, zone);
  const isBegun = (hazard: string): boolean => drafts.some((it) => it.key === lookKey(post, hazard));
  const isMade = (hazard: string): boolean =>
    unsent.some((it) => it.to === 'proposals' && it.post === post && it.slots.indexOf(hazard) >= 0);
  const open: Look[] = [];
  const looks = kept && kept.post === post ? kept.looks : [];
  for (const { look } of looks) if (look && !isMade(look.hazard)) open.push(look);
  const isOpen = (key: string): boolean => open.some((look) => lookKey(post, look.hazard) === key);
  const lost = drafts.filter((it) => it.look && it.post === post && !isOpen(it.key));
  if (open.length === 0 && lost.length === 0) return null;
  return (
    <section>
      <h2>{own.looksTitle}</h2>
      <ul class="slots">
        {lost.map((it) => (
          <li>
            <span>{it.title}</span>
            <a class="btn" href={`#${encodeURIComponent(it.key)}`}>
              {words.goOn}
            </a>
          </li>
        ))}
        {open.map((look) => (
          <li>
            <span>
              <b>{titleOf(look)}</b>
              <br />
              <span class="small">
                {look.steps.indexOf('report_mended') >= 0 ? own.mendIt : own.lookAgain} <code>{look.hazard}</code>{' '}
                {look.by !== null && (
                  <>
                    {words.by(dayOf(look.by, lang))} {look.by < today && <span class="tag late">{words.late}</span>}
                  </>
                )}
              </span>
            </span>
            <button type="button" class={isBegun(look.hazard) ? 'btn' : 'btn plain'} onClick={() => onFill(look, titleOf(look))}>
              {isBegun(look.hazard) ? words.goOn : words.fill}
            </button>
          </li>
        ))}
      </ul>
      {kept && kept.more && <p class="small">{own.moreLooks}</p>}
    </section>
  );
};

/** A small photo that was taken along, with what it shows. */
const Old = ({ of, text, label }: { readonly of: string; readonly text: string; readonly label: string }) => (
  <figure>
    <Picture of={of} bytes={() => Promise.resolve(parseBase64(text))} alt={label} />
    <figcaption>{label}</figcaption>
  </figure>
);

/** What is known of the hazard on the spot, the photos of then beside the one of now. */
const About = ({ look, lang, children }: { readonly look: Look; readonly lang: FieldLang; readonly children: ComponentChildren }) => {
  const own = LOOK_WORDS[lang];
  const rows: readonly (readonly [string, string | null])[] = [
    [own.order, look.measures],
    [own.standard, look.standard],
    [own.saidMended, look.mended],
    [own.notAccepted, look.returned],
  ];
  const [photos, setPhotos] = useState<LookPhotos>({ restsOn: null, before: null, after: null });
  useEffect(() => {
    // Those of another step are photos of something else.
    void photosOf(look.hazard).then((found) => found && found.restsOn === look.restsOn && setPhotos(found));
  }, [look.hazard]);
  return (
    <>
      <dl>
        {rows.map(
          ([label, text]) =>
            text !== null && (
              <>
                <dt>{label}</dt>
                <dd class="words">{text}</dd>
              </>
            ),
        )}
      </dl>
      {look.noPhoto !== null && <p class="small">{own.noPhotoSaid(look.noPhoto)}</p>}
      <div class="beside">
        {photos.before && <Old of={`${look.hazard} before`} text={photos.before} label={own.asFound} />}
        {photos.after && <Old of={`${look.hazard} after`} text={photos.after} label={own.asMended} />}
        <figure>
          {children}
          <figcaption>{own.asNow}</figcaption>
        </figure>
      </div>
    </>
  );
};

interface LookProps {
  readonly begun: Draft;
  readonly look: Look;
  /** The same hazard as it was taken along last; undefined where it is on the list no longer. */
  readonly newest: Look | undefined;
  readonly zone: string;
  readonly lang: FieldLang;
  /** How far the server's clock was ahead of this phone's. */
  readonly ahead: number;
  /** Leaves the page: with what is to be sent, or without. */
  readonly onLeave: (sent: boolean) => void;
}

const sizesOf = async (it: Draft): Promise<{ readonly [name: string]: number }> => {
  const sizes: { [name: string]: number } = {};
  for (const name of it.photos[LOOK_FIELDS.photos] ?? []) sizes[name] = (await photo(it.id, name))?.length ?? 1;
  return sizes;
};

/** One hazard on the spot: what was ordered, the photos of then and of now, and what is to be said of it. Written as it is typed. */
export const LookPage = ({ begun, look, newest, zone, lang, ahead, onLeave }: LookProps) => {
  const [words, own] = [spoken(), LOOK_WORDS[lang]];
  const hand = useDraft(begun);
  const { draft, said, busy } = hand;
  const [faults, setFaults] = useState<readonly LookFault[]>([]);
  const step = stepOf(draft);
  const value = (name: string): string => draft.sent[name] ?? '';
  const today = dayAt(Date.now() + ahead, zone);

  const onInput = ({ target }: Event): void => {
    const isField = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'file');
    if (isField) hand.answer(target.name, target.value);
  };
  const finish = async (): Promise<void> => {
    await hand.written();
    try {
      const it = await draftNow(draft);
      hand.show(it);
      const found = lookFaults(it, dayAt(Date.now() + ahead, zone));
      setFaults(found);
      const chosen = stepOf(it);
      if (found.length > 0 || !chosen) return void setTimeout(() => document.getElementById('faults')?.focus(), 0);
      await finishDraft(it, await proposalOf(it, look, chosen, await sizesOf(it), Date.now()));
      onLeave(true);
    } catch (error) {
      hand.say(whyNotKept(error));
    }
  };
  useEffect(() => {
    if (begun.waiting !== null) document.getElementById('camera')?.scrollIntoView();
  }, [begun.waiting]);

  const label = step === 'return_mend' ? own.whyNot : step === 'report_mended' ? own.whatDone : own.whatSeen;
  return (
    <>
      <p>
        <a href="#">{words.back}</a>
      </p>
      <h1>{draft.title}</h1>
      <p class="small">
        <code>{look.hazard}</code> {words.saved}
      </p>
      {newest && newest.restsOn !== look.restsOn && <p class="note">{own.movedOn}</p>}
      {faults.length > 0 && (
        <div class="note" role="alert" tabIndex={-1} id="faults">
          <p>{words.fix(faults.length)}</p>
          <ul>
            {faults.map((fault) => (
              <li>{own.lookFaults[fault]}</li>
            ))}
          </ul>
        </div>
      )}
      <form onInput={onInput} onSubmit={(event) => event.preventDefault()}>
        <About look={look} lang={lang}>
          <Photos
            draft={draft}
            of={LOOK_FIELDS.photos}
            label={own.asNow}
            busy={busy === LOOK_FIELDS.photos}
            // Written before the camera opens: some phones end the page while it is open.
            onOpen={() => hand.openCamera(LOOK_FIELDS.photos)}
            onFiles={(files) => void hand.takePhotos(LOOK_FIELDS.photos, files)}
            onRemove={(name) => hand.removePhoto(LOOK_FIELDS.photos, name)}
          />
        </About>
        {look.steps.length > 1 && (
          <fieldset>
            <legend>{own.found}</legend>
            {(['accept_mend', 'return_mend'] as const).map((one) => (
              <label class="choice">
                <input type="radio" name={LOOK_FIELDS.step} value={one} checked={step === one} />{' '}
                {one === 'accept_mend' ? own.accepted : own.returned}
              </label>
            ))}
          </fieldset>
        )}
        <label>
          {label}
          <textarea name={LOOK_FIELDS.words} maxLength={LOOK_MAX.words} value={value(LOOK_FIELDS.words)} />
        </label>
        {step === 'return_mend' && (
          <label>
            {own.newDay}
            <input type="date" name={LOOK_FIELDS.by} min={today} value={value(LOOK_FIELDS.by)} />
          </label>
        )}
        {step !== 'return_mend' && (draft.photos[LOOK_FIELDS.photos] ?? []).length === 0 && (
          <label>
            {own.whyNoPhoto}
            <input type="text" name={LOOK_FIELDS.noPhoto} maxLength={LOOK_MAX.noPhoto} value={value(LOOK_FIELDS.noPhoto)} />
          </label>
        )}
        {said !== '' && (
          <p class="note" role="alert">
            {said}
          </p>
        )}
        <p>
          <button type="button" class="btn" disabled={busy !== ''} onClick={() => void finish()}>
            {words.finish}
          </button>
        </p>
        <p class="small">{own.lookSent}</p>
      </form>
      <TypedDelete
        label={words.giveUpDraft}
        onDelete={async () => {
          await dropDraft(draft);
          onLeave(false);
        }}
      />
    </>
  );
};
