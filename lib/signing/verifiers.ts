import { previousHeader } from "./header";

export type VerifierLanguage = "node" | "python" | "go" | "ruby" | "php" | "standard-webhooks";

/** Code that a receiver pastes: complete, and in need of its language's own library alone (the last one's import names its package). */
export type Verifier = { language: VerifierLanguage; label: string; code: string };

/** How a bridge signs: the header of the hex signature, and what stands before the hex. */
export type SignatureForm = { headerName: string; prefix: string };

type Names = { current: string; previous: string; prefix: string };

/**
 * A verifier for each language, for a bridge that signs in this form. Each takes the raw body, and looks at the previous
 * secret's signature too, so that a receiver outlives a rotation with either secret. Strings alone: safe in a browser.
 */
export function verifiers({ headerName, prefix }: SignatureForm): Verifier[] {
  const names = { current: headerName.toLowerCase(), previous: previousHeader(headerName).toLowerCase(), prefix };
  return [
    { language: "node", label: "Node.js", code: node(names) },
    { language: "python", label: "Python", code: python(names) },
    { language: "go", label: "Go", code: go(names) },
    { language: "ruby", label: "Ruby", code: ruby(names) },
    { language: "php", label: "PHP", code: php(names) },
    { language: "standard-webhooks", label: "Standard Webhooks", code: STANDARD_WEBHOOKS },
  ];
}

function node({ current, previous, prefix }: Names): string {
  return `import { createHmac, timingSafeEqual } from "node:crypto";

// rawBody: the bytes as they came, before anything parses them.
// headers: by lower-case name, as in Node's request.headers.
export function isFromAtelya(rawBody, headers, secret) {
  const hex = createHmac("sha256", secret).update(rawBody).digest("hex");
  const expected = Buffer.from(${leading(prefix, double, " + ")}hex);
  return [${double(current)}, ${double(previous)}].some((name) => {
    const given = Buffer.from(headers[name] ?? "");
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}`;
}

function python({ current, previous, prefix }: Names): string {
  return `import hashlib
import hmac


def is_from_atelya(raw_body: bytes, headers, secret: str) -> bool:
    """raw_body: the bytes as they came. headers: by lower-case name, or your framework's request.headers."""
    expected = ${leading(prefix, double, " + ")}hmac.new(secret.encode(), raw_body, hashlib.sha256).hexdigest()
    given = [headers.get(name) or "" for name in (${double(current)}, ${double(previous)})]
    return any(hmac.compare_digest(value.encode(), expected.encode()) for value in given)`;
}

function go({ current, previous, prefix }: Names): string {
  return `import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

// rawBody: the bytes as they came. headers: r.Header of the http.Request.
func isFromAtelya(rawBody []byte, headers interface{ Get(string) string }, secret string) bool {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(rawBody)
	expected := ${leading(prefix, double, " + ")}hex.EncodeToString(mac.Sum(nil))
	for _, name := range []string{${double(current)}, ${double(previous)}} {
		if hmac.Equal([]byte(headers.Get(name)), []byte(expected)) {
			return true
		}
	}
	return false
}`;
}

function ruby({ current, previous, prefix }: Names): string {
  return `require "openssl"

# raw_body: the bytes as they came (request.raw_post in Rails).
# headers: by lower-case name, or request.headers in Rails.
def from_atelya?(raw_body, headers, secret)
  expected = ${leading(prefix, single, " + ")}OpenSSL::HMAC.hexdigest("SHA256", secret, raw_body)
  [${single(current)}, ${single(previous)}].any? do |name|
    OpenSSL.secure_compare(headers[name].to_s, expected)
  end
end`;
}

function php({ current, previous, prefix }: Names): string {
  return `<?php

// $rawBody: file_get_contents('php://input').
// $headers: array_change_key_case(getallheaders()), that is by lower-case name.
function isFromAtelya(string $rawBody, array $headers, string $secret): bool
{
    $expected = ${leading(prefix, single, " . ")}hash_hmac('sha256', $rawBody, $secret);
    foreach ([${single(current)}, ${single(previous)}] as $name) {
        if (hash_equals($expected, $headers[$name] ?? '')) {
            return true;
        }
    }
    return false;
}`;
}

const STANDARD_WEBHOOKS = `import { Webhook } from "standardwebhooks";

// Throws unless one of the signatures fits and the timestamp is at most five minutes off.
// rawBody: a string or Buffer, as it came. headers: a plain object, by lower-case name.
export function verified(rawBody, headers, secret) {
  return new Webhook(secret).verify(rawBody, headers);
}`;

function leading(prefix: string, quote: (text: string) => string, join: string): string {
  return prefix === "" ? "" : quote(prefix) + join;
}

// JSON's text is a literal of the same meaning in JavaScript, Python and Go.
function double(text: string): string {
  return JSON.stringify(text);
}

// Ruby and PHP put values into double-quoted text; single-quoted text knows only these two escapes.
function single(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
