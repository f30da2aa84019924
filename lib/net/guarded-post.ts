import type { AddressPolicy } from "./address";
import { type ErrorClass, sendGuarded, USER_AGENT } from "./send";

/** What `guardedPost` throws where no answer came. `message` is the guarded sender's own, for people. */
export class UnreachableError extends Error {
  readonly errorClass: ErrorClass;

  constructor(message: string, errorClass: ErrorClass) {
    super(message);
    this.name = "UnreachableError";
    this.errorClass = errorClass;
  }
}

export type PostOptions = { headers: Record<string, string>; body: string };

// The standard lets a Response of these have no body.
const WITHOUT_BODY = new Set([204, 205, 304]);

/**
 * A POST through the guarded sender, in the shape of `fetch` that libraries take: one request, no redirect followed, 64
 * KiB of the answer. An answer of any status resolves; without one it rejects with an UnreachableError after `timeoutMs`.
 */
export async function guardedPost(
  url: string,
  { headers, body }: PostOptions,
  { policy, timeoutMs }: { policy: AddressPolicy; timeoutMs: number },
): Promise<Response> {
  const request = { method: "POST", url, headers: { ...headers, "user-agent": USER_AGENT }, body, timeoutMs } as const;
  const sent = await sendGuarded(request, policy);
  if (!sent.ok) throw new UnreachableError(sent.message, sent.errorClass);
  const { "content-type": contentType } = sent.headers;
  return new Response(WITHOUT_BODY.has(sent.status) ? null : sent.body, {
    status: sent.status,
    headers: contentType === undefined ? {} : { "content-type": contentType },
  });
}
