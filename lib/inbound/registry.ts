import type { Receiver } from "./define-receiver";
import { whatsapp } from "./whatsapp/receiver";

/** Every receiver, by the provider's name. */
export const receivers: Readonly<Record<string, Receiver>> = { whatsapp };
