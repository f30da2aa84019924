import { z } from "zod";
import { maskUrl } from "./address";
import type { Format } from "./format";
import { GONE, judge } from "./judge";

const configSchema = z.object({});

/** What subscriptions receive: the event itself. Bridges are not offered it. */
export const envelope: Format<z.infer<typeof configSchema>> = {
  id: "envelope",
  label: "Event",
  summary: "The event as it is, for subscriptions.",
  url: {
    label: "URL",
    placeholder: "https://api.example.com/webhooks/atelyaos",
    help: "Where events are posted.",
    check: () => null,
    mask: maskUrl,
  },
  configSchema,
  render({ event, url }) {
    return { method: "POST", url, headers: { "Content-Type": "application/json" }, body: JSON.stringify(event) };
  },
  credentials: () => ({ type: "none" }),
  interpret(response) {
    return judge(response, {
      target: "The receiver",
      delivered: `The receiver answered ${response.status}.`,
      permanent: GONE,
    });
  },
  permanentErrors: GONE,
  customSignature: false,
  example: { url: "https://api.example.com/webhooks/atelyaos", config: {} },
};
