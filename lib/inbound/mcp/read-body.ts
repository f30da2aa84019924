import type { InboundRequest, ParsedRequest } from "@/lib/inbound/receiver/define-receiver";
import { jsonFault, nestsDeeper } from "@/lib/json/json-fault";
import { rpcFault } from "./rpc-answer";

const DEPTH_MAX = 64;
const PARSE_ERROR = -32700;
const INVALID_REQUEST = -32600;

export type ReadBody = { body: Record<string, unknown> } | Required<Pick<ParsedRequest, "answer">>;

/**
 * The object that a request's body is, or what to answer instead, as JSON-RPC 2.0 has it: 415 for another media type,
 * -32700 for what is no JSON, -32600 for what is no object. Batches are refused: MCP has none since 2025-06-18.
 */
export function readBody({ headers, rawBody }: InboundRequest): ReadBody {
  const type = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    return fault(415, INVALID_REQUEST, "Send the body as JSON, with the header Content-Type: application/json.");
  }
  const text = decode(rawBody);
  if (text === undefined) return fault(400, PARSE_ERROR, "The body is not valid UTF-8.");
  if (nestsDeeper(text, DEPTH_MAX)) {
    return fault(400, INVALID_REQUEST, `The body nests deeper than ${DEPTH_MAX} levels.`);
  }
  const read = parse(text);
  if (!read) return fault(400, PARSE_ERROR, `The body is not valid JSON: ${jsonFault(text)}.`);
  if (Array.isArray(read.value)) {
    return fault(
      400,
      INVALID_REQUEST,
      "Batches are not taken: MCP has none since 2025-06-18. Send one message a request.",
    );
  }
  if (typeof read.value !== "object" || read.value === null) {
    return fault(400, INVALID_REQUEST, "The body is no JSON object.");
  }
  return { body: read.value as Record<string, unknown> };
}

function fault(status: number, code: number, message: string): ReadBody {
  return { answer: rpcFault(status, { code, message }) };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
