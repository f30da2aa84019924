/** Code that sends to an endpoint: to paste, and whole. */
export type Example = { language: string; label: string; code: string };

const CHANGED = `{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}`;

/** The two ways to send, as an operator of the server pastes them. Both read the secret from ATELYA_SECRET. */
export function mcpExamples(endpoint: string): Example[] {
  return [
    { language: "node", label: "Node.js, signed", code: signed(endpoint) },
    { language: "shell", label: "cURL, bearer", code: bearer(endpoint) },
  ];
}

function bearer(endpoint: string): string {
  return `curl ${endpoint} \\
  -H "Authorization: Bearer $ATELYA_SECRET" \\
  -H "Content-Type: application/json" \\
  -d '${CHANGED}'`;
}

function signed(endpoint: string): string {
  return `import { createHmac, randomUUID } from "node:crypto";

const secret = process.env.ATELYA_SECRET; // whsec_…
const body = JSON.stringify(${CHANGED});

// Standard Webhooks: keep the id when you send the same again.
const id = \`msg_\${randomUUID()}\`;
const timestamp = Math.floor(Date.now() / 1000);
const key = Buffer.from(secret.slice("whsec_".length), "base64");
const mac = createHmac("sha256", key).update(\`\${id}.\${timestamp}.\${body}\`).digest("base64");

const answer = await fetch(${JSON.stringify(endpoint)}, {
  method: "POST",
  headers: {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": \`v1,\${mac}\`,
  },
  body,
});
console.log(answer.status); // 202`;
}
