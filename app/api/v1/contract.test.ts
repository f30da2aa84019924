import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { API_SCOPES } from "@/lib/context";
import { operations } from "@/lib/http/operations";
import { apiLimiter } from "@/lib/http/rate-limit";
import { createApiKey, revokeApiKey } from "@/lib/keys/api-keys";
import { openBreaker } from "@/lib/testing/breaker";
import { type Sink, startSink } from "@/lib/testing/sink";
import { type CallInput, callApi } from "./testing/call";
import { createWorld, idFor, keyOf, type World } from "./testing/world";

// Every call holds its answer to the document: status, headers, media type and body.

let sink: Sink;
let world: World;
beforeAll(async () => {
  sink = await startSink();
});
afterAll(() => sink.close());
beforeEach(async () => {
  sink.clear();
  world = await createWorld(sink.url);
});

type Listed = (typeof operations)[number];
const named = (list: readonly Listed[]) => list.map((operation) => [operation.id, operation] as const);
const guarded = operations.filter((operation) => operation.scope !== "public");
// Pausing and resuming twice is as once: they need no key for it.
const repeatable = guarded.filter(({ method, path }) => method === "post" && !/pause|resume/.test(path));

// URLs and workspaces of examples are nobody's: the world's take their place.
function examplesOf({ body }: Listed): Record<string, unknown>[] {
  const swap = (key: string, value: unknown) =>
    key === "url" ? sink.url : key === "workspace_id" ? world.workspaceId : value;
  return Object.values(body?.examples ?? {}).map((example) => JSON.parse(JSON.stringify(example, swap)));
}

// Only a receiver that is down is probed.
async function makeReady({ id }: Listed): Promise<void> {
  if (id === "probeWebhook") await openBreaker(world.ids.webhook);
}

/** A call that would succeed, but for what is given. */
function call(operation: Listed, input: CallInput = {}) {
  const [body] = examplesOf(operation);
  return callApi(operation, { key: world.key, id: idFor(operation, world), ...(body ? { body } : {}), ...input });
}

describe.each(named(operations))("%s", (_, operation) => {
  it("answers each example as the document says", async () => {
    const statuses: number[] = operation.answers.map((answer) => answer.status);
    const examples = examplesOf(operation);
    for (let n = 0; n < Math.max(1, examples.length); n++) {
      // One replay a webhook is under way at a time.
      world = await createWorld(sink.url);
      await makeReady(operation);
      const body = examplesOf(operation)[n];
      const answer = await call(operation, body ? { body } : {});
      expect(statuses, answer.text).toContain(answer.status);
    }
  });
});

describe.each(named(guarded))("%s", (_, operation) => {
  it("tells apart no key, a wrong one and a revoked one", async () => {
    const revoked = await createApiKey(world.ctx, { name: "Gone", scopes: [...API_SCOPES] });
    await revokeApiKey(world.ctx, { id: revoked.id });
    const keys = [undefined, `atl_${"a".repeat(40)}`, revoked.key];
    const answers = await Promise.all(keys.map((key) => call(operation, { key })));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(new Set(answers.map(({ body }) => body.detail)).size).toBe(3);
  });

  it("answers 429 with the time to wait to a key that asks too often", async () => {
    const full = { remaining: 0, resetSeconds: 5, retryAfterSeconds: 3 };
    const take = vi.spyOn(apiLimiter(), "take").mockReturnValue(full);
    const { status, headers } = await call(operation);
    take.mockRestore();
    expect([status, headers.get("retry-after"), headers.get("ratelimit-reset")]).toEqual([429, "3", "5"]);
  });
});

it.each(named(guarded.filter(({ scope }) => scope)))("%s names the scope that a key lacks", async (_, operation) => {
  const others = API_SCOPES.filter((scope) => scope !== operation.scope);
  const lacking = await call(operation, { key: await keyOf(world, others) });
  expect(lacking.status).toBe(403);
  expect(lacking.body.detail).toContain(operation.scope);
});

