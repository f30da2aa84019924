import { spanInWords } from "@/lib/time";

/** Why no answer came, in the words of the activity log. */
export type ErrorClass = "dns" | "unreachable" | "tls" | "timeout" | "reset" | "too_large";

export type Failure = { errorClass: ErrorClass; message: string };

/** What a failure is judged by, beside the error itself. */
export type FailureFacts = {
  host: string;
  secure: boolean;
  connected: boolean;
  timeoutMs: number;
  headersBytesMax: number;
};

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

const CERTIFICATE_PROBLEMS: Record<string, string> = {
  CERT_HAS_EXPIRED: "its certificate has expired. Renew it",
  CERT_NOT_YET_VALID: "its certificate is not valid yet. Check its dates",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed. Use one from a public authority",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate comes from a private authority. Use one from a public authority",
  UNABLE_TO_GET_ISSUER_CERT: "its certificate's chain is incomplete. Serve the intermediate certificates too",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate's chain is incomplete. Serve the intermediate certificates too",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate's chain is incomplete. Serve the intermediate certificates too",
  CERT_REVOKED: "its certificate was revoked. Renew it",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name. Use one for this name",
};

/** The class of a network error and a sentence with the remedy: never the raw error, which would tell addresses. */
export function explainFailure(error: unknown, facts: FailureFacts): Failure {
  const code = errorCode(error);
  const { host, secure, connected, timeoutMs, headersBytesMax } = facts;
  if (code === "PLAIN_HTTP") {
    return unreachable(`${host} may not be reached over plain http. Write the URL with https://.`);
  }
  if (isDnsError(error)) {
    return {
      errorClass: "dns",
      message: `The name ${host} was not found. Check the URL's spelling and the domain's DNS records.`,
    };
  }
  const certificate = CERTIFICATE_PROBLEMS[code];
  if (certificate) return tls(`${host} could not be trusted: ${certificate}.`);
  if (isTlsError(code) || (!connected && secure && code === "ECONNRESET")) {
    return tls(
      `${host} and we could not agree on a TLS connection. Check that it serves https there, with TLS 1.2 or later.`,
    );
  }
  if (!connected) {
    return unreachable(
      `${host} could not be reached. Check that the URL is right and that the server is up and open to the internet.`,
    );
  }
  if (code === "ATTEMPT_TIMEOUT") {
    return { errorClass: "timeout", message: `${host} did not answer in full within ${spanInWords(timeoutMs)}.` };
  }
  if (code === "UND_ERR_HEADERS_OVERFLOW") {
    return {
      errorClass: "too_large",
      message: `${host} answered with more than ${headersBytesMax / 1024} KiB of headers.`,
    };
  }
  if (code.startsWith("HPE_")) return reset(`${host} answered with something that is not http.`);
  return reset(`${host} closed the connection before it had answered.`);
}

function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  // Several addresses were tried in turn; any one's error will do.
  return error instanceof AggregateError ? errorCode(error.errors[0]) : "";
}

function isDnsError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && error.syscall === "getaddrinfo";
}

function isTlsError(code: string): boolean {
  return (
    code.startsWith("ERR_TLS_") || code.startsWith("ERR_SSL_") || code === "EPROTO" || /^(CERT|CRL|UNABLE)_/.test(code)
  );
}

function unreachable(message: string): Failure {
  return { errorClass: "unreachable", message };
}

function tls(message: string): Failure {
  return { errorClass: "tls", message };
}

function reset(message: string): Failure {
  return { errorClass: "reset", message };
}
