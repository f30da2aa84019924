import type { DestinationFilters, EventFilter } from "@/lib/destinations/match";
import type { FieldError } from "@/lib/errors";
import { isEventType, SUBSCRIBABLE_TYPES } from "@/lib/events/catalogue";
import { nearestOf } from "./nearest";
import type { EventChoice } from "./schema";

/** What is wrong with the types that were picked: unknown ones with the nearest match, unstable ones, twins. */
export function choiceErrors(choices: readonly EventChoice[]): FieldError[] {
  const seen = new Set<string>();
  return choices.flatMap((choice, index) => {
    const type = typeOf(choice);
    const path = typeof choice === "string" ? `events[${index}]` : `events[${index}].type`;
    const problem = seen.has(type) ? `${type} is named twice.` : typeProblem(type);
    seen.add(type);
    return problem ? [{ path, message: problem }] : [];
  });
}

function typeProblem(type: string): string | undefined {
  if (SUBSCRIBABLE_TYPES.some((stable) => stable === type)) return undefined;
  const list = `Subscribe to ${SUBSCRIBABLE_TYPES.join(", ")}.`;
  if (isEventType(type)) return `${type} is not stable yet: only bridges hear of it. ${list}`;
  return `${JSON.stringify(type)} is not an event type. Did you mean ${nearestOf(type, SUBSCRIBABLE_TYPES)}? ${list}`;
}

/** The types alone, for the column that publishing matches. */
export function typesOf(choices: readonly EventChoice[]): string[] {
  return choices.map(typeOf);
}

function typeOf(choice: EventChoice): string {
  return typeof choice === "string" ? choice : choice.type;
}

/** The filters as they are stored: one for all types, one a type. */
export function filtersOf(choices: readonly EventChoice[], all: EventFilter | null): DestinationFilters | null {
  const own = choices.flatMap((choice) =>
    typeof choice === "string" || !choice.filter ? [] : [[choice.type, choice.filter] as const],
  );
  if (!all && own.length === 0) return null;
  return { ...(all ? { all } : {}), ...(own.length > 0 ? { types: Object.fromEntries(own) } : {}) };
}

/** The other way round: `events` as its maker wrote it. */
export function choicesOf(types: readonly string[], filters: DestinationFilters | null): EventChoice[] {
  return types.map((type) => {
    const filter = filters?.types?.[type];
    if (!filter) return type;
    return { type, filter: { ...copied(filter, "workspace_ids"), ...copied(filter, "workroom_ids") } };
  });
}

function copied(filter: EventFilter, key: keyof EventFilter) {
  const list = filter[key];
  return list ? { [key]: [...list] } : {};
}
