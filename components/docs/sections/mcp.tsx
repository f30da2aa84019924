import { DocTable } from "@/components/docs/doc-table";
import { VerifierTabs } from "@/components/signing/verifier-tabs";
import type { Example } from "@/lib/connections/mcp/examples";

const TAKEN: readonly (readonly [string, string])[] = [
  ["ping", "200 with an empty result, under the request’s id. The page shows when the last one came."],
  ["notifications/tools/list_changed", "202; published as tools/list_changed. Prompts and resources alike."],
  ["notifications/resources/updated", "202; published as resources/updated, with the resource’s URI."],
  ["other notifications, responses", "202; notifications are kept with a note that nothing acts on them."],
  ["other requests", "200 with the error -32601: this is no MCP server."],
  ["what is no JSON, or no message", "400 with -32700 or -32600. Batches are refused: MCP has none since 2025-06-18."],
];

const CONTROLS: readonly (readonly [string, string])[] = [
  ["an event", "Published under its own name, with its data as text. Its webhook-id must be its eventId."],
  ["verification", "Answered with the same challenge."],
  ["gap", "Shown on the server’s page: events were lost on their way."],
  ["terminated", "Shown there too, until the server has verified the endpoint again."],
];

/** Connecting an MCP server: what to give it, what it may send, and what comes of it. */
export function Mcp({ examples }: { examples: readonly Example[] }) {
  return (
    <>
      <p>
        An MCP server tells us when what it offers has changed, and bridges hear of it as{" "}
        <code>integration.server_updated</code>. An owner or admin adds it in{" "}
        <em>Settings → Integrations → Connections</em> and gives it two things: an endpoint of its own, and a secret
        that is shown once.
      </p>
      <h3 id="mcp-signing">How it proves itself</h3>
      <p>
        It signs each request by Standard Webhooks with that secret, or, where it cannot sign, sends the secret as{" "}
        <code>Authorization: Bearer</code>. A signed repeat of a <code>webhook-id</code> does nothing twice; one with a
        bearer is a new message, unless it carries an <code>Idempotency-Key</code>. During a rotation both secrets are
        good.
      </p>
      <VerifierTabs verifiers={examples} label="Example of a request by language" />
      <h3 id="mcp-rpc">JSON-RPC 2.0 messages</h3>
      <DocTable
        label="JSON-RPC messages"
        head={["Message", "What comes of it"]}
        rows={TAKEN.map(([message, answer]) => ({ key: message, cells: [<code key="m">{message}</code>, answer] }))}
      />
      <h3 id="mcp-events">Deliveries of the Events extension</h3>
      <p>
        A server that speaks{" "}
        <a href="https://modelcontextprotocol.io/extensions/events/overview" rel="noreferrer">
          MCP’s Events extension
        </a>{" "}
        delivers to the same endpoint, with the same secret, once something subscribes it:
      </p>
      <DocTable
        label="Deliveries of the Events extension"
        head={["Delivery", "What comes of it"]}
        rows={CONTROLS.map(([name, answer]) => ({ key: name, cells: [<code key="n">{name}</code>, answer] }))}
      />
      <p>
        An endpoint takes 60 requests a minute, each <code>application/json</code> (else 415) of at most 256 KiB; more
        is answered 429 with <code>Retry-After</code>. A request from another site’s page is 403. The details that a
        server tells are cut to 2,000 characters. They are text from outside: nothing here acts on what they say, and
        neither should what receives them.
      </p>
      <p>
        <strong>Ping the server</strong> on its page asks it who it is, over Streamable HTTP, with the token that you
        stored for it if it asks for one.
      </p>
    </>
  );
}
