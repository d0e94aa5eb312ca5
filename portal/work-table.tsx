import type { ComponentChildren } from 'preact';

interface WorkTableProps {
  /** What the table lists; read out where it scrolls sideways. */
  readonly label: string;
  readonly heads: readonly string[];
  /** Its rows. */
  readonly children: ComponentChildren;
}

/**
 * A table that becomes one card a row on a narrow screen, without its line of headings: a cell that says nothing without its heading brings
 * it along (`data-head`).
 */
export const WorkTable = ({ label, heads, children }: WorkTableProps) => (
  <div class="scroll" role="region" aria-label={label} tabIndex={0}>
    <table class="work">
      <thead>
        <tr>
          {heads.map((head) => (
            <th scope="col">{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);
