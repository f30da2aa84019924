import { createHmac } from "node:crypto";

// The shapes of Meta's reference: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages

export const APP_SECRET = "f00dcafe0123456789abcdef01234567";
export const VERIFY_TOKEN = "a-token-that-only-meta-knows";

const SENDER = "16505551234";
const SENT_AT = "1749416383";

let count = 0;

/** Ids as Meta makes them, each used once. */
export const newNumber = () => `1065403522${String(Date.now()).slice(-6)}${++count}`;
export const newWamid = () =>
  `wamid.HBgLMTY1MDU1NTEyMzQVAgASGBQ${Buffer.from(`${Date.now()}-${++count}`).toString("base64")}`;

type Value = Record<string, unknown>;

/** A change of the field `messages` for a number. */
export function change(number: string, value: Value): Value {
  return {
    field: "messages",
    value: {
      messaging_product: "whatsapp",
      metadata: { display_phone_number: "15550783881", phone_number_id: number },
      ...value,
    },
  };
}

/** A request's body: entries of one business account each, of changes. */
export function envelope(...entries: Value[][]): Value {
  return {
    object: "whatsapp_business_account",
    entry: entries.map((changes) => ({ id: "102290129340398", changes })),
  };
}

/** One message from Sheena Nelson to a number, of a type with its content. */
export function messageBody(number: string, type: string, content: Value = {}, wamid = newWamid()): Value {
  return envelope([change(number, { contacts: [CONTACT], messages: [message(type, content, wamid)] })]);
}

export const CONTACT = { profile: { name: "Sheena Nelson" }, wa_id: SENDER };

export function message(type: string, content: Value = {}, wamid = newWamid()): Value {
  return { from: SENDER, id: wamid, timestamp: SENT_AT, type, ...content };
}

/** What became of a message that the number sent. */
export function statusBody(number: string, wamid: string, status: string, more: Value = {}): Value {
  return envelope([
    change(number, {
      statuses: [
        {
          id: wamid,
          status,
          timestamp: SENT_AT,
          recipient_id: SENDER,
          pricing: { billable: true, pricing_model: "PMP", category: "service", type: "free_customer_service" },
          ...more,
        },
      ],
    }),
  ]);
}

const MEDIA = {
  mime_type: "image/jpeg",
  sha256: "SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI=",
  id: "1003383421387256",
};

/** One message of each kind, and the words that a person would read of it. */
export const KINDS: readonly { type: string; content: Value; text: string | null }[] = [
  {
    type: "text",
    content: { text: { body: "Does it come in another color?" } },
    text: "Does it come in another color?",
  },
  { type: "image", content: { image: { ...MEDIA, caption: "Taj Mahal" } }, text: "Taj Mahal" },
  { type: "image", content: { image: MEDIA }, text: null },
  { type: "video", content: { video: { ...MEDIA, caption: "The unboxing" } }, text: "The unboxing" },
  { type: "document", content: { document: { ...MEDIA, filename: "invoice.pdf" } }, text: "invoice.pdf" },
  { type: "audio", content: { audio: { ...MEDIA, voice: true } }, text: null },
  { type: "sticker", content: { sticker: { ...MEDIA, animated: false } }, text: null },
  { type: "location", content: { location: { latitude: 37.4421, longitude: -122.1616 } }, text: "37.4421, -122.1616" },
  {
    type: "location",
    content: {
      location: { latitude: 37.4, longitude: -122.1, name: "Philz Coffee", address: "101 Forest Ave, Palo Alto" },
    },
    text: "Philz Coffee, 101 Forest Ave, Palo Alto",
  },
  {
    type: "contacts",
    content: {
      contacts: [
        { name: { first_name: "Barbara", formatted_name: "Barbara J. Johnson" }, phones: [{ phone: "+1650" }] },
      ],
    },
    text: "Barbara J. Johnson",
  },
  {
    type: "interactive",
    content: { interactive: { type: "button_reply", button_reply: { id: "cancel", title: "Cancel" } } },
    text: "Cancel",
  },
  {
    type: "interactive",
    content: {
      interactive: { type: "list_reply", list_reply: { id: "p1", title: "Priority Mail", description: "1-3 days" } },
    },
    text: "Priority Mail",
  },
  {
    type: "interactive",
    content: { interactive: { type: "nfm_reply", nfm_reply: { name: "flow", body: "Sent", response_json: "{}" } } },
    text: "Sent",
  },
  { type: "button", content: { button: { payload: "stop", text: "Unsubscribe" } }, text: "Unsubscribe" },
  { type: "reaction", content: { reaction: { message_id: "wamid.HBg", emoji: "\u{1f44d}" } }, text: "\u{1f44d}" },
  { type: "reaction", content: { reaction: { message_id: "wamid.HBg" } }, text: null },
  { type: "order", content: { order: { catalog_id: "1", product_items: [{}, {}] } }, text: "Order of 2 items" },
  {
    type: "system",
    content: { system: { body: "Sheena changed her number", type: "user_changed_number" } },
    text: "Sheena changed her number",
  },
  { type: "unsupported", content: { errors: [{ code: 131051, title: "Message type unknown" }] }, text: null },
  { type: "hologram", content: { hologram: { beams: 3 } }, text: null },
];

/** The value of X-Hub-Signature-256 for these bytes. */
export function signatureOf(rawBody: string | Buffer, secret = APP_SECRET): string {
  return `sha256=${createHmac("sha256", secret).update(rawBody).digest("hex")}`;
}
