import type { ReactNode } from "react";

export type DocRow = { key: string; id?: string; cells: readonly ReactNode[] };

/** A table that scrolls by itself where the page is narrow. `label` names it for those who do not see it. */
export function DocTable({ label, head, rows }: { label: string; head: readonly string[]; rows: readonly DocRow[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls, and a landmark a table would be too many
    <div role="group" className="relative mt-4 overflow-x-auto" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} id={row.id}>
              {row.cells.map((cell, index) => (
                <td key={head[index]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
