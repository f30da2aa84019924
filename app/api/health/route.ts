import { health } from "@/lib/health/health";
import { version } from "@/package.json";

export const dynamic = "force-dynamic";

/**
 * 200 while the database answers and takes writes, deliveries leave and the engine runs; 503 with what is wrong. Names no
 * host, user or secret.
 */
export async function GET(): Promise<Response> {
  const parts = await health();
  const isWell = Object.values(parts).every(({ ok }) => ok);
  const details = Object.fromEntries(Object.entries(parts).map(([name, { detail }]) => [name, detail]));
  const body = { status: isWell ? "ok" : "unwell", version, ...details };
  return Response.json(body, { status: isWell ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}
