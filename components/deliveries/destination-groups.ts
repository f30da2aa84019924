import { type DestinationKind, destinationKind } from "./destination-place";
import type { FilterGroup } from "./filter-choice";

const GROUPS: readonly { kind: DestinationKind; label: string }[] = [
  { kind: "bridge", label: "Bridges" },
  { kind: "subscription", label: "Subscriptions" },
];

/** The destinations that the log can be narrowed to, by kind. A link may name one that is gone: it shows as chosen all the same. */
export function destinationGroups(
  destinations: readonly { id: string; name: string }[],
  chosen: string | undefined,
): FilterGroup[] {
  const isGone = chosen !== undefined && destinations.every(({ id }) => id !== chosen);
  const gone = isGone ? [{ id: chosen, name: `A deleted ${destinationKind(chosen)}` }] : [];
  return GROUPS.flatMap(({ kind, label }) => {
    const own = [...destinations, ...gone].filter(({ id }) => destinationKind(id) === kind);
    return own.length > 0 ? [{ label, options: own.map(({ id, name }) => ({ value: id, label: name })) }] : [];
  });
}
