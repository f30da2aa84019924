import { expect } from "vitest";
import { db } from "@/lib/db/client";
import { readNotice } from "@/lib/oauth/notice";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { APP, type Browser, openBrowser } from "./browser";

/** An organization with its owner at a browser. */
export type Place = { tenant: Tenant; browser: Browser };

export async function newPlace(): Promise<Place> {
  const tenant = await createTenant();
  return { tenant, browser: await openBrowser(tenant) };
}

export function connectionsOf({ organizationId }: Tenant) {
  return db.connection.findMany({ where: { organizationId }, orderBy: { id: "asc" } });
}

export function locationOf(response: Response): URL {
  return new URL(response.headers.get("location") ?? "");
}

export function queryOf(url: URL): Record<string, string> {
  return Object.fromEntries(url.searchParams);
}

/** What the page would say, once it is sure that nothing was stored. */
export async function expectNothing({ tenant }: Place, url: URL): Promise<string> {
  expect(await connectionsOf(tenant)).toEqual([]);
  expect(await db.event.count({ where: { organizationId: tenant.organizationId } })).toBe(0);
  expect(url.origin + url.pathname).toBe(`${APP}/settings/integrations/connections`);
  const notice = readNotice(queryOf(url));
  return notice && "text" in notice ? notice.text : "";
}
