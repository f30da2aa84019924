import { AppError } from "@/lib/errors";
import { SECOND_MS } from "@/lib/time";

/**
 * A request's raw body, of at most `bytesMax` bytes, which are counted while they arrive: Content-Length may lie. With
 * `withinMs` the last of them must have come by then. Throws `too_large`, or `malformed` when the time is up or the sender
 * breaks off.
 */
export async function readBytes(
  request: Request,
  bytesMax: number,
  options: { withinMs?: number } = {},
): Promise<Buffer> {
  if (Number(request.headers.get("content-length")) > bytesMax) throw tooLarge(bytesMax);
  if (!request.body) return Buffer.alloc(0);
  const { withinMs } = options;
  const reader = request.body.getReader();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    if (withinMs !== undefined) timer = setTimeout(() => reject(tooSlow(withinMs)), withinMs);
  });
  try {
    return await Promise.race([readAll(reader, bytesMax), late]);
  } catch (error) {
    // Not awaited: a sender that stalls would stall this too.
    reader.cancel().catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>, bytesMax: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => Promise.reject(brokenOff()));
    if (done) return Buffer.concat(chunks);
    bytes += value.byteLength;
    if (bytes > bytesMax) throw tooLarge(bytesMax);
    chunks.push(value);
  }
}

// A body is the sender's: whatever ends it early is no trouble of ours.
function brokenOff(): AppError {
  return new AppError("malformed", "The body broke off before its end.");
}

function tooSlow(withinMs: number): AppError {
  return new AppError("malformed", `The body did not arrive within ${withinMs / SECOND_MS} s.`);
}

function tooLarge(bytesMax: number): AppError {
  const size = bytesMax >= 1024 * 1024 ? `${bytesMax / 1024 / 1024} MiB` : `${bytesMax / 1024} KiB`;
  return new AppError("too_large", `The body is larger than ${size}. Send less at once.`);
}
