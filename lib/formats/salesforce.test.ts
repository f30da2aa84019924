import { describe, expect, it } from "vitest";
import { catalogue } from "@/lib/events/catalogue";
import { salesforce } from "./salesforce";

const { url, config } = salesforce.example;
const event = catalogue["workroom.completed"].example;
const parse = (change: object) => salesforce.configSchema.safeParse({ ...config, ...change });
const messages = (change: object) =>
  parse(change).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];

describe("the URL", () => {
  it.each([
    "https://acme.my.salesforce.com",
    "https://acme--dev.sandbox.my.salesforce.com/",
    "https://na139.salesforce.com",
  ])("takes %s", (text) => expect(salesforce.url.check(new URL(text), false)).toBeNull());

  it.each([
    "https://acme.lightning.force.com",
    "https://my.salesforce.com.evil.example",
    "https://login.salesforce.com",
    "https://acme.my.salesforce.com/services/data",
  ])("refuses %s", (text) =>
    expect(salesforce.url.check(new URL(text), false)).toMatch(/https:\/\/acme\.my\.salesforce\.com/),
  );
});

describe("the request", () => {
  it("posts a platform event with what the event has, leaving out what it lacks", () => {
    const fields = [
      { field: "Room__c", source: "data.workroom.name" },
      { field: "Note__c", source: "data.note" },
      { field: "Kind__c", source: "=finished" },
      { field: "Files__c", source: "data.deliverables" },
      { field: "Seconds__c", source: "data.duration_seconds" },
    ];
    const parsed = salesforce.configSchema.parse({
      ...config,
      kind: "platform_event",
      objectName: "Room_Event__e",
      fields,
    });
    const request = salesforce.render({ event, config: parsed, url: `${url}/`, deliveryId: "dlv_1" });
    expect(request.url).toBe("https://acme.my.salesforce.com/services/data/v63.0/sobjects/Room_Event__e/");
    expect(JSON.parse(request.body)).toEqual({
      Room__c: "Spring launch campaign",
      Kind__c: "finished",
      Files__c: JSON.stringify(event.data.deliverables),
      Seconds__c: 5430,
    });
  });

  it("joins several texts as a multi-select does", () => {
    const fields = [{ field: "Changed__c", source: "data.changed_fields" }];
    const input = {
      event: catalogue["agent.updated"].example,
      config: { ...config, fields },
      url,
      deliveryId: "dlv_1",
    };
    expect(JSON.parse(salesforce.render(input).body)).toEqual({ Changed__c: "instructions;model" });
  });

  it("keeps a sink's own path before the API's", () => {
    const request = salesforce.render({ event, config, url: "http://127.0.0.1:4010/sink/7", deliveryId: "dlv_1" });
    expect(request.url).toBe("http://127.0.0.1:4010/sink/7/services/data/v63.0/sobjects/Task/");
  });
});

describe("the configuration", () => {
  it("asks for what the chosen authentication needs, all at once", () => {
    expect(messages({ accessToken: undefined })).toEqual(["accessToken: Fill in access token."]);
    expect(messages({ auth: "client_credentials", objectName: "no good" })).toEqual(
      expect.arrayContaining([
        expect.stringContaining("objectName: Enter the API name"),
        expect.stringContaining(
          "tokenUrl: Fill in token URL, such as https://acme.my.salesforce.com/services/oauth2/token.",
        ),
        expect.stringContaining("clientId: Fill in"),
        expect.stringContaining("clientSecret: Fill in"),
      ]),
    );
  });

  it("names what is wrong with a mapping", () => {
    expect(messages({ fields: [{ field: "Subject", source: "data.workrom.name" }] })[0]).toContain(
      "fields.0.source: No event has data.workrom.name.",
    );
    expect(messages({ fields: [{ field: "a b", source: "title" }] })[0]).toContain("fields.0.field");
    expect(
      messages({
        fields: [
          { field: "A", source: "title" },
          { field: "a", source: "type" },
        ],
      }),
    ).toEqual(["fields: A field is mapped twice. Keep one of the two."]);
    expect(messages({ fields: [{ field: "A", source: "data.__proto__" }] })).toHaveLength(1);
  });

  it("wants __e of platform events alone", () => {
    expect(messages({ kind: "platform_event", objectName: "Task" })[0]).toContain("ends in __e");
    expect(messages({ kind: "record", objectName: "Room_Event__e" })[0]).toContain("ends in __e");
  });

  it("hands the sender what it needs to fetch tokens", () => {
    const oauth = {
      auth: "client_credentials",
      tokenUrl: `${url}/services/oauth2/token`,
      clientId: "id",
      clientSecret: "secret",
    } as const;
    expect(salesforce.credentials({ ...config, ...oauth })).toEqual({
      type: "oauth2_client_credentials",
      tokenUrl: "https://acme.my.salesforce.com/services/oauth2/token",
      clientId: "id",
      clientSecret: "secret",
    });
    expect(salesforce.credentials({ ...config, accessToken: "00D!x" })).toEqual({
      type: "header",
      name: "Authorization",
      value: "Bearer 00D!x",
    });
  });
});

describe("the answer", () => {
  const answer = (status: number, body: unknown) =>
    salesforce.interpret({ status, headers: {}, body: typeof body === "string" ? body : JSON.stringify(body) });

  it("is success for a created record, and for an enqueued platform event despite its errors", () => {
    expect(answer(201, { id: "00Txx0000001", errors: [], success: true })).toEqual({
      kind: "delivered",
      explanation: "Salesforce created 00Txx0000001.",
    });
    const errors = [{ statusCode: "OPERATION_ENQUEUED", message: "5f2c", fields: [] }];
    expect(answer(201, { id: "e01xx0000001", success: true, errors }).kind).toBe("delivered");
    expect(answer(204, "").kind).toBe("delivered");
  });

  it("is none when Salesforce does not say so", () => {
    expect(answer(200, "<html>Log in</html>").kind).toBe("retry");
    expect(answer(200, { success: false }).kind).toBe("retry");
    expect(answer(200, [{ errorCode: "UNABLE_TO_LOCK_ROW", message: "Busy." }]).kind).toBe("retry");
    const errors = [
      { statusCode: "REQUIRED_FIELD_MISSING", message: "Required fields are missing: [Name]", fields: ["Name"] },
    ];
    expect(answer(201, { success: false, errors }).kind).toBe("permanent");
  });

  it.each(Object.keys(salesforce.permanentErrors))("stops at %s", (errorCode) => {
    expect(answer(400, [{ errorCode, message: "No." }])).toMatchObject({ kind: "permanent", code: errorCode });
  });

  it.each([
    [401, "INVALID_SESSION_ID"],
    [403, "REQUEST_LIMIT_EXCEEDED"],
    [500, "UNKNOWN_EXCEPTION"],
    [503, "SERVER_UNAVAILABLE"],
    [503, "INVALID_FIELD"],
    [400, "UNABLE_TO_LOCK_ROW"],
  ])("retries %i %s", (status, errorCode) => {
    expect(answer(status, [{ errorCode, message: "No." }]).kind).toBe("retry");
  });

  it("tells the field that Salesforce names", () => {
    expect(
      answer(400, [{ errorCode: "INVALID_FIELD", message: "No such column 'Foo__c' on entity 'Task'" }]).explanation,
    ).toBe(
      "Salesforce answered 400 INVALID_FIELD: the object has no such field, or this user may not see it. Look at this bridge's fields and fix the one that is named. It says: “No such column 'Foo__c' on entity 'Task'”",
    );
  });
});
