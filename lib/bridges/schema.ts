import { z } from "zod";
import { RATE_LIMIT_PER_SECOND_MAX } from "@/lib/destinations/rate-limit-schema";
import { isEventType } from "@/lib/events/catalogue";
import { BRIDGE_FORMAT_IDS } from "@/lib/formats/registry";
import { DEFAULT_SIGNATURE_HEADER, signatureHeaderName, signaturePrefix } from "@/lib/formats/signature-header";
import { MINUTE_MS, SECOND_MS } from "@/lib/time";

export const ALL_EVENTS = "*";
export const NAME_LENGTH_MAX = 80;
export const URL_LENGTH_MAX = 2048;
export const TIMEOUT_MS = { min: SECOND_MS, max: MINUTE_MS / 2, default: 15 * SECOND_MS } as const;

const RATE_LIMIT_EXPECTED = `Give a whole number from 1 to ${RATE_LIMIT_PER_SECOND_MAX}, such as 5, or nothing for no limit.`;

const eventTypes = z
  .array(
    z.string().refine((type) => type === ALL_EVENTS || isEventType(type), {
      error: (issue) => `${String(issue.input)} is no event type. Pick from the list.`,
    }),
  )
  .min(1, "Pick at least one event, such as workroom.completed.")
  .refine(
    (types) => types.length === 1 || !types.includes(ALL_EVENTS),
    'Pick either "All events" or single ones, not both.',
  )
  .transform((types) => [...new Set(types)]);

/** A bridge as its form sends it. `config` is checked by the format's own schema; secrets left empty on an edit are kept. */
export const bridgeInput = z.object({
  name: z
    .string()
    .trim()
    .min(1, "Give the bridge a name that your team will know it by, such as #deliverables.")
    .max(NAME_LENGTH_MAX, `A name has at most ${NAME_LENGTH_MAX} characters.`),
  format: z.enum(BRIDGE_FORMAT_IDS, "Pick one of the target formats."),
  /** Empty on an edit keeps the URL that is stored. */
  url: z.string().trim().max(URL_LENGTH_MAX, `A URL has at most ${URL_LENGTH_MAX} characters.`),
  config: z.record(z.string(), z.unknown()).default({}),
  eventTypes,
  filter: z.object({ workroom_ids: z.array(z.string().min(1).max(64)).max(100) }).optional(),
  signatureHeader: signatureHeaderName.default(DEFAULT_SIGNATURE_HEADER),
  signaturePrefix: signaturePrefix.default(""),
  timeoutMs: z.coerce
    .number("Give the timeout in whole milliseconds, such as 15000.")
    .int()
    .min(TIMEOUT_MS.min, "A timeout is at least 1 second.")
    .max(TIMEOUT_MS.max, "A timeout is at most 30 seconds.")
    .default(TIMEOUT_MS.default),
  /** Null is no limit. Left out: the format's own advice for a new bridge, and what is stored for another. */
  rateLimitPerSecond: z.coerce
    .number(RATE_LIMIT_EXPECTED)
    .int(RATE_LIMIT_EXPECTED)
    .min(1, RATE_LIMIT_EXPECTED)
    .max(RATE_LIMIT_PER_SECOND_MAX, RATE_LIMIT_EXPECTED)
    .nullable()
    .optional(),
});

export type BridgeInput = z.output<typeof bridgeInput>;
/** What callers may leave out. */
export type BridgeDraft = z.input<typeof bridgeInput>;

/** Where a new bridge goes; `connectionId` is a Slack account whose webhook is taken where no URL is typed. */
export const bridgePlace = z.object({ workspaceId: z.string(), connectionId: z.string().max(64).optional() });
/** Which bridge a save is for, and the version that its form was filled from: a save over a newer one is a conflict. */
export const bridgeVersion = z.object({ bridgeId: z.string(), version: z.number().int() });

export const listBridgesInput = z.object({
  workspaceId: z.string(),
  search: z.string().trim().max(200).optional(),
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** What the preview draws from: a form as it stands, however unfinished. */
export const previewInput = z.object({
  format: z.enum(BRIDGE_FORMAT_IDS),
  url: z.string().trim().max(URL_LENGTH_MAX).default(""),
  /** The stored URL as it may be shown, for an edit that leaves the field empty. */
  storedUrl: z.string().max(URL_LENGTH_MAX).default(""),
  config: z.record(z.string(), z.unknown()).default({}),
  /** Names of the secret fields that an edit keeps. */
  storedSecrets: z.array(z.string()).default([]),
  eventType: z.string(),
  signatureHeader: signatureHeaderName.catch(DEFAULT_SIGNATURE_HEADER),
  signaturePrefix: signaturePrefix.catch(""),
});

export type PreviewInput = z.output<typeof previewInput>;
