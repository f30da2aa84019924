"use client";

import { Area, AreaChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { BalanceDay } from "@/lib/billing/history";
import { numberInWords } from "@/lib/events/words";

const TICK = { fill: "var(--muted)", fontSize: 12 };
const BOX = {
  background: "var(--overlay)",
  border: "1px solid var(--border)",
  borderRadius: 8,
  color: "var(--foreground)",
  fontSize: 13,
};
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

type BalanceChartProps = { days: readonly BalanceDay[]; threshold: number | null };

/** The balance day by day, with the line below which a warning is given. Its figures stand in a table beside it. */
export function BalanceChart({ days, threshold }: BalanceChartProps) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart data={[...days]} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--separator)" />
        <XAxis
          dataKey="day"
          tickFormatter={dayWords}
          tick={TICK}
          tickLine={false}
          stroke="var(--border)"
          minTickGap={32}
        />
        <YAxis tickFormatter={numberInWords} tick={TICK} tickLine={false} axisLine={false} width={64} />
        <Tooltip
          contentStyle={BOX}
          labelFormatter={(day) => dayWords(String(day))}
          formatter={(value) => [numberInWords(Number(value)), "Balance"]}
          cursor={{ stroke: "var(--border-control)" }}
        />
        {threshold !== null && (
          <ReferenceLine y={threshold} stroke="var(--warning)" strokeDasharray="4 4" ifOverflow="extendDomain" />
        )}
        <Area
          dataKey="balance"
          type="stepBefore"
          stroke="var(--accent)"
          strokeWidth={2}
          fill="var(--accent)"
          fillOpacity={0.12}
          isAnimationActive={false}
        />
      </AreaChart>
    </ResponsiveContainer>
  );
}

function dayWords(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? day : DAY.format(date);
}
