import { DocTable } from "@/components/docs/doc-table";

const SETTINGS: readonly (readonly [string, string])[] = [
  ["DATABASE_URL", "An embedded PostgreSQL in .data/, started and stopped with the app."],
  [
    "APP_SECRET",
    "Made at the first start and kept in .data/. It seals secrets and signs sessions: keep it, and keep it safe.",
  ],
  [
    "APP_URL",
    "http://localhost:3000, which is local mode: destinations on this machine are allowed, and pages say so.",
  ],
  [
    "INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY, INNGEST_BASE_URL, INNGEST_DEV",
    "The engine in the app runs the functions. Any of them set: Inngest’s own server runs the very same functions.",
  ],
  [
    "DELIVERY_ALLOW_CIDRS",
    "No private, loopback or otherwise special address may be a destination (local mode: loopback only).",
  ],
  [
    "ATELYA_INIT_EMAIL, ATELYA_INIT_PASSWORD, ATELYA_INIT_API_KEY, ATELYA_INIT_ORGANIZATION",
    "The first visit creates the owner. Set, the first start does, with an API key of all scopes.",
  ],
  [
    "WHATSAPP_APP_SECRET, WHATSAPP_VERIFY_TOKEN",
    "WhatsApp is off: its address answers 404, and the Connections page says what to set.",
  ],
  [
    "STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET",
    "Stripe is off: its endpoint answers 404. Set both; “Billing and credits” says how. Two webhook secrets are separated by a comma.",
  ],
  ["PORT, HOST", "3000, 127.0.0.1"],
];

/** For whoever runs the app: settings and how to grow. */
export function SelfHosting() {
  return (
    <>
      <p>
        Nothing needs to be set. Each variable has a meaning when it is absent, and one that is set only by halves stops
        the start with a message that names what is missing.
      </p>
      <DocTable
        label="Settings"
        head={["Variable", "Unset means"]}
        rows={SETTINGS.map(([name, unset]) => ({
          key: name,
          cells: [
            name.split(", ").map((variable) => (
              <code key={variable} className="mb-1 block w-fit">
                {variable}
              </code>
            )),
            unset,
          ],
        }))}
      />
      <p>
        <code>GET /api/health</code> answers 200 while the database answers and takes writes, deliveries leave and the
        engine runs, and 503 with what is wrong. A receiver that is down, slow or paused is no ill health of the server.
      </p>
    </>
  );
}
