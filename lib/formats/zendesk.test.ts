import { describe, expect, it } from "vitest";
import { catalogue } from "@/lib/events/catalogue";
import { zendesk } from "./zendesk";

const { url, config } = zendesk.example;
const event = catalogue["workroom.revision_requested"].example;

function ticket(change: object, of = event) {
  const request = zendesk.render({
    event: of,
    config: zendesk.configSchema.parse({ ...config, ...change }),
    url,
    deliveryId: "dlv_7",
  });
  return { ...request, ticket: JSON.parse(request.body).ticket };
}

describe("the URL", () => {
  it("is the help desk's address, with or without the API's path", () => {
    for (const text of [
      "https://acme.zendesk.com",
      "https://acme.zendesk.com/api/v2/tickets.json",
      "https://acme.zendesk.com/api/v2/tickets",
    ]) {
      expect(zendesk.url.check(new URL(text), false)).toBeNull();
    }
    expect(zendesk.url.check(new URL("https://acme.zendesk.com/agent/tickets/1"), false)).toContain(
      "https://acme.zendesk.com",
    );
    expect(zendesk.url.check(new URL("https://zendesk.com"), false)).toContain("https://acme.zendesk.com");
    expect(zendesk.url.check(new URL("https://acme.zendesk.com.evil.example"), false)).toContain(
      "not a Zendesk address",
    );
  });

  it("leads to the ticket API once", () => {
    const at = (base: string) => zendesk.render({ event, config, url: base, deliveryId: "dlv_7" }).url;
    expect(at("https://acme.zendesk.com/")).toBe("https://acme.zendesk.com/api/v2/tickets.json");
    expect(at("https://acme.zendesk.com/api/v2/tickets.json")).toBe("https://acme.zendesk.com/api/v2/tickets.json");
    expect(at("http://localhost:4010/z")).toBe("http://localhost:4010/z/api/v2/tickets.json");
  });
});

describe("the ticket", () => {
  it("carries the delivery's id as its idempotency key, so that a retry opens no second one", () => {
    expect(ticket({}).headers["Idempotency-Key"]).toBe("dlv_7");
    expect(ticket({}).ticket.external_id).toBe(event.id);
  });

  it("has subject, comment, requester, priority and tags as they are set", () => {
    const made = ticket({
      subject: "{{ data.workroom.name }}:\n {{ title }}",
      comment: "{{ data.note }}",
      isPublic: true,
      tags: ["a", "b"],
    });
    expect(made.ticket).toMatchObject({
      subject: "Spring launch campaign: Revision requested",
      comment: { body: event.data.note, public: true },
      requester: { name: "AtelyaOS", email: "ops@acme.com" },
      priority: "normal",
      tags: ["a", "b"],
    });
  });

  it("leaves out what is not set", () => {
    const made = ticket({ requesterEmail: undefined, requesterName: undefined, priority: "", tags: [] });
    expect(Object.keys(made.ticket)).toEqual(["subject", "comment", "external_id"]);
    expect(ticket({ requesterName: undefined }).ticket.requester.name).toBe("ops@acme.com");
  });

  it("is never empty, nor longer than Zendesk takes", () => {
    const long = { ...event, data: { ...event.data, note: "😀".repeat(90_000) } };
    const made = ticket({ subject: "{{ data.note }}", comment: "{{ data.note }}" }, long);
    expect([...made.ticket.subject]).toHaveLength(150);
    expect([...made.ticket.comment.body]).toHaveLength(60_000);
    expect(made.ticket.subject.isWellFormed()).toBe(true);
    expect(ticket({ subject: "{{ data.nothing }}", comment: "{{ data.nothing }}" }).ticket).toMatchObject({
      subject: "workroom.revision_requested",
      comment: { body: "workroom.revision_requested" },
    });
  });
});

describe("the configuration", () => {
  it("asks for the credentials of the chosen kind", () => {
    const issues = zendesk.configSchema.safeParse({ ...config, auth: "oauth", email: undefined, apiToken: undefined })
      .error?.issues;
    expect(issues?.map(({ path }) => path.join("."))).toEqual(["accessToken"]);
    expect(zendesk.credentials({ ...config, auth: "oauth", accessToken: "t" })).toMatchObject({ value: "Bearer t" });
    expect(zendesk.credentials({ ...config, email: "é@acme.com", apiToken: "k" })).toMatchObject({
      value: `Basic ${Buffer.from("é@acme.com/token:k").toString("base64")}`,
    });
  });

  it("refuses a template that cannot be read, and a tag with spaces", () => {
    const { error } = zendesk.configSchema.safeParse({ ...config, subject: "{{ title | nope }}", tags: ["two words"] });
    expect(error?.issues.map(({ path }) => path.join("."))).toEqual(["subject", "tags.0"]);
  });
});

describe("the answer", () => {
  const answer = (status: number, body: unknown, headers = {}) =>
    zendesk.interpret({ status, headers, body: typeof body === "string" ? body : JSON.stringify(body) });

  it("names the ticket, and whether an earlier attempt had opened it", () => {
    expect(answer(201, { ticket: { id: 35436 } }).explanation).toBe("Zendesk opened ticket 35436.");
    expect(answer(201, { ticket: { id: 35436 } }, { "x-idempotency-lookup": "hit" }).explanation).toContain("already");
    expect(answer(201, "").kind).toBe("delivered");
  });

  it.each([
    [
      422,
      { error: "RecordInvalid", details: { requester: [{ description: "Requester: Email: x is invalid" }] } },
      "permanent",
    ],
    [422, "Unprocessable", "permanent"],
    [400, { error: "IdempotentRequestError" }, "permanent"],
    [404, { error: "InvalidEndpoint", description: "Not found" }, "permanent"],
    [401, { error: "Couldn't authenticate you" }, "retry"],
    [403, { error: { title: "Forbidden", message: "You do not have access" } }, "retry"],
    [429, "Too many requests", "retry"],
    [409, "", "retry"],
    [503, "", "retry"],
  ])("%i %j is %s", (status, body, kind) => {
    expect(answer(status, body).kind).toBe(kind);
  });

  it("passes on what Zendesk says of the fields", () => {
    const details = { requester: [{ description: "Requester: Email: x is invalid" }] };
    expect(answer(422, { error: "RecordInvalid", details }).explanation).toContain("“Requester: Email: x is invalid”");
  });
});
