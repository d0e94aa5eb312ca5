import { officeName } from '../../../engine/place/office-name.ts';
import { mayDo, mayList } from '../../../kernel/access/access.ts';
import { href, html, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { spanText, Tags, warningName } from '../portal/parts.tsx';
import { warningsOf } from '../server/read-warnings.ts';
import { HEAD, WARNINGS } from './words.ts';

const showWarnings = async ({ service, lang, staff }: PageRequest): Promise<PageReply> => {
  const said = WARNINGS[lang];
  const it = await service.jurisdiction();
  const now = service.clock();
  const who = staff !== null && mayList(it.access, staff.role, 'warning') ? staff : null;
  const rows = who === null ? [] : await service.read((tx) => warningsOf(tx, who.office));
  const mayIssue = who !== null && mayDo(it.access, { role: who.role, relation: 'own', verb: 'issue_warning', of: 'warning' }).allowed;
  const [, office, span, state] = said.heads;
  return html(
    HEAD.title[lang],
    <>
      <h1>{HEAD.title[lang]}</h1>
      <p class="lead">{said.lead}</p>
      {mayIssue && (
        <p>
          <a class="btn" href={href(lang, '/desk/warnings/new')}>
            {said.issue}
          </a>
        </p>
      )}
      {rows.length === 0 ? (
        <p>{said.none}</p>
      ) : (
        <WorkTable label={HEAD.title[lang]} heads={said.heads}>
          {rows.map((row) => (
            <tr>
              <td>
                <a href={href(lang, `/desk/warning/${row.matter}`)}>{warningName(row, lang)}</a>
              </td>
              <td data-head={office}>{officeName(it, row.office, lang)}</td>
              <td data-head={span}>{spanText({ row, it, lang })}</td>
              <td data-head={state}>
                <Tags row={row} it={it} now={now} lang={lang} />
              </td>
            </tr>
          ))}
        </WorkTable>
      )}
      <p>
        <a href={href(lang, '/warnings')}>{said.open}</a>
      </p>
    </>,
    { wide: true },
  );
};

/** The warnings of one's own office, and of those right below it. */
export const pages: readonly Page[] = [{ path: '/desk/warnings', method: 'GET', face: 'desk', handle: showWarnings }];
