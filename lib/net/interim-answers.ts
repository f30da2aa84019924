import { errors } from "undici";
import { SwitchedProtocolError } from "./failure";

const NOTHING = Buffer.alloc(0);
const [LETTER_H, DIGIT_1, LINE_FEED, CARRIAGE_RETURN] = [0x48, 0x31, 0x0a, 0x0d];
const STATUS_AT = "HTTP/1.1 ".length;
/** An interim answer's status line, up to the byte that tells it from every other. */
const EXAMPLE = "HTTP/1.1 100 ";
const INTERIM = /^HTTP\/\d\.\d 1\d\d[ \r\n]$/;

/**
 * Takes interim answers (1xx, RFC 9110 §15.2), which a server may send unasked and any number of, off the front of an
 * answer's bytes: undici ends the connection at a 100 that it did not ask for. Bytes may be cut anywhere; from the first
 * byte of the final answer on they pass untouched, bodies included. `bytesMax` bounds what one answer may spend on them.
 */
export class InterimAnswers {
  private expecting = false;
  private held: Buffer = NOTHING;
  private skippedBytes = 0;

  constructor(private readonly bytesMax: number) {}

  /** A request goes out: the next byte that comes is the first one of its answer. */
  expectAnswer(): void {
    this.expecting = true;
    this.held = NOTHING;
    this.skippedBytes = 0;
  }

  /** What of the chunk is left for the parser, nothing while that is not known yet; an Error when the answer is refused. */
  strip(chunk: Buffer): Buffer | Error {
    if (!this.expecting) return chunk;
    const isFinal = chunk.length > STATUS_AT && chunk[0] === LETTER_H && chunk[STATUS_AT] !== DIGIT_1;
    if (!isFinal || this.held.length > 0) return this.examine(Buffer.concat([this.held, chunk]));
    this.expecting = false;
    return chunk;
  }

  private examine(bytes: Buffer): Buffer | Error {
    for (let at = 0; ; ) {
      const start = pastLineEnds(bytes, at);
      const line = bytes.toString("latin1", start, start + EXAMPLE.length);
      if (!INTERIM.test(line + EXAMPLE.slice(line.length))) return this.pass(bytes.subarray(start));
      if (line.startsWith("101", STATUS_AT)) return this.refuse(new SwitchedProtocolError("101"));
      const end = line.length < EXAMPLE.length ? undefined : headEnd(bytes, start);
      if (this.skippedBytes + (end ?? bytes.length) > this.bytesMax) {
        return this.refuse(new errors.HeadersOverflowError());
      }
      if (end === undefined) return this.hold(bytes.subarray(at), at);
      at = end;
    }
  }

  private pass(bytes: Buffer): Buffer {
    this.expecting = false;
    this.held = NOTHING;
    return bytes;
  }

  private refuse(error: Error): Error {
    this.pass(NOTHING);
    return error;
  }

  private hold(bytes: Buffer, skippedBytes: number): Buffer {
    this.held = bytes;
    this.skippedBytes += skippedBytes;
    return NOTHING;
  }
}

// Empty lines before a status line are skipped by every parser.
function pastLineEnds(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === CARRIAGE_RETURN || bytes[at] === LINE_FEED) at += 1;
  return at;
}

/** Where the empty line that ends a head is over, or undefined when it has not come. */
function headEnd(bytes: Buffer, from: number): number | undefined {
  for (let at = bytes.indexOf(LINE_FEED, from); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) {
    const next = bytes[at + 1] === CARRIAGE_RETURN ? at + 2 : at + 1;
    if (bytes[next] === LINE_FEED) return next + 1;
  }
  return undefined;
}
