import { custom } from "./custom";
import { envelope } from "./envelope";
import type { Format } from "./format";
import { genericJson } from "./generic-json";
import { intercom } from "./intercom";
import { salesforce } from "./salesforce";
import { slack } from "./slack";
import { zendesk } from "./zendesk";

// The one place that names formats: a new one is its file, its golden folder and a line here.
const offered = {
  slack,
  salesforce,
  zendesk,
  intercom,
  generic_json: genericJson,
  custom,
};

/** Every format by its id: those that bridges are offered, and the one that subscriptions use. */
export const formats = { ...offered, envelope } satisfies Record<string, Format>;

export type FormatId = keyof typeof formats;
export type BridgeFormatId = keyof typeof offered;

/** In the order of the cards. */
export const BRIDGE_FORMAT_IDS = keysOf(offered);
export const FORMAT_IDS = keysOf(formats);

/** The format of a stored destination. Throws for an id that no format has: the row is from another version. */
export function getFormat(id: string): Format {
  if (!isFormatId(id)) throw new Error(`No format has the id ${id}.`);
  return formats[id];
}

function isFormatId(id: string): id is FormatId {
  return Object.hasOwn(formats, id);
}

function keysOf<Key extends string>(record: Record<Key, unknown>): readonly [Key, ...Key[]] {
  return Object.keys(record) as [Key, ...Key[]];
}
