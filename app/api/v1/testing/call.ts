import { join } from "node:path";
import type { Operation } from "@/lib/http/operation";
import { operations } from "@/lib/http/operations";
import { requireDocumented } from "./document";

type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response> | Response;

export type CallInput = {
  key?: string | undefined;
  id?: string | undefined;
  query?: Record<string, string> | string;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is. */
  raw?: string;
  headers?: Record<string, string>;
};

// biome-ignore lint/suspicious/noExplicitAny: what a program gets that reads JSON
export type CallAnswer = { status: number; headers: Headers; body: any; text: string };

/** Calls the route that answers an operation, as Next would, and holds the answer to the document. */
export async function callApi(operation: Operation, input: CallInput = {}): Promise<CallAnswer> {
  const response = await (await routeOf(operation))(served(requestOf(operation, input)), {
    params: Promise.resolve({ id: input.id ?? "" }),
  });
  const text = await response.text();
  const body = text ? JSON.parse(text) : undefined;
  requireDocumented(operation, response, body);
  return { status: response.status, headers: response.headers, body, text };
}

function requestOf({ path, method }: Operation, { key, id, query, body, raw, headers }: CallInput): Request {
  const url = new URL(path.replace("{id}", encodeURIComponent(id ?? "")), "http://localhost:3000");
  url.search = typeof query === "string" ? query : new URLSearchParams(query).toString();
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return new Request(url, {
    method: method.toUpperCase(),
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(sent === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(sent === undefined ? {} : { body: sent }),
  });
}

// As Next hands a request over: with a stream for its body, even where nothing was sent.
function served(request: Request): Request {
  if (request.body || request.method === "GET") return request;
  return new Request(request, { body: new Blob([]).stream(), duplex: "half" } as RequestInit);
}

/** A `fetch` that knows this API alone, for clients that are given one. Its answers are held to the document too. */
export async function apiFetch(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  for (const operation of operations) {
    const pattern = new RegExp(`^${operation.path.replace("{id}", "(?<id>[^/]+)")}$`);
    const match = operation.method === request.method.toLowerCase() ? pattern.exec(pathname) : null;
    if (!match) continue;
    const params = Promise.resolve({ id: decodeURIComponent(match.groups?.id ?? "") });
    const response = await (await routeOf(operation))(served(request), { params });
    const text = await response.clone().text();
    requireDocumented(operation, response, text ? JSON.parse(text) : undefined);
    return response;
  }
  throw new Error(`${request.method} ${pathname} is no operation.`);
}

/** Where Next looks for the route of a path. */
export function routeFileOf(path: string): string {
  return join(process.cwd(), "app", path.replaceAll("{", "[").replaceAll("}", "]"), "route.ts");
}

async function routeOf({ path, method }: Operation): Promise<Route> {
  const module = (await import(/* @vite-ignore */ routeFileOf(path))) as Record<string, Route>;
  const route = module[method.toUpperCase()];
  if (!route) throw new Error(`${method} ${path} has no route.`);
  return route;
}
