/** A filter narrows event types to workspaces and workrooms; an empty or absent list admits all. */
export type EventFilter = { workspace_ids?: readonly string[]; workroom_ids?: readonly string[] };
export type DestinationFilters = { all?: EventFilter; types?: Record<string, EventFilter> };

export const ALL_EVENTS = "*";

/** The part of a destination that says which events it hears of. */
export type Listener = {
  kind: string;
  workspaceId: string | null;
  eventTypes: readonly string[];
  filters: DestinationFilters | null;
};

/** The part of an event that filters look at. */
export type Heard = { type: string; workspaceId: string; workroomId: string | undefined };

/** Whether an event is for a destination. An event that a filter holds back is simply not for it: no delivery, no failure. */
export function matches(listener: Listener, event: Heard): boolean {
  if (listener.workspaceId !== null && listener.workspaceId !== event.workspaceId) return false;
  if (!listener.eventTypes.includes(event.type) && !listener.eventTypes.includes(ALL_EVENTS)) return false;
  return admits(listener.filters?.all, event) && admits(listener.filters?.types?.[event.type], event);
}

function admits(filter: EventFilter | undefined, event: Heard): boolean {
  if (!filter) return true;
  const { workspace_ids: workspaces, workroom_ids: workrooms } = filter;
  if (workspaces?.length && !workspaces.includes(event.workspaceId)) return false;
  if (workrooms?.length && !(event.workroomId !== undefined && workrooms.includes(event.workroomId))) return false;
  return true;
}

/** The workroom that an event is about, when its data names one. */
export function workroomOf(data: Record<string, unknown>): string | undefined {
  const { workroom } = data;
  if (typeof workroom !== "object" || workroom === null || !("id" in workroom)) return undefined;
  return typeof workroom.id === "string" ? workroom.id : undefined;
}
