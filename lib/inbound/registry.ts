import { mcp } from "./mcp/receiver";
import type { Receiver } from "./receiver/define-receiver";
import { stripeReceiver } from "./stripe/receiver";
import { whatsapp } from "./whatsapp/receiver";

/** Every receiver, by the provider's name. */
export const receivers: Readonly<Record<string, Receiver>> = {
  mcp: mcp as Receiver,
  stripe: stripeReceiver as Receiver,
  whatsapp,
};
