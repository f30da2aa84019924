import { AppError } from "@/lib/errors";
import {
  defineReceiver,
  type HandlerCall,
  type HandlerResult,
  type Receiver,
} from "@/lib/inbound/receiver/define-receiver";

type Ring = { id: string; type: string };

/** A receiver whose provider rings bells: `Authorization: ring` is its signature, and a body is a list of rings. */
export function bellReceiver(onRing: (call: HandlerCall) => Promise<HandlerResult>): Receiver {
  return defineReceiver({
    name: "stripe",
    bodyBytesMax: 1024,
    isConfigured: () => true,
    verify: async ({ headers }) => {
      if (headers.get("authorization") !== "ring") throw new AppError("unauthenticated", "This was not signed.");
    },
    parse: ({ rawBody, now }) => {
      const rings = JSON.parse(rawBody.toString()) as Ring[];
      return {
        items: rings.map(({ id, type }) => ({ externalId: id, type, occurredAt: now, payload: { id, type } })),
      };
    },
    on: { ring: onRing },
  });
}
