import { createHmac, timingSafeEqual } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { unixSeconds } from "@/lib/time";
import { newSigningSecret, parseSigningSecret } from "./secret";
import { signatureHeaders, standardSignature } from "./sign";
import { sameText, verifyHexSignature, verifyStandardWebhook } from "./verify";

const BODY = '{"id":"evt_1","note":"é漢🙂 <&> \\u2028"}';
const now = () => unixSeconds(Date.now());

function signed(secrets: string[], more: { headerName?: string; prefix?: string } = {}) {
  return signatureHeaders({ body: BODY, eventId: "evt_1", timestampSeconds: now(), secrets, ...more });
}

function header(headers: Record<string, string>, name: string): string {
  const value = headers[name];
  if (value === undefined) throw new Error(`no ${name}`);
  return value;
}

describe("what receivers run", () => {
  it("passes the published verifier as it stands", () => {
    const secret = newSigningSecret();
    const rawBody = Buffer.from(BODY);
    const signature = header(signed([secret]), "X-AtelyaOS-Signature");
    expect(
      timingSafeEqual(
        Buffer.from(createHmac("sha256", secret).update(rawBody).digest("hex"), "hex"),
        Buffer.from(signature, "hex"),
      ),
    ).toBe(true);
    expect(signature).toMatch(/^[0-9a-f]{64}$/);
  });

  it("passes the standardwebhooks package, with the new and with the old secret during a rotation", () => {
    const [newest, oldest] = [newSigningSecret(), newSigningSecret()];
    const headers = signed([newest, oldest]);
    expect(new Webhook(newest).verify(BODY, headers)).toEqual(JSON.parse(BODY));
    expect(new Webhook(oldest).verify(BODY, headers)).toEqual(JSON.parse(BODY));
    expect(() => new Webhook(newSigningSecret()).verify(BODY, headers)).toThrow();
    expect(() => new Webhook(newest).verify(`${BODY} `, headers)).toThrow();
  });

  it("gives the signature that eight other implementations give", () => {
    const signature = standardSignature(
      '{"test": 2432232314}',
      "msg_p5jXN8AQM9LWM0D4loKWxJek",
      1_614_265_330,
      "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    );
    expect(signature).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  });
});

describe("signatureHeaders", () => {
  it("puts the newest secret first in both schemes", () => {
    const [newest, oldest] = [newSigningSecret(), newSigningSecret()];
    const headers = signed([newest, oldest]);
    expect(headers["X-AtelyaOS-Signature"]).toBe(signed([newest])["X-AtelyaOS-Signature"]);
    expect(headers["X-AtelyaOS-Signature-Previous"]).toBe(signed([oldest])["X-AtelyaOS-Signature"]);
    const [first, second, ...rest] = header(headers, "webhook-signature").split(" ");
    expect(rest).toEqual([]);
    expect(first).toBe(standardSignature(BODY, "evt_1", Number(headers["webhook-timestamp"]), newest));
    expect(second).toBe(standardSignature(BODY, "evt_1", Number(headers["webhook-timestamp"]), oldest));
  });

  it("sends no previous signature without a rotation", () => {
    expect(Object.keys(signed([newSigningSecret()]))).toEqual([
      "X-AtelyaOS-Signature",
      "webhook-id",
      "webhook-timestamp",
      "webhook-signature",
    ]);
  });

  it("renames the header, and its previous one with it, and puts the prefix before both values", () => {
    const headers = signed([newSigningSecret(), newSigningSecret()], { headerName: "X-Acme-Hmac", prefix: "sha256=" });
    expect(headers["X-Acme-Hmac"]).toMatch(/^sha256=[0-9a-f]{64}$/);
    expect(headers["X-Acme-Hmac-Previous"]).toMatch(/^sha256=[0-9a-f]{64}$/);
    expect(headers).not.toHaveProperty("X-AtelyaOS-Signature");
  });

  it("never signs with nothing or with a broken secret", () => {
    expect(() => signed([])).toThrow();
    expect(() => signed(["whsec_short"])).toThrow();
    expect(() => signed([newSigningSecret().slice("whsec_".length)])).toThrow();
  });
});

describe("verify", () => {
  const secret = newSigningSecret();

  it("accepts any live secret and refuses other bytes, lengths and prefixes without throwing", () => {
    const rawBody = Buffer.from(BODY);
    const signature = header(signed([secret]), "X-AtelyaOS-Signature");
    const secrets = [newSigningSecret(), secret];
    expect(verifyHexSignature({ rawBody, signature, secrets })).toBe(true);
    expect(verifyHexSignature({ rawBody, signature: `sha256=${signature}`, prefix: "sha256=", secrets })).toBe(true);
    for (const wrong of ["", "00", signature.slice(1), `${signature}0`, signature.toUpperCase(), "é".repeat(64)]) {
      expect(verifyHexSignature({ rawBody, signature: wrong, secrets })).toBe(false);
    }
    expect(verifyHexSignature({ rawBody: `${BODY} `, signature, secrets })).toBe(false);
    expect(verifyHexSignature({ rawBody, signature, secrets: [] })).toBe(false);
  });

  it("holds Standard Webhooks to its time window and its three headers", () => {
    const headers = signed([secret]);
    const at = Number(headers["webhook-timestamp"]);
    const verify = (change: Record<string, string | undefined>, nowSeconds = at) =>
      verifyStandardWebhook({ rawBody: BODY, headers: { ...headers, ...change }, secrets: [secret], nowSeconds });
    expect(verify({})).toEqual({ ok: true });
    expect(verify({}, at + 300)).toEqual({ ok: true });
    expect(verify({}, at + 301)).toEqual({ ok: false, reason: "timestamp" });
    expect(verify({}, at - 301)).toEqual({ ok: false, reason: "timestamp" });
    expect(verify({ "webhook-timestamp": `${at}abc` })).toEqual({ ok: false, reason: "timestamp" });
    expect(verify({ "webhook-id": undefined })).toEqual({ ok: false, reason: "missing" });
    expect(verify({ "webhook-id": "evt_2" })).toEqual({ ok: false, reason: "signature" });
    expect(verify({ "webhook-signature": `v1,AAAA ${headers["webhook-signature"]} v1a,BBBB` })).toEqual({ ok: true });
    expect(verify({ "webhook-signature": "v1," })).toEqual({ ok: false, reason: "signature" });
  });

  it("compares texts of unequal lengths in constant time, that is without throwing", () => {
    expect(sameText("a", "a")).toBe(true);
    expect(sameText("a", "aa")).toBe(false);
    expect(sameText("é", "e")).toBe(false);
    expect(sameText("", "")).toBe(true);
  });
});

describe("parseSigningSecret", () => {
  it("accepts its own and any of 24 to 64 bytes", () => {
    const parsed = parseSigningSecret(newSigningSecret());
    expect(parsed.ok && parsed.key.length).toBe(32);
    for (const bytes of [24, 25, 26, 64]) {
      expect(parseSigningSecret(`whsec_${Buffer.alloc(bytes, 7).toString("base64")}`).ok).toBe(true);
    }
  });

  it("refuses other lengths and what other languages' decoders would refuse", () => {
    const of = (bytes: number) => Buffer.alloc(bytes, 251).toString("base64");
    for (const wrong of [
      "",
      "whsec_",
      of(32),
      `whsec_${of(23)}`,
      `whsec_${of(65)}`,
      `whsec_${of(32).replaceAll("=", "")}`,
      `whsec_${of(32).replaceAll("+", "-").replaceAll("/", "_")}`,
      `whsec_${of(32)}\n`,
      `WHSEC_${of(32)}`,
    ]) {
      expect(parseSigningSecret(wrong).ok, wrong).toBe(false);
    }
  });
});