it.each(named(guarded.filter(({ query }) => query)))("%s names the parameter that is wrong", async (_, operation) => {
  for (const [query, path] of [
    ["colour=red", "colour"],
    ["limit=1&limit=2", "limit"],
    ["limit=0", "limit"],
    ["limit=ten", "limit"],
    ["cursor=%00", "cursor"],
    ["limit=5&__proto__=1", "__proto__"],
  ] as const) {
    const { status, body } = await call(operation, { query });
    expect([query, status, body.errors[0]?.path]).toEqual([query, 422, path]);
    expect(body.detail).toMatch(new RegExp(`^${path} (is|must) `));
  }
});

it.each(named(guarded.filter(({ params }) => params)))("%s has nothing at ids that are none", async (_, operation) => {
  const id = idFor(operation, world) ?? "";
  const short = id.slice(0, -1);
  const none = ["x", "0", "../events", "%00", `${short}\u0000`, `${id}'--`, `${short}!`, `${id}x`, id.toLowerCase()];
  for (const other of none) expect((await call(operation, { id: other })).status, other).toBe(404);
});

describe.each(named(repeatable))("%s", (_, operation) => {
  it("refuses an Idempotency-Key that is none", async () => {
    for (const bad of ["", "a b", "é", "x".repeat(256)]) {
      expect((await call(operation, { headers: { "idempotency-key": bad } })).status, bad).toBe(400);
    }
  });

  it("answers a repeat as the first time, and another request by the same key with a conflict", async () => {
    await makeReady(operation);
    const headers = { "idempotency-key": "once" };
    const [first, again] = [await call(operation, { headers }), await call(operation, { headers })];
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    const other = examplesOf(operation)[1];
    if (other) expect((await call(operation, { headers, body: other })).status).toBe(409);
  });
});

describe.each(named(guarded.filter(({ body }) => body)))("the body of %s", (_, operation) => {
  it("is refused when it is no JSON, empty, too deep or too large", async () => {
    const deep = ["[".repeat(100_000), '{"a":'.repeat(40_000), `{"url":${"[".repeat(65)}${"]".repeat(65)}}`];
    for (const raw of ["{", '{"a":1,}', "url=1", "", "\u0000", ...deep]) {
      expect((await call(operation, { raw })).status, raw.slice(0, 20)).toBe(400);
    }
    expect((await call(operation, { raw: "{}", headers: { "content-type": "text/plain" } })).status).toBe(400);
    const mebibytes = (operation.body?.bytesMax ?? 0) > 1024 * 1024 ? 6 : 1;
    const { status, text } = await call(operation, { raw: JSON.stringify({ url: "x".repeat(mebibytes * 2 ** 20) }) });
    expect(status).toBe(413);
    expect(text.length).toBeLessThan(1_000);
  });

  it("is refused with the field that is not known, or of the wrong type", async () => {
    const [valid = {}] = examplesOf(operation);
    const unknown = await call(operation, { body: { ...valid, colour: "red" } });
    expect([unknown.status, unknown.body.errors]).toMatchObject([422, [{ path: "colour" }]]);
    expect(unknown.body.detail).toMatch(/^colour:? is not a known field/);
    for (const name of Object.keys(valid)) {
      for (const wrong of [{ deep: [[]] }, [null], "\u0000", true]) {
        const { status, body } = await call(operation, { body: { ...valid, [name]: wrong } });
        const said = `${name}: ${JSON.stringify(wrong)}`;
        expect([403, 422], said).toContain(status);
        expect(body.errors[0]?.path.startsWith(name), said).toBe(true);
      }
    }
    for (const body of [[], "text", 7, null, true]) {
      const refused = await call(operation, { body });
      expect([refused.status, refused.body.detail]).toEqual([422, expect.stringMatching(/^The body must be /)]);
    }
  });
});
