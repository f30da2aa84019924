import { errors } from "undici";
import { spanInWords } from "@/lib/time";
import { explainTlsFailure, isTlsError } from "./tls-failure";

/** Why no answer came, in the words of the activity log. */
export type ErrorClass = "dns" | "unreachable" | "tls" | "timeout" | "reset" | "too_large";

/** How far a connection is: its name is looked up, it is made, TLS is agreed on, requests can be written. */
export type Phase = "lookup" | "connect" | "handshake" | "open";

export type Failure = { errorClass: ErrorClass; message: string };

/** What a failure is judged by, beside the error itself. `phase` is how far its connection was. */
export type FailureFacts = { host: string; phase: Phase; timeoutMs: number; headersBytesMax: number };

/** The policy refuses what a name resolved to. Its look to the tenant is that of a host that does not answer. */
export class RefusedAddressError extends Error {
  readonly code = "REFUSED_ADDRESS";
}

/** Plain http towards an address that was not opened on purpose. */
export class PlainHttpError extends Error {
  readonly code = "PLAIN_HTTP";
}

/** The time allowed for the whole attempt is over. */
export class AttemptTimeoutError extends Error {
  readonly code = "ATTEMPT_TIMEOUT";
}

/** The answer was 101, and what follows it is not http. */
export class SwitchedProtocolError extends Error {
  readonly code = "SWITCHED_PROTOCOL";
}

/** The class of a network error and a sentence with the remedy: never the raw error, which would tell addresses. */
export function explainFailure(error: Error, facts: FailureFacts): Failure {
  const { host, phase } = facts;
  const code = errorCode(error);
  if (code === "PLAIN_HTTP") {
    return failure("unreachable", `${host} may not be reached over plain http. Write the URL with https://.`);
  }
  if (code !== "REFUSED_ADDRESS") {
    if (phase === "lookup") return failure("dns", explainLookup(code, host));
    if (phase === "handshake" || isTlsError(code)) return failure("tls", explainTlsFailure(error, host));
    if (phase === "open") return explainMissingAnswer(error, facts);
  }
  return failure(
    "unreachable",
    `${host} could not be reached. Check that the URL is right and that the server is up and open to the internet.`,
  );
}

/** Why an answer's body ended before it was complete, in a sentence. */
export function explainBrokenBody(
  error: Error,
  { host, timeoutMs, headersBytesMax }: Omit<FailureFacts, "phase">,
): string {
  const code = errorCode(error);
  if (code === "ATTEMPT_TIMEOUT") return late(host, timeoutMs);
  if (code === "UND_ERR_HEADERS_OVERFLOW") {
    return `${host} answered, and sent more than ${headersBytesMax / 1024} KiB of trailers after the body.`;
  }
  // The parser's word for an end within a chunk.
  const isGarbled = error instanceof errors.HTTPParserError && !error.message.includes("EOF");
  if (isGarbled) return `${host} answered, and its answer's body stopped being valid http before its end.`;
  return `${host} answered, and closed the connection before its answer's body was complete.`;
}

function explainLookup(code: string, host: string): string {
  if (code === "ENOTFOUND") {
    return `The name ${host} was not found. Check the URL's spelling and the domain's DNS records.`;
  }
  return `The name ${host} could not be looked up: no answer came from DNS. Check that the domain's name servers answer.`;
}

function explainMissingAnswer(error: Error, { host, timeoutMs, headersBytesMax }: FailureFacts): Failure {
  const code = errorCode(error);
  if (code === "ATTEMPT_TIMEOUT") return failure("timeout", late(host, timeoutMs));
  if (code === "UND_ERR_HEADERS_OVERFLOW") {
    return failure("too_large", `${host} answered with more than ${headersBytesMax / 1024} KiB of headers.`);
  }
  if (code === "SWITCHED_PROTOCOL") {
    return failure("reset", `${host} answered 101, a switch to another protocol, which was not asked for.`);
  }
  // Two lengths that contradict each other are reported as a mismatch, before any status.
  if (error instanceof errors.HTTPParserError || error instanceof errors.ResponseContentLengthMismatchError) {
    return failure("reset", `${host} answered with something that is not valid http.`);
  }
  return failure("reset", `${host} closed the connection before it had answered.`);
}

function late(host: string, timeoutMs: number): string {
  return `${host} did not answer in full within ${spanInWords(timeoutMs)}.`;
}

function errorCode(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

function failure(errorClass: ErrorClass, message: string): Failure {
  return { errorClass, message };
}
