import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { Webhook as Standard } from "standardwebhooks";
import { Webhook as Svix } from "svix";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { publishEvent } from "@/lib/deliveries/publish/publish";
import { attemptNow } from "@/lib/testing/attempt-now";
import { exampleInput } from "@/lib/testing/bridge";
import { type Sink, type SinkRequest, startSink } from "@/lib/testing/sink";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { apiFetch } from "./testing/call";
import { apiDocument } from "./testing/document";
import { keyOf } from "./testing/world";

const CLIENT = join(import.meta.dirname, "testing/first-day.mts");

// The compiler says so when it finds nothing wrong with it.
const TYPO = `
// @ts-expect-error
export const typo: keyof paths = "/api/v1/webhoks";
`;

type Client = {
  register(url: string): Promise<{ id: string; secret: string }>;
  rotate(id: string): Promise<string>;
  endOverlap(id: string): Promise<string | null>;
  deliveries(id: string): Promise<{ id: string; event_type: string; attempt_count: number }[]>;
  resend(deliveryId: string): Promise<string | null>;
  remove(id: string): Promise<number>;
};

let sink: Sink;
let tenant: Tenant;
beforeAll(async () => {
  [sink, tenant] = await Promise.all([startSink(), createTenant()]);
});
afterAll(() => sink.close());

/** Makes the next attempt of what is still to be sent, as the queue would. */
async function deliver(): Promise<void> {
  const open = { organizationId: tenant.organizationId, status: { in: ["pending", "retrying"] } };
  const rows = await db.delivery.findMany({ where: open });
  await attemptNow(...rows.map((row) => row.id));
}

/** Which of the secrets a stranger's library accepts a request with. */
function accepted({ text, headers }: SinkRequest, secrets: readonly string[]): boolean[] {
  return secrets.map((secret) => {
    const results = [Standard, Svix].map((Library) => {
      try {
        return Boolean(new Library(secret).verify(text, headers));
      } catch {
        return false;
      }
    });
    expect(new Set(results).size).toBe(1);
    return results[0] ?? false;
  });
}

async function lastRequest(work: () => Promise<unknown>): Promise<SinkRequest> {
  sink.clear();
  await work();
  await deliver();
  return sink.waitFor();
}

describe("an integrator's first day, with a client made of the document", () => {
  it("is typed: what they write passes the compiler", async () => {
    // Inside the project, so that the client's imports are found.
    const cache = join(process.cwd(), "node_modules/.cache");
    await mkdir(cache, { recursive: true });
    const folder = await mkdtemp(join(cache, "first-day-"));
    try {
      await writeFile(join(folder, "api-types.d.ts"), await typesOf(apiDocument));
      await writeFile(join(folder, "client.mts"), (await readFile(CLIENT, "utf8")) + TYPO);
      const options = {
        strict: true,
        noEmit: true,
        target: "es2022",
        module: "nodenext",
        lib: ["dom", "es2022"],
        types: [],
      };
      await writeFile(join(folder, "package.json"), '{ "type": "module" }');
      await writeFile(
        join(folder, "tsconfig.json"),
        JSON.stringify({ compilerOptions: options, files: ["client.mts"] }),
      );
      const compiler = join(process.cwd(), "node_modules/typescript/bin/tsc");
      const run = promisify(execFile)(process.execPath, [compiler, "-p", folder]);
      const failure = await run.then(
        () => "",
        (error) => error.stdout || String(error),
      );
      expect(failure).toBe("");
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 120_000);

  it("registers, receives, rotates without losing a delivery, and deletes", async () => {
    const { connect } = (await import(/* @vite-ignore */ CLIENT)) as { connect(options: object): Client };
    const client = connect({ baseUrl: "http://localhost:3000", apiKey: await keyOf(tenant), fetch: apiFetch });
    const publish = () => publishEvent(tenant.ctx, exampleInput(tenant));
    const { id, secret: old } = await client.register(`${sink.url}/hook`);
    expect(accepted(await lastRequest(publish), [old])).toEqual([true]);

    sink.answer({ status: 503 });
    const failed = await lastRequest(publish);
    const rotated = await client.rotate(id);
    const secrets = [old, rotated];
    expect(accepted(failed, secrets)).toEqual([true, false]);
    sink.answer({ status: 200 });
    const retried = await lastRequest(async () => undefined);
    expect(retried.headers["webhook-id"]).toBe(failed.headers["webhook-id"]);
    expect(accepted(retried, secrets)).toEqual([true, true]);
    const [delivered] = await client.deliveries(id);
    expect(delivered).toMatchObject({ event_type: "workroom.completed", attempt_count: 2 });
    const resent = await lastRequest(() => client.resend(delivered?.id ?? ""));
    expect(accepted(resent, secrets)).toEqual([true, true]);

    expect(await client.endOverlap(id)).toBeNull();
    expect(accepted(await lastRequest(publish), secrets)).toEqual([false, true]);
    const again = await lastRequest(() => client.resend(delivered?.id ?? ""));
    expect(accepted(again, secrets)).toEqual([false, true]);

    expect(await client.remove(id)).toBe(204);
    await expect(client.rotate(id)).rejects.toThrow("no such webhook");
    expect(await publish()).toMatchObject({ deliveries: 0 });
  });
});

async function typesOf(document: object): Promise<string> {
  const run = promisify(execFile)(process.execPath, ["scripts/openapi-types/generate.mjs"], { maxBuffer: 2 ** 24 });
  run.child.stdin?.end(JSON.stringify(document));
  return (await run).stdout;
}
