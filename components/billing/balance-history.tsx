"use client";

import dynamic from "next/dynamic";
import { DataTable } from "@/components/ui/data-table";
import type { BalanceDay } from "@/lib/billing/history";
import { dayInWords, numberInWords } from "@/lib/events/words";

const PLACE = "h-56 w-full";

// Charts are large: only this page loads them, after everything else.
const BalanceChart = dynamic(() => import("./balance-chart").then((module) => module.BalanceChart), {
  ssr: false,
  loading: () => <div className="h-full rounded-lg bg-surface-secondary" />,
});

type BalanceHistoryProps = { days: readonly BalanceDay[]; threshold: number | null };

/** The balance of the last thirty days: in a sentence, as a picture, and day by day as a table. */
export function BalanceHistory({ days, threshold }: BalanceHistoryProps) {
  const [given, used] = [sumOf(days, "given"), sumOf(days, "used")];
  const [first, last] = [days[0]?.balance ?? 0, days.at(-1)?.balance ?? 0];
  return (
    <figure>
      <div className={PLACE} aria-hidden="true">
        <BalanceChart days={days} threshold={threshold} />
      </div>
      <figcaption className="mt-2 text-dense text-muted">
        In 30 days {numberInWords(given)} credits were added and {numberInWords(used)} taken; the balance went from{" "}
        {numberInWords(first)} to {numberInWords(last)}.
        {threshold !== null && ` The dashed line is the warning threshold, ${numberInWords(threshold)}.`}
      </figcaption>
      <details className="mt-2">
        <summary className="w-fit cursor-pointer rounded-sm py-1 text-dense text-muted hover:text-foreground">
          Show the figures
        </summary>
        <DataTable label="Balance by day" columns={["Day (UTC)", "Added", "Taken", "Balance at its end"]}>
          {days.toReversed().map(({ day, balance, ...each }) => (
            <tr key={day}>
              <td className="whitespace-nowrap">{dayInWords(day)}</td>
              <td>{numberInWords(each.given)}</td>
              <td>{numberInWords(each.used)}</td>
              <td>{numberInWords(balance)}</td>
            </tr>
          ))}
        </DataTable>
      </details>
    </figure>
  );
}

function sumOf(days: readonly BalanceDay[], name: "given" | "used"): number {
  return days.reduce((sum, day) => sum + day[name], 0);
}
