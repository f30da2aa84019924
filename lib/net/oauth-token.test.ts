import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { type Sink, type SinkAnswer, startSink } from "@/lib/testing/sink";
import { createAddressPolicy } from "./address";
import { type ClientCredentials, clientCredentialsToken } from "./oauth-token";

const local = createAddressPolicy({ allowCidrs: "", allowLoopback: true });
const strict = createAddressPolicy({ allowCidrs: "", allowLoopback: false });
let sink: Sink;
let count = 0;

beforeAll(async () => {
  sink = await startSink();
});
afterAll(() => sink.close());
beforeEach(() => sink.clear());

/** A client that no other test has asked for. */
function client(more: Partial<ClientCredentials> = {}): ClientCredentials {
  count += 1;
  return { tokenUrl: `${sink.url}/token`, clientId: `client-${count}`, clientSecret: "s3cret/+=&é", ...more };
}

const issue = (token: string, more = {}): SinkAnswer => ({
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ access_token: token, token_type: "bearer", ...more }),
});

it("asks with HTTP Basic and a form, and keeps the token until shortly before it expires", async () => {
  const credentials = client({ scope: "deliver write" });
  sink.answer(issue("first", { expires_in: 3600 }));
  expect(await clientCredentialsToken(credentials, local)).toEqual({ ok: true, token: "first" });
  const [request] = sink.requests;
  const basic = Buffer.from((request?.headers.authorization ?? "").slice("Basic ".length), "base64").toString();
  expect(basic.split(":").map((part) => new URLSearchParams(`v=${part}`).get("v"))).toEqual([
    credentials.clientId,
    credentials.clientSecret,
  ]);
  expect(Object.fromEntries(new URLSearchParams(request?.text))).toEqual({
    grant_type: "client_credentials",
    scope: "deliver write",
  });
  sink.answer(issue("second"));
  expect(await clientCredentialsToken(credentials, local)).toEqual({ ok: true, token: "first" });
  expect(sink.requests).toHaveLength(1);
  vi.useFakeTimers({ now: Date.now() + 3_571_000, toFake: ["Date"] });
  expect(await clientCredentialsToken(credentials, local)).toEqual({ ok: true, token: "second" });
  vi.useRealTimers();
});

it("asks once for all who wait, and again when a fresh one is wanted", async () => {
  const credentials = client();
  sink.answer(issue("first"), issue("second"));
  const tokens = await Promise.all(Array.from({ length: 20 }, () => clientCredentialsToken(credentials, local)));
  expect(new Set(tokens.map((token) => token.ok && token.token))).toEqual(new Set(["first"]));
  expect(sink.requests).toHaveLength(1);
  const fresh = await Promise.all([1, 2].map(() => clientCredentialsToken(credentials, local, { fresh: true })));
  expect(fresh).toEqual([
    { ok: true, token: "second" },
    { ok: true, token: "second" },
  ]);
  expect(sink.requests).toHaveLength(2);
  expect(await clientCredentialsToken(credentials, local)).toEqual({ ok: true, token: "second" });
});

it("keeps tokens apart by secret and scope", async () => {
  const credentials = client();
  sink.answer(issue("first"), issue("second"), issue("third"));
  const of = async (more: Partial<ClientCredentials>) => clientCredentialsToken({ ...credentials, ...more }, local);
  expect(await of({})).toMatchObject({ token: "first" });
  expect(await of({ clientSecret: "another" })).toMatchObject({ token: "second" });
  expect(await of({ scope: "more" })).toMatchObject({ token: "third" });
});

it("sends the client in the form to a server that reads only that", async () => {
  const credentials = client();
  sink.answer({ status: 401, body: '{"error":"invalid_client"}' }, issue("token"));
  expect(await clientCredentialsToken(credentials, local)).toEqual({ ok: true, token: "token" });
  const form = new URLSearchParams(sink.requests[1]?.text);
  expect([form.get("client_id"), form.get("client_secret")]).toEqual([credentials.clientId, credentials.clientSecret]);
  expect(sink.requests[1]?.headers.authorization).toBeUndefined();
});

it("explains what the token URL did wrong, without the secret, and keeps nothing of it", async () => {
  const cases: [SinkAnswer, RegExp][] = [
    [
      { status: 401, body: '{"error":"invalid_client","error_description":"s3cret"}' },
      /401 invalid_client .+client secret/,
    ],
    [{ status: 400, body: '{"error":"invalid_scope"}' }, /400 invalid_scope .+Check the scope/],
    [{ status: 404, body: "<html>" }, /404 when asked .+token URL/],
    [{ status: 503, body: "" }, /503 when asked/],
    [{ status: 302, headers: { location: "https://elsewhere.example/" } }, /302, a redirect/],
    [{ status: 200, body: "<html>" }, /without an access_token/],
    [{ status: 200, body: '{"access_token":""}' }, /without an access_token/],
    [(_, response) => void response.destroy(), /No token: .+closed the connection/],
  ];
  const credentials = client();
  for (const [answer, explanation] of cases) {
    sink.answer(answer);
    const result = await clientCredentialsToken(credentials, local);
    expect(result).toEqual({ ok: false, explanation: expect.stringMatching(explanation) });
    expect(JSON.stringify(result)).not.toContain("s3cret");
  }
  sink.answer(issue("token"));
  expect(await clientCredentialsToken(credentials, local)).toEqual({ ok: true, token: "token" });
});

it("takes no token that a header cannot carry, and keeps none", async () => {
  const credentials = client();
  const odd = [
    "a\u0000b",
    "a\ud800b",
    "a b",
    " a",
    "a ",
    "a\nb",
    "a\r\nx-injected: 1",
    "a\tb",
    "a\u007fb",
    "é",
    "漢",
    "🙂",
  ];
  for (const token of odd) {
    sink.answer(issue(token));
    const result = await clientCredentialsToken(credentials, local);
    expect(result, JSON.stringify(token)).toEqual({
      ok: false,
      explanation: `127.0.0.1:${sink.port} answered 200 with an access_token that no request can carry: it holds other characters than visible ASCII.`,
    });
  }
  const visible = String.fromCharCode(...Array.from({ length: 94 }, (_, index) => 0x21 + index));
  sink.answer(issue(visible));
  expect(await clientCredentialsToken(credentials, local)).toEqual({ ok: true, token: visible });
});

it("takes no token from an answer that broke off", async () => {
  sink.answer((_, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
    response.write('{"access_token":"half"}', () => response.destroy());
  });
  const explanation = expect.stringMatching(/^No token: .+before its answer's body was complete\.$/);
  expect(await clientCredentialsToken(client(), local)).toEqual({ ok: false, explanation });
});

it("asks nobody whom the policy refuses", async () => {
  const result = await clientCredentialsToken(client(), strict);
  expect(result).toEqual({
    ok: false,
    explanation: expect.stringMatching(/^No token: 127.0.0.1 could not be reached/),
  });
  expect(sink.requests).toHaveLength(0);
});
