import { beforeEach, describe, expect, it } from "vitest";
import { API_SCOPES } from "@/lib/context";
import { db } from "@/lib/db/client";
import { initializeFromEnv } from "./initialize";

const settings = {
  ATELYA_INIT_EMAIL: "Owner@example.com",
  ATELYA_INIT_PASSWORD: "correct-horse-battery",
  ATELYA_INIT_API_KEY: `atl_${"k".repeat(28)}`,
  ATELYA_INIT_ORGANIZATION: "Northwind",
};

beforeEach(async () => {
  await db.apiKey.deleteMany();
  await db.organization.deleteMany();
  await db.user.deleteMany();
});

const counts = async () => [await db.user.count(), await db.organization.count(), await db.apiKey.count()];

describe("initializeFromEnv", () => {
  it("makes owner, organization, workspace and a key with all scopes", async () => {
    await initializeFromEnv(settings);
    expect(await counts()).toEqual([1, 1, 1]);
    const key = await db.apiKey.findFirstOrThrow();
    expect(key.scopes).toEqual([...API_SCOPES]);
    expect(await db.member.findFirstOrThrow({ include: { user: true, organization: true } })).toMatchObject({
      role: "owner",
      user: { email: "owner@example.com" },
      organization: { name: "Northwind" },
    });
  });

  it("does nothing at the next start, nor when several processes start at once", async () => {
    await Promise.all([initializeFromEnv(settings), initializeFromEnv(settings), initializeFromEnv(settings)]);
    await initializeFromEnv(settings);
    expect(await counts()).toEqual([1, 1, 1]);
  });

  it("leaves a key revoked that was revoked", async () => {
    await initializeFromEnv(settings);
    await db.apiKey.updateMany({ data: { revokedAt: new Date() } });
    await initializeFromEnv(settings);
    expect(await db.apiKey.count({ where: { revokedAt: null } })).toBe(0);
  });

  it("does nothing when nothing is set", async () => {
    await initializeFromEnv({
      ATELYA_INIT_EMAIL: undefined,
      ATELYA_INIT_PASSWORD: undefined,
      ATELYA_INIT_API_KEY: undefined,
      ATELYA_INIT_ORGANIZATION: undefined,
    });
    expect(await counts()).toEqual([0, 0, 0]);
  });

  it("names what is missing when it is set by halves, and what is wrong, never its value", async () => {
    await expect(initializeFromEnv({ ...settings, ATELYA_INIT_PASSWORD: undefined })).rejects.toThrow(
      /^ATELYA_INIT_PASSWORD must be set too/,
    );
    const short = initializeFromEnv({ ...settings, ATELYA_INIT_PASSWORD: "hunter2" });
    await expect(short).rejects.toThrow(/password has at least 8 characters/);
    await expect(short).rejects.not.toThrow(/hunter2/);
  });
});
