"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchJson, LoadFailure } from "@/components/ui/fetch-json";
import type { DeliveryDetail } from "@/lib/deliveries/log/view";
import { hasEnded } from "@/lib/deliveries/log/wait";

const POLL_MS = 2_000;

/** A delivery at a moment of the server's clock (ISO 8601). */
export type DeliverySnapshot = { delivery: DeliveryDetail; now: string };

/** Every query of one delivery begins with this: invalidate it after a change. */
export const DELIVERY_KEY = "delivery";

/** One delivery, live until it has ended. Only what came since the last look is loaded: attempts never change. */
export function useDelivery(deliveryId: string, initial?: DeliverySnapshot) {
  const client = useQueryClient();
  const key = [DELIVERY_KEY, deliveryId];
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const held = client.getQueryData<DeliverySnapshot>(key);
      const path = `/api/ui/deliveries/${deliveryId}`;
      if (!held) return fetchJson<DeliverySnapshot>(path, signal);
      const after = held.delivery.attempts.at(-1)?.number ?? 0;
      return mergeSnapshot(held, await fetchJson<DeliverySnapshot>(`${path}?after=${after}`, signal));
    },
    ...(initial ? { initialData: initial } : {}),
    refetchInterval: (query) => (query.state.data && hasEnded(query.state.data.delivery.status) ? false : POLL_MS),
    retry: (failures, error) => failures < 1 && !(error instanceof LoadFailure && error.status === 404),
  });
}

function mergeSnapshot(held: DeliverySnapshot, later: DeliverySnapshot): DeliverySnapshot {
  const known = held.delivery.attempts;
  const newest = known.at(-1)?.number ?? 0;
  const attempts = [...known, ...later.delivery.attempts.filter((attempt) => attempt.number > newest)];
  return { ...later, delivery: { ...later.delivery, event: held.delivery.event, attempts } };
}
