import type { DestinationFilters, EventFilter } from "@/lib/destinations/match";

/** A subscription's filters for a table's cell: "Default · 2 workrooms · 1 type narrower". Null without any. */
export function filterWords(
  filters: DestinationFilters | null,
  workspaceNames: ReadonlyMap<string, string>,
): string | null {
  const narrower = Object.keys(filters?.types ?? {}).length;
  const words = [
    ...placeWords(filters?.all, workspaceNames),
    ...(narrower > 0 ? [`${count(narrower, "type")} narrower`] : []),
  ];
  return words.length > 0 ? words.join(" · ") : null;
}

function placeWords(filter: EventFilter | undefined, workspaceNames: ReadonlyMap<string, string>): string[] {
  const { workspace_ids: workspaces = [], workroom_ids: workrooms = [] } = filter ?? {};
  const [first] = workspaces;
  const name = workspaces.length === 1 && first !== undefined ? workspaceNames.get(first) : undefined;
  return [
    ...(workspaces.length > 0 ? [name ?? count(workspaces.length, "workspace")] : []),
    ...(workrooms.length > 0 ? [count(workrooms.length, "workroom")] : []),
  ];
}

function count(number: number, what: string): string {
  return number === 1 ? `1 ${what}` : `${number} ${what}s`;
}
