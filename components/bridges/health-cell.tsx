import { Sparkline } from "@/components/ui/sparkline";
import type { DestinationHealth } from "@/lib/destinations/read-health";
import { successRateWords } from "./bridge-standing";

/** The last 24 hours' attempts by the hour, and the share that was delivered. */
export function HealthCell({ health }: { health: DestinationHealth }) {
  const values = health.hours.map(({ at, ok, failed }) => ({ label: `${at.slice(11, 16)} UTC`, ok, failed }));
  return (
    <span className="flex items-center gap-2">
      <Sparkline values={values} />
      <span className="w-11 text-end tabular-nums">{successRateWords({ health }) ?? "–"}</span>
    </span>
  );
}
