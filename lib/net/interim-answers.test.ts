import { errors } from "undici";
import { expect, it } from "vitest";
import { SwitchedProtocolError } from "./failure";
import { InterimAnswers } from "./interim-answers";

const FINAL = "HTTP/1.1 200 OK\r\ncontent-length: 34\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 x";

/** What the parser gets of these chunks after a request went out. */
function stripped(chunks: readonly string[], bytesMax = 1_000): string | Error {
  const interim = new InterimAnswers(bytesMax);
  interim.expectAnswer();
  let text = "";
  for (const chunk of chunks) {
    const rest = interim.strip(Buffer.from(chunk, "latin1"));
    if (rest instanceof Error) return rest;
    text += rest.toString("latin1");
  }
  return text;
}

it.each([
  ["none", ""],
  ["a 100", "HTTP/1.1 100 Continue\r\n\r\n"],
  ["a 100 without a reason", "HTTP/1.1 100\r\n\r\n"],
  [
    "several, with headers",
    "HTTP/1.1 102 Processing\r\na: b\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\nx: \r\n\r\n",
  ],
  ["one that names a length", "HTTP/1.0 199 Odd\r\ncontent-length: 5\r\n\r\n"],
  ["bare line feeds", "HTTP/1.1 100 Continue\na: b\n\n"],
  ["empty lines before and after", "\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n\r\n"],
])("takes interim answers off, wherever the bytes are cut, and leaves the rest as it is: %s", (_, before) => {
  const all = before + FINAL;
  expect(stripped([all])).toBe(FINAL);
  expect(stripped([...all])).toBe(FINAL);
  for (let cut = 1; cut < all.length; cut++) expect(stripped([all.slice(0, cut), all.slice(cut)])).toBe(FINAL);
});

it("leaves to the parser what only looks like an interim answer", () => {
  const odd = [
    "HTTP/1.1 1000 OK\r\n\r\n",
    "HTTP/1.1 10 OK\r\n\r\n",
    "HTTP/1.1  100 OK\r\n\r\n",
    "HTTPS",
    "220 mail\r\n",
  ];
  for (const text of odd) {
    expect(stripped([text])).toBe(text);
    expect(stripped([...text])).toBe(text);
  }
});

it("touches nothing between an answer and the next request", () => {
  const interim = new InterimAnswers(1_000);
  const text = "HTTP/1.1 100 Continue\r\n\r\n";
  const strip = () => interim.strip(Buffer.from(text)).toString();
  expect(strip()).toBe(text);
  interim.expectAnswer();
  expect(strip()).toBe("");
  interim.strip(Buffer.from(FINAL));
  expect(strip()).toBe(text);
  interim.expectAnswer();
  expect(strip()).toBe("");
});

it("refuses a switch of protocol, and more interim answers than one answer may have", () => {
  const switched = "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\n\r\n";
  expect(stripped([switched])).toBeInstanceOf(SwitchedProtocolError);
  expect(stripped([...switched])).toBeInstanceOf(SwitchedProtocolError);
  const hint = "HTTP/1.1 103 Early Hints\r\n\r\n";
  const within = hint.repeat(Math.floor(1_000 / hint.length));
  expect(stripped([within, FINAL])).toBe(FINAL);
  expect(stripped([...within, FINAL])).toBe(FINAL);
  const endless = `HTTP/1.1 103 Early Hints\r\nx: ${"a".repeat(1_000)}`;
  for (const chunks of [[`${within}${hint}`], [...within, ...hint], [endless], [...endless]]) {
    expect(stripped(chunks)).toBeInstanceOf(errors.HeadersOverflowError);
  }
});
