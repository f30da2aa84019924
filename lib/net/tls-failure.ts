const UNKNOWN_ISSUER =
  "the issuer of its certificate is not known. Serve the intermediate certificates too, and use a public authority";
const TOO_OLD = "it offers only versions of TLS that are out of date. Let it serve TLS 1.2 or later";

// As Node names what OpenSSL's verification finds. Each is provoked in tls-failure.test.ts.
const CERTIFICATE_PROBLEMS: Record<string, string> = {
  CERT_HAS_EXPIRED: "its certificate has expired. Renew it",
  CERT_NOT_YET_VALID: "its certificate is not valid yet. Check its dates",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed. Use one from a public authority",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate comes from a private authority. Use one from a public authority",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_ISSUER,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_ISSUER,
  INVALID_PURPOSE: "its certificate, or one in its chain, is not made for this use. Use one for web servers",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name. Use one for this name",
};

// As Node names what OpenSSL could not make of the other side. Each is provoked in tls-failure.test.ts.
const PROTOCOL_PROBLEMS: Record<string, string> = {
  ERR_SSL_WRONG_VERSION_NUMBER: "it does not speak TLS on this port. Check the port, and that https is served there",
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: TOO_OLD,
  ERR_SSL_UNSUPPORTED_PROTOCOL: TOO_OLD,
  ERR_SSL_TLSV1_UNRECOGNIZED_NAME: "it does not know this name. Check its certificates and virtual hosts",
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED:
    "it asks for a client certificate, which we do not have. Let it take requests without one",
};

// Codes of the system, such as ECONNRESET, are one word; those of a certificate's verification are several.
const SYSTEM_CODE = /^E[A-Z]+$/;

/** What went wrong between the connection and the first request on it, in a sentence with the remedy. */
export function explainTlsFailure(error: Error, host: string): string {
  const code = "code" in error ? String(error.code) : "";
  if (code === "ATTEMPT_TIMEOUT" || code === "UND_ERR_CONNECT_TIMEOUT") {
    return `${host} took the connection, but did not finish the TLS handshake in time. Check that it serves https there.`;
  }
  const protocol = PROTOCOL_PROBLEMS[code];
  if (protocol) return `${host} and we could not agree on a TLS connection: ${protocol}.`;
  if (isTlsError(code)) {
    return `${host} and we could not agree on a TLS connection. Check that it serves https there, with TLS 1.2 or later.`;
  }
  if (SYSTEM_CODE.test(code)) {
    return `${host} ended the connection during the TLS handshake. Check that it serves https there.`;
  }
  const certificate = CERTIFICATE_PROBLEMS[code] ?? "its certificate was refused. Use one from a public authority";
  return `${host} could not be trusted: ${certificate}.`;
}

/** Whether the TLS layer reported it, whenever: with TLS 1.3 a server may still refuse us after the handshake. */
export function isTlsError(code: string): boolean {
  return code.startsWith("ERR_SSL_");
}
