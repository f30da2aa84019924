import { ID_PREFIXES } from "@/lib/ids";

export type DestinationKind = "bridge" | "subscription";

/** What a destination is, by its id. */
export function destinationKind(id: string): DestinationKind {
  return id.startsWith(`${ID_PREFIXES.subscription}_`) ? "subscription" : "bridge";
}

/** The page of a bridge or a subscription. */
export function destinationPath(id: string): string {
  return `${PLACES[destinationKind(id)].href}/${id}`;
}

/** Where a destination's kind is listed, as a breadcrumb. */
export const PLACES: Record<DestinationKind, { label: string; href: string }> = {
  bridge: { label: "Webhooks", href: "/settings/integrations/webhooks" },
  subscription: { label: "Subscriptions", href: "/settings/developers/subscriptions" },
};
