import { checkDestinationUrl } from "@/lib/bridges/check";
import type { Context } from "@/lib/context";
import { sealDestination } from "@/lib/destinations/sealing";
import { AppError, type FieldError } from "@/lib/errors";
import { envelope } from "@/lib/formats/envelope";
import { parseSigningSecret } from "@/lib/signing/secret";
import { Prisma } from "@/prisma/generated/client";
import { choiceErrors, filtersOf, typesOf } from "./choices";
import { reachErrors, withinReach } from "./reach";
import type { SubscriptionCreate } from "./schema";

type Checked = Omit<SubscriptionCreate, "active" | "filter"> & { filter?: SubscriptionCreate["filter"] | null };

/** Holds a subscription to the catalogue, the address rules and the actor's reach; answers the columns to store. Throws invalid with every field at fault. */
export async function checkSubscription(ctx: Context, id: string, input: Checked) {
  const url = checkDestinationUrl(envelope, input.url);
  const errors: FieldError[] = [
    ...(url.ok ? [] : [{ path: "url", message: url.message }]),
    ...choiceErrors(input.events),
    ...(await reachErrors(ctx, input)),
    ...secretErrors(input.secret),
  ];
  if (!url.ok || errors.length > 0) throw refused(errors);
  const filters = filtersOf(input.events, withinReach(ctx, input.filter ?? null));
  return {
    ...sealDestination(id, envelope, url.url, {}),
    format: envelope.id,
    name: input.description || url.url.host,
    description: input.description ?? null,
    eventTypes: typesOf(input.events),
    filters: filters === null ? Prisma.DbNull : (filters as Prisma.InputJsonObject),
    metadata: input.metadata ?? {},
    rateLimitPerSecond: input.rate_limit_per_second ?? null,
  };
}

function secretErrors(secret: string | undefined): FieldError[] {
  if (secret === undefined) return [];
  const parsed = parseSigningSecret(secret);
  return parsed.ok ? [] : [{ path: "secret", message: parsed.message }];
}

function refused(errors: readonly FieldError[]): AppError {
  const [first] = errors;
  return new AppError("invalid", first ? `${first.path}: ${first.message}` : "The webhook is invalid.", { errors });
}
