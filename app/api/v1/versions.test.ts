import { beforeAll, describe, expect, it } from "vitest";
import type { Operation } from "@/lib/http/operation";
import {
  createWebhook,
  deleteWebhook,
  endOverlap,
  getWebhook,
  pauseWebhook,
  resumeWebhook,
  rotateSecret,
  updateWebhook,
} from "@/lib/http/operations/webhooks";
import { createTenant } from "@/lib/testing/tenant";
import { type CallInput, callApi } from "./testing/call";
import { keyOf } from "./testing/world";

let key: string;
beforeAll(async () => {
  key = await keyOf(await createTenant());
});

const call = (operation: Operation, input: CallInput = {}) => callApi(operation, { key, ...input });

async function webhook(): Promise<string> {
  const made = await call(createWebhook, { body: { url: "https://example.com/hook", events: ["credits.low"] } });
  expect([made.status, made.headers.get("etag"), made.body.version]).toEqual([201, '"1"', 1]);
  return made.body.id;
}

describe("a webhook's version", () => {
  it("is the ETag of every answer that shows it, and grows with every change of it", async () => {
    const id = await webhook();
    const seen = [
      await call(getWebhook, { id }),
      await call(updateWebhook, { id, body: { description: "desk" } }),
      await call(updateWebhook, { id, body: {} }),
      await call(pauseWebhook, { id }),
      await call(updateWebhook, { id, body: { active: true } }),
      await call(resumeWebhook, { id }),
      await call(rotateSecret, { id, body: {} }),
      await call(endOverlap, { id }),
    ];
    expect(seen.map(({ body }) => body.version)).toEqual([1, 2, 2, 2, 3, 3, 3, 3]);
    expect(seen.map(({ headers }) => headers.get("etag"))).toEqual(seen.map(({ body }) => `"${body.version}"`));
  });

  it("lets a change pass that names it, and answers 412 to one that names another", async () => {
    const id = await webhook();
    const patch = (ifMatch: string) =>
      call(updateWebhook, { id, body: { description: ifMatch }, headers: { "if-match": ifMatch } });
    expect((await patch('"1"')).status).toBe(200);
    for (const stale of ['"1"', 'W/"2"', '"1", "3"', '"two"']) {
      const refused = await patch(stale);
      expect([refused.status, refused.body.title]).toEqual([412, "Precondition failed"]);
      expect(refused.body.type).toBe("/docs/webhooks#error-precondition-failed");
      expect(refused.body.detail).toContain('"2"');
    }
    for (const fresh of ["*", '"1", "3"']) expect((await patch(fresh)).status).toBe(200);
    expect((await patch("3")).status).toBe(400);
  });

  it("guards pauses, resumes and deletions as well; what is not there is 404 all the same", async () => {
    const id = await webhook();
    await call(updateWebhook, { id, body: { description: "newer" } });
    const headers = { "if-match": '"1"' };
    for (const operation of [pauseWebhook, resumeWebhook, deleteWebhook]) {
      expect((await call(operation, { id, headers })).status).toBe(412);
    }
    expect((await call(deleteWebhook, { id, headers: { "if-match": '"2"' } })).status).toBe(204);
    for (const operation of [pauseWebhook, resumeWebhook, deleteWebhook]) {
      expect((await call(operation, { id, headers })).status).toBe(404);
    }
  });
});
