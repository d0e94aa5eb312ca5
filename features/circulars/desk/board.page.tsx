import { officeName } from '../../../engine/place/office-name.ts';
import { dayInWords, momentInWords } from '../../../portal/dates.ts';
import { roleOfPost } from '../../../portal/role-words.ts';
import { href, html, type PageReply } from '../../../portal/page.ts';
import { standingOf, type Addressed, type Owing } from '../domain/state.ts';
import { countsIn, daysOf, type BoardProps } from './board.tsx';
import { CIRCULARS } from './page-words.ts';
import { CARRYING_WORDS, RECEIPT_WORDS } from './words.ts';

/** How one thing stands, in a line: as short as paper wants it. */
const lineOf = (owing: Owing, label: typeof RECEIPT_WORDS, { view, lang }: BoardProps): string => {
  const text = label[standingOf(owing, view.state.endedAt, daysOf(view))][lang];
  return owing.answer === null
    ? text
    : [text, momentInWords(owing.answer.at, view.it.zone, lang), roleOfPost(owing.answer.post, lang)].join(' · ');
};

const carriedLine = (carrying: Addressed['carrying'], props: BoardProps): string => {
  const said = CIRCULARS[props.lang];
  if (carrying === null) return said.notAsked;
  const paper = carrying.answer?.paper;
  return [lineOf(carrying, CARRYING_WORDS, props), ...(paper === null ? [said.nothing] : paper ? [paper.number] : [])].join(' · ');
};

/** The board of all offices alone, in the order in which they were named, to be printed: on paper the bar and links stay away. */
export const boardReply = (props: BoardProps): PageReply => {
  const { view, lang } = props;
  const said = CIRCULARS[lang];
  const { state, it, number } = view;
  const { title, paper, receiptBy, carryBy } = state;
  const heads = carryBy === null ? said.boardHeads.slice(0, 2) : said.boardHeads;
  const days = [
    ...(receiptBy === null ? [] : [`${said.receiptBy} ${dayInWords(receiptBy, lang)}`]),
    ...(carryBy === null ? [] : [`${said.carryBy} ${dayInWords(carryBy, lang)}`]),
  ];
  return html(
    title,
    <>
      <h1>{title}</h1>
      <p class="screen">
        <a href={href(lang, `/desk/circular/${number}`)}>{number}</a>
      </p>
      <p>{[paper, ...days].join(' · ')}</p>
      <p>{countsIn(view, lang)}</p>
      <div class="scroll" role="region" aria-label={said.board} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th scope="col">{head}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {state.offices.map(({ office, receipt, carrying }) => (
              <tr>
                <td>{officeName(it, office, lang)}</td>
                <td>{lineOf(receipt, RECEIPT_WORDS, props)}</td>
                {carryBy !== null && <td>{carriedLine(carrying, props)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>,
    { wide: true },
  );
};
