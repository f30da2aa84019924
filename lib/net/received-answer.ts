import type { IncomingHttpHeaders } from "node:http";
import { StringDecoder } from "node:string_decoder";

/** What came back, as far as it was read. `broke` is what ended the body before it was complete. */
export type Answer = {
  status: number;
  headers: Record<string, string>;
  body: string;
  bodyBytes: number;
  broke?: Error;
};

// Whatever their heads say of a length, these have no body. Source: RFC 9112 §6.3; 205: RFC 9110 §15.3.6.
const BODILESS = new Set([204, 205, 304]);

/** Collects an answer while it comes in: its head, and at most `bodyBytesMax` bytes of its body. */
export class ReceivedAnswer {
  /** 0 until the head is there. */
  status = 0;
  private headers: Record<string, string> = {};
  private chunks: Buffer[] = [];
  private keptBytes = 0;

  constructor(private readonly bodyBytesMax: number) {}

  head(status: number, headers: IncomingHttpHeaders): void {
    this.status = status;
    this.headers = joinRepeated(headers);
  }

  data(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.keptBytes += chunk.length;
  }

  /** More came than is kept. */
  get isFull(): boolean {
    return this.keptBytes > this.bodyBytesMax;
  }

  /** The parser knows that a 204 and a 304 have no body; after a 205 it waits for one, or for the connection's end. */
  get isWaitedForInVain(): boolean {
    return this.status === 205 && this.headers["content-length"] !== "0";
  }

  /** What came until now. */
  soFar(broke?: Error): Answer {
    const { status, headers, keptBytes } = this;
    if (BODILESS.has(status)) return { status, headers, body: "", bodyBytes: 0 };
    const announced = Number(headers["content-length"]);
    const bodyBytes = Number.isSafeInteger(announced) ? Math.max(announced, keptBytes) : keptBytes;
    const answer = { status, headers, body: this.bodyText(broke !== undefined), bodyBytes };
    return broke ? { ...answer, broke } : answer;
  }

  // A character that is cut in half at the end is left out.
  private bodyText(isCut: boolean): string {
    const [only] = this.chunks;
    if (!only) return "";
    const all = this.chunks.length === 1 ? only : Buffer.concat(this.chunks);
    if (!isCut && !this.isFull) return all.toString();
    return new StringDecoder("utf8").write(all.subarray(0, this.bodyBytesMax));
  }
}

// In place: undici makes the object for this one answer, and a header named __proto__ is an own property of it.
function joinRepeated(headers: IncomingHttpHeaders): Record<string, string> {
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (Array.isArray(value)) headers[name] = value.join(", ");
  }
  return headers as Record<string, string>;
}
