import type { Answer } from "./answers";

const ANNOUNCED_BYTES = 3_000_000_000;
const BODY_BYTES = 90_000;
const HEADER_BYTES = 80_000;

/** Answers that no receiver should give, by what is wrong with them. Each is on the wire as it stands. */
export const POISON: Readonly<Record<string, Answer>> = {
  "announces 3 GB": whole(200, head(200, [`content-length: ${ANNOUNCED_BYTES}`]) + "a".repeat(BODY_BYTES)),
  "unasked 100": whole(200, `HTTP/1.1 100 Continue\r\n\r\n${head(200, ["content-length: 2"])}ok`),
  "204 with a length": whole(204, `${head(204, ["content-length: 5"])}hello`),
  // A NUL, and half of a surrogate pair as UTF-8 would write it.
  "NUL and half a pair": whole(500, `${head(500, ["content-length: 13"])}{"a":"\0\xed\xa0\x80"}\n`),
  "odd header bytes": whole(200, `${head(200, ["x-odd: \xff\xfe\x80", "x-odd: \xe9", "content-length: 2"])}ok`),
  "waits for ever": whole(503, head(503, ["retry-after: 99999999999999999999", "content-length: 0"])),
  "80 KB of header": whole(null, `${head(200, [`x-long: ${"a".repeat(HEADER_BYTES)}`, "content-length: 2"])}ok`),
  "not gzip": whole(null, `${head(200, ["content-encoding: gzip", "content-length: 5"])}plain`),
  "two lengths": whole(null, `${head(200, ["content-length: 2", "transfer-encoding: chunked"])}2\r\nok\r\n0\r\n\r\n`),
  "body breaks off": ending(`${head(200, ["content-length: 100"])}half`),
  "not HTTP": ending("SSH-2.0-OpenSSH_9.6\r\n"),
  "closes at once": ending(""),
};

function head(status: number, headers: readonly string[]): string {
  return `HTTP/1.1 ${[`${status} Odd`, ...headers].join("\r\n")}\r\n\r\n`;
}

function whole(status: number | null, bytes: string): Answer {
  return { kind: "bytes", bytes, status, ends: false };
}

function ending(bytes: string): Answer {
  return { kind: "bytes", bytes, status: null, ends: true };
}
