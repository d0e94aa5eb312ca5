import type { StaffFace } from '../../../desk/staff-entity/face.ts';
import type { TakesFiles } from '../../../desk/staff-entity/taken-files.ts';
import { openFor } from '../../../desk/staff-entity/pages.tsx';
import { toPlan } from '../../../engine/files/to-photo.ts';
import { statusOf } from '../../../engine/http/refusal-status.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { takeStaffStep, type StaffView } from '../../../engine/staff-entity.ts';
import { words } from '../../../kernel/language/words.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { fileField } from '../../../kernel/stream/files.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import type { Plan, SiteState, Spot } from '../domain/state.ts';
import { PIN_MAX } from '../domain/verbs.ts';
import { FLOORS } from '../domain/vocabulary.ts';

export const WORDS = words('sites/desk/plans.WORDS', {
  'zh-CN': {
    title: '平面图',
    lead: '只给这个场所的几个单位看。一层一张；换了新图，旧图还留着。',
    none: '还没有平面图。',
    whole: '总平面',
    below: (n: string) => `地下${n}层`,
    above: (n: string) => `${n}层`,
    picture: (floor: string) => `${floor}平面图`,
    at: (x: string, y: string) => `从左${x}%，从上${y}%`,
    notYet: '还没有标',
    mark: '标位置',
    marking: (spot: string, floor: string) => `在${floor}上标出“${spot}”`,
    click: '在图上点它的位置（图比屏幕宽，可以左右拖）：',
    clickLabel: (spot: string) => `在图上点“${spot}”的位置`,
    or: '或者写位置：',
    left: '从左边算起，百分之几',
    top: '从上边算起，百分之几',
    save: '记下位置',
    add: '加一张平面图',
    floor: '哪一层',
    file: '图片（JPEG、PNG、WebP），会缩小到2000像素、300 kB以内',
    send: '加上',
    old: '换下来的图',
    spots: '检查点',
    back: '回到场所',
    choose: '请选择',
  },
  en: {
    title: 'Plans',
    lead: 'For the offices of this site alone. One a floor; where a new one comes, the old one stays.',
    none: 'There is no plan yet.',
    whole: 'Whole site',
    below: (n: string) => `Basement ${n}`,
    above: (n: string) => `Floor ${n}`,
    picture: (floor: string) => `Plan: ${floor}`,
    at: (x: string, y: string) => `${x}% from the left, ${y}% from the top`,
    notYet: 'not marked yet',
    mark: 'Mark it',
    marking: (spot: string, floor: string) => `Mark “${spot}” on: ${floor}`,
    click: 'Click where it is (where the plan is wider than the screen, it can be moved aside):',
    clickLabel: (spot: string) => `Click where “${spot}” is`,
    or: 'Or write where it is:',
    left: 'From the left, per cent',
    top: 'From the top, per cent',
    save: 'Keep the place',
    add: 'Add a plan',
    floor: 'Which floor',
    file: 'Picture (JPEG, PNG or WebP); it is made smaller than 2,000 pixels and 300 kB',
    send: 'Add',
    old: 'Plans that were replaced',
    spots: 'Spots',
    back: 'Back to the site',
    choose: 'Please choose',
  },
});

/** What a plan shows, in words. */
const floorName = (floor: string, lang: Lang): string => {
  const said = WORDS[lang];
  const n = floor.slice(1);
  return floor === 'whole' ? said.whole : floor.startsWith('b') ? said.below(n) : said.above(n);
};

const percent = (part: number): string => String(Math.round(part / 10) / 10);

/** A plan is drawn so wide where somebody clicks on it, whatever the screen: the server must know what a click means. */
const CLICKED_WIDTH = 800;
const clickedSize = ({ width, height }: Plan) => ({ width: CLICKED_WIDTH, height: Math.round((height * CLICKED_WIDTH) / width) });

interface Shown {
  readonly view: StaffView<SiteState>;
  readonly path: string;
  readonly lang: Lang;
}

const imagePath = ({ path }: Shown, plan: Plan): string => `${path}/file/0-${plan.n}-1`;
const openSpots = ({ view }: Shown): readonly Spot[] => view.state.spots.filter((it) => !it.ended);
const mayTake = ({ view }: Shown, step: string): boolean =>
  view.options.some(({ verb, because }) => verb.name === step && because === undefined);

