import { AppError } from "@/lib/errors";

const FORM = /^[\x21-\x7e]{1,255}$/;

/** The request's Idempotency-Key, or undefined without one. Throws `malformed` for one that is empty, too long or not ASCII. */
export function idempotencyKey(request: Request): string | undefined {
  const key = request.headers.get("idempotency-key");
  if (key === null) return undefined;
  if (FORM.test(key)) return key;
  throw new AppError("malformed", "An Idempotency-Key is 1 to 255 visible ASCII characters, such as a UUID.");
}
