import { CodeBlock } from "@/components/ui/code-block";

const PUBLISH = `curl -X POST "$APP_URL/api/v1/events" \\
  -H "Authorization: Bearer atl_…" \\
  -H "Content-Type: application/json" \\
  -d '{ "type": "credits.low", "workspace_id": "ws_…",
        "data": { "balance": 180, "threshold": 200, "period_end": "2026-12-01T00:00:00.000Z" } }'`;

/** From nothing to a first verified delivery. */
export function QuickStart() {
  return (
    <>
      <ol>
        <li>
          In <em>Settings → Integrations → Webhooks</em>, choose <em>Add webhook bridge</em>. Pick a target format,
          enter the URL, tick the events, save.
        </li>
        <li>
          The page that follows shows the signature header’s name, the secret behind <em>Reveal</em>, and a verifier to
          paste into your receiver. <a href="#signing">Verify signatures</a> explains it.
        </li>
        <li>
          Press <em>Send test event</em>. The answer of your receiver appears in place: its status, headers and body.
        </li>
        <li>
          Work in AtelyaOS publishes events by itself. To publish one of your own, make an API key in{" "}
          <em>Settings → Developers</em> and send:
        </li>
      </ol>
      <CodeBlock code={PUBLISH} label="Shell" />
      <p>
        The answer names the event and how many deliveries it made. Each of them is in the bridge’s activity a moment
        later.
      </p>
    </>
  );
}
