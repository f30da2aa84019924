import { newUlid } from "@/lib/ulid";
import type { EventTrigger, FunctionPlan } from "./support";
import type { NewRun, QueuedEvent } from "./types";

type Listener = { plan: FunctionPlan; trigger: EventTrigger };

/** Finds the functions that an event starts, by their triggers. */
export class Router {
  private readonly listeners = new Map<string, Listener[]>();

  constructor(plans: readonly FunctionPlan[]) {
    for (const plan of plans) {
      for (const trigger of plan.events) {
        const known = this.listeners.get(trigger.event) ?? [];
        this.listeners.set(trigger.event, [...known, { plan, trigger }]);
      }
    }
  }

  /** The runs that an event starts: one a function, even if several of its triggers match. None is leased yet. */
  route(event: QueuedEvent): NewRun[] {
    const matching = (this.listeners.get(event.name) ?? []).filter(({ trigger }) => trigger.matches(event.value));
    return [...new Set(matching.map(({ plan }) => plan))].map((plan) => newRun(plan, event));
  }
}

/** One run of a function for an event. */
export function newRun(plan: FunctionPlan, event: QueuedEvent): NewRun {
  return {
    id: newUlid(),
    functionId: plan.id,
    eventId: event.id,
    event: event.text,
    batched: plan.batch?.accepts(event.value) ?? false,
    dueAtMs: event.dueAtMs,
    owner: null,
  };
}
