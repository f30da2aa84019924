import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { defineReceiver, type InboundItem, type InboundRequest } from "@/lib/inbound/receiver/define-receiver";
import { nestsDeeper } from "@/lib/json/json-fault";
import { verifyHexSignature } from "@/lib/signing/verify";
import { connectionsByNumber } from "./numbers";
import { onMessage } from "./on/message";
import { MESSAGE_TYPES, STATUSES } from "./on/shape";
import { onStatus } from "./on/status";
import { type Part, takeApart } from "./take-apart";

/** Meta bundles up to 1,000 updates and 3 MB in one request. */
const BODY_BYTES_MAX = 4 * 1024 * 1024;
const DEPTH_MAX = 64;

/**
 * The WhatsApp Business API's webhook: one address for every number of the installation, signed with the app's secret.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint
 */
export const whatsapp = defineReceiver<void>({
  name: "whatsapp",
  bodyBytesMax: BODY_BYTES_MAX,
  isConfigured: () => env().WHATSAPP_APP_SECRET !== undefined && env().WHATSAPP_VERIFY_TOKEN !== undefined,
  verify: async ({ headers, rawBody }) => {
    const secret = env().WHATSAPP_APP_SECRET;
    const signature = headers.get("x-hub-signature-256") ?? "";
    // Over the bytes as they came: Meta signs its own spelling of the text (\u00e9, \/), which no parser gives back.
    if (secret && verifyHexSignature({ rawBody, signature, prefix: "sha256=", secrets: [secret] })) return;
    throw new AppError("unauthenticated", "X-Hub-Signature-256 does not match this body.");
  },
  parse: async (request) => ({ items: await ownedItems(takeApart(readPayload(request), request.now)) }),
  on: Object.fromEntries([
    ...MESSAGE_TYPES.map((type) => [`message.${type}`, onMessage]),
    ...STATUSES.map((status) => [`status.${status}`, onStatus]),
  ]),
});

function readPayload({ headers, rawBody }: InboundRequest): unknown {
  const mediaType = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") throw new AppError("malformed", "Content-Type must be application/json.");
  const text = rawBody.toString();
  if (nestsDeeper(text, DEPTH_MAX)) throw new AppError("malformed", `The body nests deeper than ${DEPTH_MAX}.`);
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("malformed", "The body is no JSON.");
  }
}

// A number that nobody linked is no error: Meta would send the same again for a week, and everybody else's behind it.
async function ownedItems(parts: readonly Part[]): Promise<InboundItem[]> {
  const owners = await connectionsByNumber(parts.flatMap(({ phoneNumberId }) => phoneNumberId ?? []));
  return parts.map(({ phoneNumberId, ...item }) => {
    const owner = phoneNumberId === undefined ? undefined : owners.get(phoneNumberId);
    if (owner) return { ...item, subject: phoneNumberId, tenant: owner };
    const ignoredBecause = item.ignoredBecause ?? (phoneNumberId && "This number is linked to no workspace.");
    return {
      ...item,
      ...(phoneNumberId ? { subject: phoneNumberId } : {}),
      ...(ignoredBecause ? { ignoredBecause } : {}),
    };
  });
}
