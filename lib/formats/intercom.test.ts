import { describe, expect, it } from "vitest";
import { catalogue } from "@/lib/events/catalogue";
import { intercom } from "./intercom";

const { url, config } = intercom.example;
const event = catalogue["credits.low"].example;

describe("the URL", () => {
  it.each(["https://api.intercom.io", "https://api.eu.intercom.io/", "https://api.au.intercom.io/conversations"])(
    "takes %s",
    (text) => {
      expect(intercom.url.check(new URL(text), false)).toBeNull();
      expect(intercom.render({ event, config, url: text, deliveryId: "dlv_1" }).url).toBe(
        `${new URL(text).origin}/conversations`,
      );
    },
  );

  it.each([
    "https://app.intercom.com",
    "https://api.us.intercom.io",
    "https://api.intercom.io.evil.example",
    "https://api.intercom.io/messages",
  ])("refuses %s", (text) => expect(intercom.url.check(new URL(text), false)).toContain("https://api.intercom.io"));
});

describe("the conversation", () => {
  it("comes from the contact, in the pinned version of the API", () => {
    const request = intercom.render({ event, config, url, deliveryId: "dlv_1" });
    expect(request.headers["Intercom-Version"]).toBe("2.16");
    expect(JSON.parse(request.body)).toEqual({
      from: { type: "user", id: "667d608d8a68186f43bafd70" },
      body: expect.stringMatching(/^Credits low\n\n180 credits left/),
    });
  });

  it("needs a real contact id and a token", () => {
    const { error } = intercom.configSchema.safeParse({ ...config, contactId: "maya@acme.com", accessToken: "" });
    expect(error?.issues.map(({ path }) => path.join("."))).toEqual(["contactId", "accessToken"]);
    expect(error?.issues[0]?.message).toContain("667d608d8a68186f43bafd70");
  });
});

describe("the answer", () => {
  const list = (code: string) =>
    JSON.stringify({ type: "error.list", request_id: "r", errors: [{ code, message: "No." }] });

  it("names the conversation", () => {
    expect(intercom.interpret({ status: 200, headers: {}, body: '{"conversation_id":"215"}' })).toEqual({
      kind: "delivered",
      explanation: "Intercom opened conversation 215.",
    });
  });

  it.each([
    [404, list("not_found"), "permanent"],
    [400, list("parameter_invalid"), "permanent"],
    [403, list("api_plan_restricted"), "permanent"],
    [422, "", "permanent"],
    [401, list("unauthorized"), "retry"],
    [401, list("not_found"), "retry"],
    [403, list("token_blocked"), "retry"],
    [404, "<html>", "retry"],
    [429, list("rate_limit_exceeded"), "retry"],
    [500, list("server_error"), "retry"],
  ])("%i %s is %s", (status, body, kind) => {
    expect(intercom.interpret({ status, headers: {}, body }).kind).toBe(kind);
  });
});
