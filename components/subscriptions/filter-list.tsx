import type { EventFilter } from "@/lib/destinations/match";

type FilterListProps = { filter: EventFilter; workspaceNames: ReadonlyMap<string, string> };

/** A filter as one reads it aloud: which workspaces by name, which workrooms by id. */
export function FilterList({ filter, workspaceNames }: FilterListProps) {
  const { workspace_ids: workspaces = [], workroom_ids: workrooms = [] } = filter;
  return (
    <>
      {workspaces.length > 0 && (
        <span className="block break-words">
          Workspaces: {workspaces.map((id) => workspaceNames.get(id) ?? `${id} (deleted)`).join(", ")}
        </span>
      )}
      {workrooms.length > 0 && (
        <span className="block break-words">
          Workrooms: <span className="font-mono text-xs">{workrooms.join(", ")}</span>
        </span>
      )}
    </>
  );
}
