import { z } from "zod";
import { parseJson } from "@/lib/formats/judge";

type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

const rpcError = z.object({ error: z.object({ code: z.number(), message: z.string() }) });

/** A server's answer that is no success. */
export class McpRefusal extends Error {
  readonly status: number;
  /** Where a redirect pointed. */
  readonly location: string | undefined;
  /** What it said in JSON-RPC's own form: it speaks the protocol, if not this revision of it. */
  readonly rpc: { code: number; message: string } | undefined;

  constructor(status: number, headers: Headers, body: string) {
    super(`The server answered ${status}.`);
    this.status = status;
    this.location = headers.get("location") ?? undefined;
    this.rpc = rpcError.safeParse(parseJson(body)).data?.error;
  }
}

/**
 * A fetch for asking a server who it is: an answer that is no success throws, so that it is told as it was and no
 * redirect is followed; the stream that a client would listen on is never asked for.
 */
export function withRefusals(fetch: Fetch): Fetch {
  return async (url, init) => {
    if (init?.method === "GET") return new Response(null, { status: 405 });
    const answer = await fetch(url, init);
    if (answer.ok) return answer;
    throw new McpRefusal(answer.status, answer.headers, await answer.text());
  };
}
