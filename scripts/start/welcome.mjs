/**
 * Prints where the app is and what to do first.
 * @param {{ host: string, port: number, appUrl: string, isLocal: boolean }} settings
 */
export function welcome({ host, port, appUrl, isLocal }) {
  const lines = [`Open ${appUrl}`];
  if (process.env.ATELYA_INIT_EMAIL) lines.push(`Sign in as ${process.env.ATELYA_INIT_EMAIL}.`);
  else lines.push("The first visit creates the owner and the organization; later visits sign in.");
  lines.push("Then: Settings → Integrations → Webhooks → Add webhook bridge.");
  if (isLocal)
    lines.push("Local mode: bridges may send to this machine (http://localhost:…). Set APP_URL to leave it.");
  if (isLocal && !["127.0.0.1", "::1", "localhost"].includes(host)) {
    lines.push(`! Others can reach ${host}:${port}. Set APP_URL to the address they use before you let them.`);
  }
  lines.push("Ctrl-C stops everything.");
  console.log(`\n${lines.map((line) => `  ${line}`).join("\n")}\n`);
}
