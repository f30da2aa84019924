import { createHmac, timingSafeEqual } from "node:crypto";
import { expect } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import type { SinkRequest } from "@/lib/testing/sink";

/** Holds a received request to both schemes as strangers verify them: the published line, and the standardwebhooks package. */
export function expectSigned(request: SinkRequest, secret: string): void {
  const { body: rawBody, headers } = request;
  const signature = headers["x-atelyaos-signature"] ?? "";
  expect(signature, "X-AtelyaOS-Signature").toMatch(/^[0-9a-f]{64}$/);
  expect(
    timingSafeEqual(
      Buffer.from(createHmac("sha256", secret).update(rawBody).digest("hex"), "hex"),
      Buffer.from(signature, "hex"),
    ),
    "the published verifier accepts",
  ).toBe(true);
  const options = { jsonParse: false } as const;
  expect(() => new Webhook(secret).verify(rawBody, headers, options), "standardwebhooks accepts").not.toThrow();
  const changed = Buffer.concat([rawBody, Buffer.from(" ")]);
  expect(() => new Webhook(secret).verify(changed, headers, options), "and refuses other bytes").toThrow();
}
