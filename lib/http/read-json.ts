import { AppError } from "@/lib/errors";
import { jsonFault, nestsDeeper } from "@/lib/json/json-fault";
import { readBytes } from "./read-bytes";

const DEPTH_MAX = 64;

/** The largest body of a request that publishes nothing. */
export const API_BODY_BYTES_MAX = 256 * 1024;

/**
 * The same as readJson for a request whose body may be left out, which counts as an empty object. A server hands over a
 * stream where nothing was sent, too: only its bytes tell.
 */
export async function readOptionalJson(request: Request, bytesMax: number): Promise<unknown> {
  if (request.headers.get("content-type") !== null) return readJson(request, bytesMax);
  if ((await readBytes(request, bytesMax)).byteLength > 0) throw notJson();
  return {};
}

/**
 * A request's JSON body, of at most `bytesMax` bytes, which are counted while they arrive: Content-Length may lie.
 * Throws `too_large`, or `malformed` with the place where the JSON breaks off. Never repeats any of the body.
 */
export async function readJson(request: Request, bytesMax: number): Promise<unknown> {
  requireJson(request.headers);
  const text = decode(await readBytes(request, bytesMax));
  if (text.trim() === "") throw new AppError("malformed", "The body is empty. Send a JSON object.");
  if (nestsDeeper(text, DEPTH_MAX)) throw new AppError("malformed", `The body nests deeper than ${DEPTH_MAX} levels.`);
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("malformed", `The body is not valid JSON: ${jsonFault(text)}.`);
  }
}

function requireJson(headers: Headers): void {
  const type = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type !== "application/json" && !/^application\/[\w.+-]+\+json$/.test(type)) {
    throw notJson();
  }
  const encoding = headers.get("content-encoding")?.toLowerCase() ?? "identity";
  if (encoding !== "identity") throw new AppError("malformed", "Send the body uncompressed, without Content-Encoding.");
}

function notJson(): AppError {
  return new AppError("malformed", "Send the body as JSON, with the header Content-Type: application/json.");
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new AppError("malformed", "The body is not valid UTF-8.");
  }
}
