import { z } from "zod";
import { EXAMPLE_IDS, idOf, moment, orNull, text } from "./data-fields";
import { defineEvent } from "./define-event";

const provider = text("The provider: slack, google, notion, whatsapp or mcp.");
const connection = z
  .strictObject({
    id: idOf("connection", "The connection's id."),
    name: text("The account that is connected, as people know it."),
  })
  .describe("The connection that the event is about.");

const PROVIDER_NAMES = new Map([
  ["slack", "Slack"],
  ["google", "Google"],
  ["notion", "Notion"],
  ["whatsapp", "WhatsApp"],
  ["mcp", "MCP server"],
]);

function providerName(id: string): string {
  return PROVIDER_NAMES.get(id) ?? id;
}

/** Integrations: third-party accounts and servers that are linked to a workspace. */
export const integrationEvents = {
  "integration.connected": defineEvent({
    type: "integration.connected",
    title: "Integration connected",
    description: "A third-party account was linked to the workspace.",
    dataSchema: z.strictObject({ provider, connection }),
    exampleData: { provider: "notion", connection: { id: EXAMPLE_IDS.connection, name: "Northwind wiki" } },
    story: (data) => ({
      subject: { text: data.connection.name },
      sentence: `was connected (${providerName(data.provider)}).`,
    }),
  }),
  "integration.disconnected": defineEvent({
    type: "integration.disconnected",
    title: "Integration disconnected",
    description: "A third-party account is no longer linked: somebody removed it, or its access ended.",
    dataSchema: z.strictObject({
      provider,
      connection,
      reason: text("Why the link ended, in plain words.").optional(),
    }),
    exampleData: {
      provider: "google",
      connection: { id: EXAMPLE_IDS.connection, name: "maya@northwind.example" },
      reason: "Access was revoked in the Google account.",
    },
    story: (data) => ({
      subject: { text: data.connection.name },
      sentence: `is no longer connected (${providerName(data.provider)}).`,
      facts: data.reason ? [{ label: "Reason", value: data.reason }] : [],
    }),
  }),
  "integration.message_received": defineEvent({
    type: "integration.message_received",
    title: "Message received",
    description: "A message came in by a connected messaging account, such as WhatsApp.",
    dataSchema: z.strictObject({
      provider,
      connection,
      message: z
        .strictObject({
          id: text("The message's id at the provider."),
          type: text("What it is: text, image, audio, video, document, reaction and so on."),
          from: text("The sender's phone number or user id."),
          from_name: orNull(text("The sender's name, when the provider tells it.")),
          text: orNull(z.string().describe("Its text or caption.")),
          sent_at: moment("When it was sent."),
        })
        .describe("The message."),
    }),
    exampleData: {
      provider: "whatsapp",
      connection: { id: EXAMPLE_IDS.connection, name: "Northwind support" },
      message: {
        id: "wamid.HBgLNDkxNTEyMzQ1Njc4FQIAEhgU",
        type: "text",
        from: "4915123456789",
        from_name: "Jonas Weber",
        text: "Is the launch still on for Thursday? 🚀",
        sent_at: "2026-11-23T11:59:41.000Z",
      },
    },
    story: ({ provider, connection, message }) => ({
      subject: { text: message.from_name ?? message.from },
      sentence: `sent a message (${providerName(provider)}).`,
      facts: [
        { label: "To", value: connection.name },
        { label: "From", value: message.from },
        ...(message.type === "text" ? [] : [{ label: "Kind", value: message.type }]),
      ],
      quote: message.text ?? "",
    }),
  }),
  "integration.server_updated": defineEvent({
    type: "integration.server_updated",
    title: "Server updated",
    description: "A connected MCP server says that what it offers has changed.",
    dataSchema: z.strictObject({
      provider,
      connection,
      change: text("What changed, as the server names it, such as tools/list_changed."),
      details: orNull(z.string().describe("More about the change, when the server tells it.")),
    }),
    exampleData: {
      provider: "mcp",
      connection: { id: EXAMPLE_IDS.connection, name: "Asset library" },
      change: "tools/list_changed",
      details: "2 tools were added.",
    },
    story: (data) => ({
      subject: { text: data.connection.name },
      sentence: "changed what it offers.",
      facts: [
        { label: "Change", value: data.change },
        ...(data.details ? [{ label: "Details", value: data.details }] : []),
      ],
    }),
  }),
};
