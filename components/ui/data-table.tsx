import type { CSSProperties, ReactNode } from "react";

type DataTableProps = {
  /** What the rows are, for screen readers. */
  label: string;
  /** Column heads; an empty text for a column of buttons. */
  columns: readonly string[];
  /** The rows: <tr> elements. */
  children: ReactNode;
};

/** Rows of 40 px under quiet heads. On a phone a row is a block under its first cell, each other cell with its head beside it. */
export function DataTable({ label, columns, children }: DataTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls, and a landmark would repeat the section's
    <div role="group" tabIndex={0} aria-label={label} className="scrollbar relative overflow-x-auto">
      <table className="data-table data-table--stacks" style={headsOf(columns)}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column || <span className="sr-only">Actions</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

// For the stylesheet, which says them where the row of heads has no room.
function headsOf(columns: readonly string[]): CSSProperties {
  return Object.fromEntries(columns.map((column, index) => [`--head-${index + 1}`, JSON.stringify(column)]));
}