/** A plan with its pins: a picture and vectors, no script. */
const PlanPicture = ({ shown, plan }: { readonly shown: Shown; readonly plan: Plan }) => {
  const { width, height, floor, n } = plan;
  const r = Math.max(width, height) / 28;
  const pins = shown.view.state.pins.filter((pin) => pin.plan === n && openSpots(shown).some(({ spot }) => spot === pin.spot));
  return (
    <svg class="narrow" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={WORDS[shown.lang].picture(floorName(floor, shown.lang))}>
      <image href={href(shown.lang, imagePath(shown, plan))} width={width} height={height} />
      {pins.map(({ spot, x, y }) => (
        <g transform={`translate(${Math.round((x * width) / PIN_MAX)} ${Math.round((y * height) / PIN_MAX)})`}>
          <circle r={r} fill="#1f6f5c" stroke="#fff" stroke-width={r / 6} />
          <text fill="#fff" font-size={r * 1.2} font-weight="700" text-anchor="middle" dy=".36em">
            {spot}
          </text>
        </g>
      ))}
    </svg>
  );
};

const SpotList = ({ shown, plan }: { readonly shown: Shown; readonly plan: Plan }) => {
  const said = WORDS[shown.lang];
  return (
    <ul>
      {openSpots(shown).map(({ spot, name }) => {
        const pin = shown.view.state.pins.find((it) => it.plan === plan.n && it.spot === spot);
        return (
          <li>
            {spot} {name} · {pin ? said.at(percent(pin.x), percent(pin.y)) : said.notYet}
            {mayTake(shown, 'pin_spot') && (
              <>
                {' '}
                <a href={href(shown.lang, `${shown.path}/plans?plan=${plan.n}&spot=${spot}#pin`)}>{said.mark}</a>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
};

interface PinFormProps {
  readonly shown: Shown;
  readonly plan: Plan;
  readonly spot: Spot;
  readonly csrf: string;
}

/** Marks one spot: by a click, whose place a browser sends without a script, or by two numbers. */
const PinForm = ({ shown, plan, spot, csrf }: PinFormProps) => {
  const said = WORDS[shown.lang];
  const action = href(shown.lang, `${shown.path}/plans`);
  const hidden = (
    <>
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="act" value="pin" />
      <input type="hidden" name="plan" value={plan.n} />
      <input type="hidden" name="spot" value={spot.spot} />
      <input type="hidden" name="expected" value={shown.view.entries.length} />
    </>
  );
  return (
    <>
      <h2 id="pin">{said.marking(spot.name, floorName(plan.floor, shown.lang))}</h2>
      <form method="post" action={action}>
        {hidden}
        <p>{said.click}</p>
        <div class="scroll">
          <input
            type="image"
            name="at"
            src={href(shown.lang, imagePath(shown, plan))}
            alt={said.clickLabel(spot.name)}
            {...clickedSize(plan)}
          />
        </div>
      </form>
      <form method="post" action={action}>
        {hidden}
        <p>{said.or}</p>
        <label>
          {said.left}
          <input type="number" name="left" min="0" max="100" step="0.1" required />
        </label>
        <label>
          {said.top}
          <input type="number" name="top" min="0" max="100" step="0.1" required />
        </label>
        <p>
          <button class="btn">{said.save}</button>
        </p>
      </form>
    </>
  );
};

const AddForm = ({ shown, csrf }: { readonly shown: Shown; readonly csrf: string }) => {
  const said = WORDS[shown.lang];
  return (
    <>
      <h2>{said.add}</h2>
      <form method="post" action={href(shown.lang, `${shown.path}/plans`)} enctype="multipart/form-data">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="act" value="add" />
        <input type="hidden" name="expected" value={shown.view.entries.length} />
        <label>
          {said.floor}
          <select name="floor">
            <option value="">{said.choose}</option>
            {FLOORS.map((floor) => (
              <option value={floor}>{floorName(floor, shown.lang)}</option>
            ))}
          </select>
        </label>
        <label>
          {said.file}
          <input type="file" name="files" accept="image/jpeg,image/png,image/webp" />
        </label>
        <p>
          <button class="btn">{said.send}</button>
        </p>
      </form>
    </>
  );
};

const draw = (shown: Shown, { csrf, query, form }: PageRequest, refusal?: Refusal): PageReply => {
  const { view, lang, path } = shown;
  const said = WORDS[lang];
  const { plans, name, ended } = view.state;
  const [now, old] = [plans.filter((it) => !it.replaced), plans.filter((it) => it.replaced)];
  const asked = (field: string): number => Number(query[field] ?? form[field] ?? 'none');
  const plan = now.find((it) => it.n === asked('plan'));
  const spot = openSpots(shown).find((it) => it.spot === asked('spot'));
  return html(
    said.title,
    <>
      {refusal && (
        <p class="note" role="alert" tabIndex={-1}>
          {sentenceFor(refusal, lang)}
        </p>
      )}
      <h1>
        {name} · {said.title}
      </h1>
      <p class="lead">{said.lead}</p>
      <p>
        <a href={href(lang, path)}>{said.back}</a>
      </p>
      {plan && spot && mayTake(shown, 'pin_spot') && <PinForm shown={shown} plan={plan} spot={spot} csrf={csrf} />}
      {now.length === 0 && <p>{said.none}</p>}
      {now.map((it) => (
        <>
          <h2>{floorName(it.floor, lang)}</h2>
          <PlanPicture shown={shown} plan={it} />
          <SpotList shown={shown} plan={it} />
        </>
      ))}
      {!ended && mayTake(shown, 'add_plan') && <AddForm shown={shown} csrf={csrf} />}
      {old.length > 0 && (
        <details>
          <summary>{said.old}</summary>
          <ul>
            {old.map((it) => (
              <li>
                <a href={href(lang, imagePath(shown, it))}>{floorName(it.floor, lang)}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>,
    { wide: true, other: `${path}/plans`, ...(refusal ? { status: statusOf(refusal.refused) } : {}) },
  );
};

/** A desk page never runs without a session. */
const whoOf = ({ staff }: PageRequest): StaffMember => {
  if (!staff) throw new Error('a desk page ran without a session');
  return staff;
};

const wholeOf = (text: string | undefined): number => (text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN);
const fractionOf = (part: number): number => Math.round(part * PIN_MAX);

/** Where somebody clicked, or what they wrote, in ten-thousandths. What is none of both is refused as a choice. */
const placeIn = (form: PageRequest['form'], plan: Plan): JsonObject | Refusal => {
  const { width, height } = clickedSize(plan);
  const isClick = form['at.x'] !== undefined;
  const said = (text: string | undefined): number =>
    text !== undefined && /^\d{1,3}([.,]\d{1,2})?$/.test(text.trim()) ? Number(text.replace(',', '.')) / 100 : Number.NaN;
  const [x, y] = isClick ? [wholeOf(form['at.x']) / width, wholeOf(form['at.y']) / height] : [said(form['left']), said(form['top'])];
  if (!(x >= 0 && x <= 1)) return refuse('field_choice', { field: 'x' });
  return y >= 0 && y <= 1 ? { x: fractionOf(x), y: fractionOf(y) } : refuse('field_choice', { field: 'y' });
};

const pin = async (request: PageRequest, view: StaffView<SiteState>, face: StaffFace<SiteState>): Promise<Refusal | undefined> => {
  const { form, service } = request;
  const plan = view.state.plans.find((it) => it.n === wholeOf(form['plan']));
  const place = plan ? placeIn(form, plan) : refuse('field_choice', { field: 'plan' });
  if (isRefusal(place)) return place;
  const input = { ...place, plan: wholeOf(form['plan']), spot: form['spot'] ?? '' };
  const command = { name: 'pin_spot', input, expectedLength: wholeOf(form['expected']) };
  return takeStaffStep(service, face.kind, view.number, whoOf(request), command);
};

/** One picture of a floor, made small and measured. */
export const takePlan: TakesFiles = async (files, visitor) => {
  const [first] = files;
  if (first?.type !== 'image/jpeg' || files.length > 1) return refuse('plan_picture', { field: 'files' });
  const picture = await toPlan(Buffer.from(first.bytes), visitor);
  if (isRefusal(picture)) return picture;
  const { bytes, width, height } = picture;
  return { input: { width, height, files: [{ field: fileField(0), type: first.type, size: bytes.length }] }, bytes: [bytes] };
};

const add = async (request: PageRequest, view: StaffView<SiteState>, face: StaffFace<SiteState>): Promise<Refusal | undefined> => {
  const { form, files, filesFault, service, visitor } = request;
  const taken = filesFault ?? (await takePlan(files, visitor));
  if (isRefusal(taken)) return taken;
  const command = { name: 'add_plan', input: { floor: form['floor'] ?? '', ...taken.input }, expectedLength: wholeOf(form['expected']) };
  return takeStaffStep(service, face.kind, view.number, whoOf(request), command, { files: taken.bytes });
};

/** The plans of a site with their pins, and the forms that add one or mark a spot: all without a script. */
export const planPages = (face: StaffFace<SiteState>): readonly Page[] => {
  const shownOf = (view: StaffView<SiteState>, lang: Lang): Shown => ({ view, lang, path: `${face.path}/${view.number}` });
  return [
    {
      path: `${face.path}/:number/plans`,
      method: 'GET',
      face: 'desk',
      handle: (request) => openFor(face, request, (view) => draw(shownOf(view, request.lang), request)),
    },
    {
      path: `${face.path}/:number/plans`,
      method: 'POST',
      face: 'desk',
      takesFiles: true,
      handle: (request) =>
        openFor(face, request, async (view) => {
          const { act } = request.form;
          const refusal = act === 'add' ? await add(request, view, face) : await pin(request, view, face);
          return refusal
            ? draw(shownOf(view, request.lang), request, refusal)
            : { kind: 'redirect', to: `${face.path}/${view.number}/plans` };
        }),
    },
  ];
};
