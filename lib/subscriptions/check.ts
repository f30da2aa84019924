import { checkDestinationUrl } from "@/lib/bridges/check";
import type { Context } from "@/lib/context";
import type { DestinationFilters, EventFilter } from "@/lib/destinations/match";
import { type SealedColumns, sealDestination } from "@/lib/destinations/sealing";
import { AppError, type FieldError } from "@/lib/errors";
import { envelope } from "@/lib/formats/envelope";
import { parseSigningSecret } from "@/lib/signing/secret";
import { Prisma } from "@/prisma/generated/client";
import { choiceErrors, filtersOf, typesOf } from "./choices";
import { reachErrors, withinReach } from "./reach";
import type { SubscriptionCreate, SubscriptionUpdate } from "./schema";

/** Holds a new subscription to the catalogue, the address rules and the actor's reach; answers the columns to store. Throws invalid with every field at fault. */
export async function checkSubscription(ctx: Context, id: string, input: Omit<SubscriptionCreate, "active">) {
  const url = await checkFields(ctx, input);
  const filters = filtersOf(input.events, withinReach(ctx, input.filter ?? null));
  return {
    ...sealDestination(id, envelope, url, {}),
    format: envelope.id,
    name: input.description || url.host,
    description: input.description ?? null,
    eventTypes: typesOf(input.events),
    filters: filters === null ? Prisma.DbNull : (filters as Prisma.InputJsonObject),
    metadata: input.metadata ?? {},
    rateLimitPerSecond: input.rate_limit_per_second ?? null,
  };
}

/** The columns of what a change names; what is undefined was not named. */
export type CheckedChange = {
  url: SealedColumns | undefined;
  eventTypes: string[] | undefined;
  typeFilters: DestinationFilters["types"];
  /** Null clears. */
  filter: EventFilter | null | undefined;
};

/** Holds what a change names to the same rules. No field's rule asks for another field. Throws invalid with every field at fault. */
export async function checkChange(ctx: Context, id: string, change: SubscriptionUpdate): Promise<CheckedChange> {
  const { events, filter } = change;
  const url = await checkFields(ctx, change);
  return {
    url: url && sealDestination(id, envelope, url, {}),
    eventTypes: events && typesOf(events),
    typeFilters: events && filtersOf(events, null)?.types,
    filter: filter === undefined ? undefined : withinReach(ctx, filter),
  };
}

type Given = Pick<SubscriptionUpdate, "url" | "events" | "filter"> & Pick<SubscriptionCreate, "secret">;

function checkFields(ctx: Context, given: Given & { url: string }): Promise<URL>;
function checkFields(ctx: Context, given: Given): Promise<URL | undefined>;
async function checkFields(ctx: Context, given: Given): Promise<URL | undefined> {
  const url = given.url === undefined ? undefined : checkDestinationUrl(envelope, given.url);
  const errors: FieldError[] = [
    ...(url?.ok === false ? [{ path: "url", message: url.message }] : []),
    ...choiceErrors(given.events ?? []),
    ...(await reachErrors(ctx, given)),
    ...secretErrors(given.secret),
  ];
  const [first] = errors;
  if (first) throw new AppError("invalid", `${first.path}: ${first.message}`, { errors });
  return url?.ok ? url.url : undefined;
}

function secretErrors(secret: string | undefined): FieldError[] {
  if (secret === undefined) return [];
  const parsed = parseSigningSecret(secret);
  return parsed.ok ? [] : [{ path: "secret", message: parsed.message }];
}
