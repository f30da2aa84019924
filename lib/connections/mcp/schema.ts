import { z } from "zod";
import { rotationFields } from "@/lib/signing/rotation-schema";
import { storedText } from "@/lib/validation/text-schema";

export const MCP_SERVERS_MAX = 50;

const NAME_LENGTH_MAX = 80;
const URL_LENGTH_MAX = 2048;
const TOKEN_LENGTH_MAX = 4096;
const URL_EXAMPLE = "https://mcp.example.com/mcp";

const name = storedText(NAME_LENGTH_MAX)
  .trim()
  .min(1, "Give the server a name that your team will know it by, such as Asset library.");
const url = storedText(URL_LENGTH_MAX).trim();
const bearerToken = z
  .string()
  .trim()
  .max(TOKEN_LENGTH_MAX, `A token has at most ${TOKEN_LENGTH_MAX} characters.`)
  .regex(/^[\x21-\x7e]*$/, "A token is one word of ASCII characters. Paste it without the word Bearer.");

/** A new server. The token is what the server asks of those who call it; empty for none. */
export const mcpServerCreate = z.object({
  name,
  url: url.min(1, `Enter the server’s URL, such as ${URL_EXAMPLE}`),
  bearerToken,
});
export type McpServerCreate = z.infer<typeof mcpServerCreate>;

/** A change. An empty URL or token keeps what is stored; `removeToken` is how the token goes. */
export const mcpServerUpdate = z.object({ name, url, bearerToken, removeToken: z.boolean() });
export type McpServerUpdate = z.infer<typeof mcpServerUpdate>;

/** A rotation, as every secret's: the old one stays good for 24 hours unless told, 7 days at most. */
export const mcpRotation = z.object(rotationFields);
export type McpRotation = z.input<typeof mcpRotation>;

const moment = z.iso.datetime();

/** What a ping from our side came to: what the server calls itself, or why it could not be asked, in a sentence. */
export const mcpPing = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    name: z.string(),
    version: z.string(),
    protocolVersion: z.string(),
    /** Of the shortest question that the protocol has. */
    durationMs: z.number(),
    at: moment,
  }),
  z.object({ ok: z.literal(false), message: z.string(), at: moment }),
]);
export type McpPing = z.infer<typeof mcpPing>;

/** What is kept in a server's `config`: nothing secret. */
export const mcpConfig = z.object({
  /** With what its query and path may hold masked; the whole is sealed. */
  url: z.string(),
  urlMasked: z.boolean(),
  sendsToken: z.boolean(),
  /** When the server last pinged us. */
  lastPingAt: moment.optional(),
  /** When the server last found our endpoint to be ours. */
  verifiedAt: moment.optional(),
  /** When the server last said that events were lost on their way to us. */
  gapAt: moment.optional(),
  /** Our last ping. */
  ping: mcpPing.optional(),
});
export type McpConfig = z.infer<typeof mcpConfig>;
