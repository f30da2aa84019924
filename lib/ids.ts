import { clockNow } from "./clock";
import { newUlid } from "./ulid";

export { ulidFloor } from "./ulid";

export const ID_PREFIXES = {
  organization: "org",
  workspace: "ws",
  workroom: "wr",
  deliverable: "dl",
  agent: "ag",
  event: "evt",
  bridge: "br",
  subscription: "sub",
  delivery: "dlv",
  attempt: "att",
  connection: "con",
  user: "usr",
  session: "ses",
  account: "acc",
  verification: "ver",
  member: "mem",
  invitation: "inv",
  apiKey: "key",
  secret: "sec",
  audit: "aud",
  record: "rec",
  request: "req",
  replay: "rpl",
  inbound: "inb",
  credit: "crd",
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

/** A new id such as `evt_01JD3Z…`: prefix, then a ULID. Ids of one process never run backwards. */
export function newId(kind: IdKind, now = clockNow()): string {
  return `${ID_PREFIXES[kind]}_${newUlid(now)}`;
}

/** A pattern that every id of this kind matches. */
export function idPattern(kind: IdKind): RegExp {
  return new RegExp(`^${ID_PREFIXES[kind]}_[0-9A-HJKMNP-TV-Z]{26}$`);
}
