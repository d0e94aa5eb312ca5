import type { Block, Paper } from '../domain/paper.ts';

const Lines = ({ text }: { readonly text: string }) => (
  <>
    {text.split('\n').map((line, i) => (
      <>
        {i > 0 && <br />}
        {line}
      </>
    ))}
  </>
);

const BlockView = ({ it }: { readonly it: Block }) => {
  switch (it.kind) {
    case 'heading':
      return <h2>{it.text}</h2>;
    case 'text':
      return (
        <p>
          <Lines text={it.text} />
        </p>
      );
    case 'note':
      return (
        <div class="note">
          <p>{it.text}</p>
        </div>
      );
    case 'list':
      return (
        <ul>
          {it.items.map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      );
    case 'facts':
      return (
        <dl>
          {it.rows.map(([label, text]) => (
            <>
              <dt>{label}</dt>
              <dd>
                <Lines text={text} />
              </dd>
            </>
          ))}
        </dl>
      );
    case 'table':
      return (
        <div class="scroll" tabIndex={0} role="region" aria-label={it.head[0]}>
          <table>
            <thead>
              <tr>
                {it.head.map((cell) => (
                  <th scope="col">{cell}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {it.rows.map((cells) => (
                <tr>
                  {cells.map((cell) => (
                    <td>
                      <Lines text={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
};

/** A paper as a page of the site: the same model that PDF and DOCX draw. */
export const PaperView = ({ paper }: { readonly paper: Paper }) => (
  <>
    <h1>{paper.title}</h1>
    {paper.blocks.map((it) => (
      <BlockView it={it} />
    ))}
    {paper.foot.map((line) => (
      <p class="small">{line}</p>
    ))}
  </>
);
