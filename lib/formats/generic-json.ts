import { z } from "zod";
import { maskUrl } from "./address";
import { flattenEvent } from "./flat-keys";
import type { Format } from "./format";
import { GONE, judge } from "./judge";

export { type FlatKey, flatKeys } from "./flat-keys";

const configSchema = z.object({});

/** One flat object, for no-code tools and spreadsheets: scalars and arrays of scalars, keys in snake_case. */
export const genericJson: Format<z.infer<typeof configSchema>> = {
  id: "generic_json",
  label: "Generic JSON",
  summary: "One flat JSON object: for Zapier, Make, n8n, Power Automate and code of your own.",
  url: {
    label: "URL",
    placeholder: "https://hooks.zapier.com/hooks/catch/123456/abcdef",
    help: "Where the JSON is posted. Your tool shows it when you add a webhook trigger.",
    check: () => null,
    mask: maskUrl,
  },
  configSchema,
  render({ event, url }) {
    return {
      method: "POST",
      url,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(flattenEvent(event)),
    };
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
  example: { url: "https://hooks.zapier.com/hooks/catch/123456/abcdef", config: {} },
};
