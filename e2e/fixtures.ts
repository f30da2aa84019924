import { randomUUID } from "node:crypto";
import { type APIRequestContext, test as base, expect, type Page } from "@playwright/test";
import type { EventTypeName } from "@/lib/events/catalogue";
import { catalogue } from "@/lib/events/catalogue";
import { type Sink, startSink } from "@/lib/testing/sink";
import { type App, startApp } from "./app-server.mjs";
import { newTenant, signIn, type TestTenant } from "./tenant";

type Fixtures = {
  /** A receiver of the test's own. */
  sink: Sink;
  /** An organization of the test's own. */
  tenant: TestTenant;
  /** A page that is signed in as the owner of `tenant`. */
  ownerPage: Page;
};

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for an object pattern
  sink: async ({}, use) => {
    const sink = await startSink();
    await use(sink);
    await sink.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  tenant: async ({}, use) => use(await newTenant()),
  ownerPage: async ({ page, tenant }, use) => {
    await signIn(page, tenant.owner);
    await use(page);
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  baseURL: async ({}, use) => use(process.env.APP_URL),
});

/** For specs that need a server of their own: nobody has visited it, `appEnv` are its settings, `page` is on it. */
export const testOnOwnApp = test.extend<{ appEnv: Record<string, string>; app: App }>({
  appEnv: [{}, { option: true }],
  app: async ({ appEnv }, use) => {
    const app = await startApp({ templateUrl: process.env.E2E_TEMPLATE_URL ?? "", env: appEnv });
    await use(app);
    await app.stop();
  },
  baseURL: async ({ app }, use) => use(app.url),
});

export { expect };

/** Publishes an event of the catalogue's example data over HTTP, as an integrator would, and returns its id. */
export async function publish(
  request: APIRequestContext,
  { apiKey, workspaceId }: Pick<TestTenant, "apiKey" | "workspaceId">,
  type: EventTypeName = "workroom.completed",
): Promise<string> {
  const { data } = catalogue[type].example;
  const answer = await request.post("/api/v1/events", {
    headers: { authorization: `Bearer ${apiKey}`, "idempotency-key": randomUUID() },
    data: { type, workspace_id: workspaceId, data },
    // The server may end an idle connection at the moment when the request goes out on it.
    maxRetries: 2,
  });
  expect(answer.status(), await answer.text()).toBe(202);
  const { data: published } = (await answer.json()) as { data: { id: string }[] };
  return String(published[0]?.id);
}
