import type { ServerResponse } from "node:http";
import { type SinkRequest, startSink } from "@/lib/testing/sink";

export type Answer = { status: number; body: unknown };
type Json = Record<string, unknown>;

/** A provider's server on loopback, as a test sees it. */
export type ProviderServer = {
  url: string;
  clientId: string;
  clientSecret: string;
  /** Everything that was received, oldest first. */
  requests: SinkRequest[];
  /** Answers the next request to the token endpoint alone; a function may take its time. */
  answerTokenOnce(answer: Answer | ((own: Answer) => Answer | Promise<Answer>)): void;
  /** The person at its page: consents unless told. */
  person: { error: string | undefined };
  close(): Promise<void>;
};

type Endpoints = {
  clientId: string;
  clientSecret: string;
  authorizePath: string;
  tokenPath: string;
  token(request: SinkRequest): Answer;
  revokePath: string;
  revoke(request: SinkRequest): Answer;
  /** Remembers a code that the person's consent made, and where it may be used. */
  issue(redirectUri: string): string;
};

/** Serves a provider's three endpoints: its page is one redirect, as of a person who answers at once. */
export async function startProvider(endpoints: Endpoints): Promise<ProviderServer> {
  const sink = await startSink();
  const person: ProviderServer["person"] = { error: undefined };
  let next: Parameters<ProviderServer["answerTokenOnce"]>[0] | undefined;

  async function token(request: SinkRequest): Promise<Answer> {
    const once = next;
    next = undefined;
    // One that is told what to say does nothing: no code and no refresh token is used up.
    if (typeof once === "object") return once;
    const own = endpoints.token(request);
    return once ? await once(own) : own;
  }

  sink.answer(async (request, response) => {
    const url = new URL(request.path, sink.url);
    if (url.pathname === endpoints.authorizePath) return authorizePage(url, response, person, endpoints);
    if (url.pathname === endpoints.tokenPath) return send(response, await token(request));
    if (url.pathname === endpoints.revokePath) return send(response, endpoints.revoke(request));
    send(response, { status: 404, body: {} });
  });
  const { clientId, clientSecret } = endpoints;
  return {
    url: sink.url,
    clientId,
    clientSecret,
    requests: sink.requests,
    answerTokenOnce: (answer) => {
      next = answer;
    },
    person,
    close: sink.close,
  };
}

function authorizePage(
  url: URL,
  response: ServerResponse,
  person: ProviderServer["person"],
  { clientId, issue }: Endpoints,
): void {
  const redirectUri = url.searchParams.get("redirect_uri") ?? "";
  if (url.searchParams.get("client_id") !== clientId) throw new Error("The page was asked for by an unknown client.");
  const back = new URL(redirectUri);
  if (person.error) back.searchParams.set("error", person.error);
  else back.searchParams.set("code", issue(redirectUri));
  back.searchParams.set("state", url.searchParams.get("state") ?? "");
  response.writeHead(302, { location: back.href }).end();
}

function send(response: ServerResponse, { status, body }: Answer): void {
  const isText = typeof body === "string";
  response.writeHead(status, { "content-type": isText ? "text/html" : "application/json; charset=utf-8" });
  response.end(isText ? body : JSON.stringify(body));
}

export function formOf(request: SinkRequest): Json {
  return Object.fromEntries(new URLSearchParams(request.text));
}
