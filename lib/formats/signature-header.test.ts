import { describe, expect, it } from "vitest";
import { signatureHeaderName, signaturePrefix } from "./signature-header";

describe("the signature's header", () => {
  it.each(["X-AtelyaOS-Signature", "x-atelyaos-signature", "X-Hub-Signature-256", "X-Signature", "Acme-Sig"])(
    "may be %s",
    (name) => {
      expect(signatureHeaderName.parse(name)).toBe(name);
    },
  );

  it.each([
    "Authorization",
    "Host",
    "webhook-signature",
    "X-AtelyaOS-Event",
    "X-AtelyaOS-Signature-Previous",
    "Content-Type",
    "X Sig",
    "X\r\nY",
    "",
  ])("may not be %j", (name) => expect(signatureHeaderName.safeParse(name).success).toBe(false));

  it.each(["", "sha256=", "v1 ", "hmac:"])("may have the prefix %j", (prefix) => {
    expect(signaturePrefix.parse(prefix)).toBe(prefix);
  });

  it.each(["a\r\nb", " sha", "é", "x".repeat(33)])("may not have the prefix %j", (prefix) => {
    expect(signaturePrefix.safeParse(prefix).success).toBe(false);
  });
});
