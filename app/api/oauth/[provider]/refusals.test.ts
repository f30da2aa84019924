import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { type Browser, openBrowser, secondSession } from "@/lib/oauth/testing/browser";
import { connectionsOf, expectNothing, locationOf, newPlace, queryOf } from "@/lib/oauth/testing/place";
import { type ProviderWorld, startProviders } from "@/lib/oauth/testing/world";
import { createTenant, type Tenant } from "@/lib/testing/tenant";

let world: ProviderWorld;

beforeAll(async () => {
  world = await startProviders();
  for (const [name, value] of Object.entries(world.env)) vi.stubEnv(name, value);
});
afterAll(() => world.close());

describe("an answer that is not this consent's", () => {
  it("is refused a second time: a state is good for once", async () => {
    const { tenant, browser } = await newPlace();
    const answer = await browser.consent("slack");
    const [first, second] = await Promise.all([browser.callback("slack", answer), browser.callback("slack", answer)]);
    const outcomes = [first, second].map((response) => queryOf(locationOf(response)));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["connected", "failed"]);
    expect(outcomes.find(({ outcome }) => outcome === "failed")).toMatchObject({ problem: "state" });
    expect(await connectionsOf(tenant)).toHaveLength(1);
  });

  it("is refused after ten minutes", async () => {
    const place = await newPlace();
    const answer = await place.browser.consent("slack");
    await db.oauthState.updateMany({
      where: { organizationId: place.tenant.organizationId },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    const url = locationOf(await place.browser.callback("slack", answer));
    expect(await expectNothing(place, url)).toContain("longer than ten minutes");
  });

  it("is refused in another session, of another person, in another organization, with another role", async () => {
    const place = await newPlace();
    const { tenant, browser } = place;
    const elsewhere = await createTenant();
    const others: [string, () => Promise<Browser>, string][] = [
      ["session", () => secondSession(browser), "state"],
      ["person", () => openBrowser(tenant), "state"],
      ["organization", async () => changed(browser, elsewhere), "state"],
      ["role", async () => demoted(browser), "forbidden"],
    ];
    for (const [what, open, problem] of others) {
      const answer = await browser.consent("slack");
      const other = await open();
      // Even with the cookie.
      other.cookies.push(...browser.cookies.slice(1));
      const url = locationOf(await other.callback("slack", answer));
      expect(queryOf(url), what).toMatchObject({ outcome: "failed", problem });
      expect(await connectionsOf(elsewhere), what).toEqual([]);
      await expectNothing(place, url);
      await db.member.updateMany({ where: { userId: browser.userId }, data: { role: "owner" } });
      await db.session.updateMany({ where: { userId: browser.userId }, data: { activeOrganizationId: null } });
    }
  });

  it("is refused without the cookie, with another state, and signed out", async () => {
    const place = await newPlace();
    const { browser } = place;
    const answer = await browser.consent("slack");
    const [session = "", ...states] = browser.cookies.splice(0);
    browser.cookies.push(session);
    const without = locationOf(await browser.callback("slack", answer));
    expect(await expectNothing(place, without)).toContain("in another browser");

    browser.cookies.push(...states);
    const tampered = new URLSearchParams(answer);
    const state = answer.get("state") ?? "";
    tampered.set("state", (state.startsWith("A") ? "B" : "A") + state.slice(1));
    expect(queryOf(locationOf(await browser.callback("slack", tampered)))).toMatchObject({ problem: "other_browser" });

    browser.cookies.shift();
    const signedOut = locationOf(await browser.callback("slack", answer));
    expect(signedOut.pathname).toBe("/sign-in");
    expect(signedOut.searchParams.get("next")).toContain("problem=signed_out");
    expect(signedOut.href).not.toContain(answer.get("code") ?? "none");
  });

  it("is refused at another provider, and with parameters missing, doubled or strange", async () => {
    const place = await newPlace();
    const { browser } = place;
    const ask = async (change: (query: URLSearchParams) => void, provider = "slack") => {
      const answer = await browser.consent("slack");
      change(answer);
      const url = locationOf(await browser.callback(provider, answer));
      await expectNothing(place, url);
      return queryOf(url).problem;
    };
    expect(await ask(() => undefined, "notion")).toBe("state");
    expect(await ask((query) => query.delete("code"))).toBe("malformed");
    expect(await ask((query) => query.delete("state"))).toBe("malformed");
    expect(await ask((query) => query.append("code", "another"))).toBe("malformed");
    expect(await ask((query) => query.append("state", "another"))).toBe("malformed");
    expect(await ask((query) => query.set("iss", "https://evil.example"))).toBe("malformed");
    expect(await ask((query) => query.set("code", "never-issued"))).toBe("refused");
  });
});

describe("what a provider says", () => {
  it("a person who cancels has done nothing wrong", async () => {
    const place = await newPlace();
    world.google.person.error = "access_denied";
    const url = await place.browser.connect("google");
    world.google.person.error = undefined;
    expect(queryOf(url)).toEqual({ provider: "google", outcome: "cancelled" });
    expect(await expectNothing(place, url)).toBe("Nothing was connected: you cancelled at Google.");
  });

  it.each([
    ["admin_policy_enforced", "The admins of your Google Workspace do not let this app in."],
    ["server_error", "Google had trouble of its own."],
    ["brand_new_code", "Google refused with the code brand_new_code."],
    ["<script>alert(1)</script>", "Google refused, and did not say why."],
  ])("error=%s becomes a sentence", async (error, sentence) => {
    const place = await newPlace();
    world.google.person.error = error;
    const url = await place.browser.connect("google");
    world.google.person.error = undefined;
    expect(await expectNothing(place, url)).toContain(sentence);
    expect(decodeURIComponent(url.href)).not.toContain("<script>");
  });

  it.each([
    ["slack", { status: 200, body: { ok: false, error: "bad_redirect_uri" } }, "not registered in the Slack app"],
    ["slack", { status: 200, body: { ok: false } }, "Slack answered in a way"],
    ["notion", { status: 400, body: { error: "invalid_grant" } }, "access was taken away in Notion"],
    ["notion", { status: 401, body: { object: "error", code: "unauthorized" } }, "Notion does not know the client"],
    ["notion", { status: 500, body: "<html>oops" }, "Notion is having trouble"],
    ["notion", { status: 429, body: {} }, "Notion is having trouble"],
    ["notion", { status: 302, body: {} }, "Notion answered in a way"],
    ["notion", { status: 200, body: "<html>hello" }, "Notion answered in a way"],
    ["notion", { status: 200, body: [] }, "Notion answered in a way"],
    ["notion", { status: 200, body: { access_token: "t", token_type: "mac" } }, "Notion answered in a way"],
    ["notion", { status: 200, body: { access_token: "t", token_type: "bearer" } }, "Notion answered in a way"],
  ] as const)("%s answering %j becomes a sentence, and nothing is stored", async (provider, answer, sentence) => {
    const place = await newPlace();
    world[provider].answerTokenOnce(answer);
    expect(await expectNothing(place, await place.browser.connect(provider))).toContain(sentence);
  });

  /** Connects Slack, whose answer names a webhook elsewhere. Answers with the sentence and the tokens that were revoked. */
  async function connectElsewhere(url: string, team?: { id: string }) {
    const place = await newPlace();
    let token = "";
    world.slack.answerTokenOnce(({ body }) => {
      const answer = body as { access_token: string; incoming_webhook: object };
      token = answer.access_token;
      const incoming_webhook = { ...answer.incoming_webhook, url };
      return { status: 200, body: { ...answer, incoming_webhook, ...(team ? { team } : {}) } };
    });
    const before = world.slack.requests.length;
    const sentence = await expectNothing(place, await place.browser.connect("slack"));
    const revocations = world.slack.requests.slice(before).filter(({ path }) => path === "/api/auth.revoke");
    return { sentence, token, revoked: revocations.map(({ headers }) => headers.authorization) };
  }

  it("a webhook that is not Slack's is not stored, and the access is given back", async () => {
    for (const [n, url] of [
      "https://hooks.slack.com.evil.example/services/T1/B1/x",
      "http://169.254.169.254/",
      "nonsense",
    ].entries()) {
      const { sentence, token, revoked } = await connectElsewhere(url, { id: `T0NOBODYS${n}` });
      expect(sentence).toContain("not one of Slack's");
      expect(revoked).toEqual([`Bearer ${token}`]);
    }
  });

  it("an access that another connection lives on is not given back with the refused one", async () => {
    const other = await newPlace();
    await other.browser.connect("slack");
    const { sentence, revoked } = await connectElsewhere("nonsense");
    expect(sentence).toContain("not one of Slack's");
    expect(revoked).toEqual([]);
  });

  it.each([
    ["nonce", { nonce: "another" }],
    ["audience", { aud: "another.apps.googleusercontent.com" }],
    ["issuer", { iss: "https://evil.example" }],
    ["expiry", { exp: Math.floor(Date.now() / 1000) - 600 }],
  ])("an id_token with a wrong %s is refused", async (_what, claims) => {
    const place = await newPlace();
    world.google.claims = claims;
    const url = await place.browser.connect("google");
    world.google.claims = {};
    expect(await expectNothing(place, url)).toContain("not meant for this sign-in");
  });

  it("Google refuses a code whose verifier is another's", async () => {
    const place = await newPlace();
    const { browser } = place;
    const first = await browser.consent("google");
    const second = await browser.consent("google");
    const mixed = new URLSearchParams({ state: first.get("state") ?? "", code: second.get("code") ?? "" });
    const url = locationOf(await browser.callback("google", mixed));
    expect(await expectNothing(place, url)).toContain("Google did not understand the request");
  });
});

it("a provider that is down is said to be", async () => {
  const down = await startProviders();
  await down.close();
  const place = await newPlace();
  const settings = env();
  const before = settings.SLACK_OAUTH_URL;
  const answer = await place.browser.consent("slack");
  settings.SLACK_OAUTH_URL = down.slack.url;
  const url = locationOf(await place.browser.callback("slack", answer));
  settings.SLACK_OAUTH_URL = before;
  expect(await expectNothing(place, url)).toContain("could not be reached");
});

async function changed(browser: Browser, { organizationId }: Tenant): Promise<Browser> {
  await db.member.create({
    data: { id: `mem_${organizationId}`, organizationId, userId: browser.userId, role: "owner" },
  });
  await db.session.updateMany({
    where: { userId: browser.userId },
    data: { activeOrganizationId: organizationId },
  });
  return { ...browser, cookies: browser.cookies };
}

async function demoted(browser: Browser): Promise<Browser> {
  await db.member.updateMany({ where: { userId: browser.userId }, data: { role: "member" } });
  return { ...browser, cookies: browser.cookies };
}
