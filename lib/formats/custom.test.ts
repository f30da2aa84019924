import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { catalogue, EVENT_TYPES } from "@/lib/events/catalogue";
import { TORTURE } from "@/lib/templates/json-problem";
import { tryOutTemplates } from "@/lib/templates/try-out";
import { wildText } from "@/lib/testing/hostile-events";
import { custom } from "./custom";

const { url, config } = custom.example;
const event = catalogue["workroom.completed"].example;

// What a save says: the schema's issues, and what comes of trying the template out.
async function problems(change: object): Promise<string[]> {
  const whole = { ...config, ...change };
  return [...issues(whole), ...(await tried(whole))];
}

function issues(change: object): string[] {
  const { error } = custom.configSchema.safeParse({ ...config, ...change });
  return error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];
}

async function tried(whole: Record<string, unknown>): Promise<string[]> {
  const errors = await tryOutTemplates(custom.templates?.(whole) ?? []);
  return errors.map(({ path, message }) => `${path}: ${message}`);
}

function render(change: object, of = event) {
  return custom.render({
    event: of,
    config: custom.configSchema.parse({ ...config, ...change }),
    url,
    deliveryId: "dlv_1",
  });
}

describe("the body", () => {
  it.each([
    '{"name": {{ data.workroom.name | json }}}',
    '{"text": "{{ data.workroom.name | escape_json }} is done"}',
    '{"id": "{{ data.workroom.id }}", "type": "{{ type }}", "at": "{{ timestamp }}"}',
    '{"seconds": {{ data.duration_seconds }}}',
    '{"names": {{ data.deliverables | map: "name" | json }}}',
    "[{% for d in data.deliverables %}{{ d.name | json }}{% unless forloop.last %},{% endunless %}{% endfor %}]",
    "{{ data | json }}",
    '{"text": "always the same"}',
  ])("is taken: %s", async (body) => {
    expect(await problems({ body })).toEqual([]);
  });

  it.each([
    ['{"name": "{{ data.workroom.name }}"}', "{{ data.workroom.name }}"],
    ['{"id": {{ id | json }}, "text": "{{ data.note }}"}', "{{ data.note }}"],
    ['{"n": "{{ data.deliverables[0].name }}", "t": {{ type | json }}}', "{{ data.deliverables[0].name }}"],
    ['{"s": "{{ summary }}"}', "{{ summary }}"],
    ['{"s": "{{- data.workroom.name | upcase -}}"}', "{{- data.workroom.name | upcase -}}"],
    ['{"u": "{{ data.url }}"}', "{{ data.url }}"],
  ])("is refused when text breaks it, naming the expression: %s", async (body, expression) => {
    const [problem = "", ...others] = await problems({ body });
    expect(problem).toContain(`body: ${expression} puts text into the JSON as it is`);
    expect(problem).toContain("| json }}");
    expect(others).toEqual([]);
  });

  it.each(['{"a": 1,}', "not json", '{"a": {{ type }}}', "", "{{ data.workroom.name | nope }}", "{% include 'x' %}"])(
    "is refused when it is no JSON at all: %s",
    async (body) => expect(await problems({ body })).toHaveLength(1),
  );

  it("is always JSON in the end, whatever the event says", () => {
    const body = '{"name": {{ data.workroom.name | json }}, "text": "Room {{ data.workroom.name | escape_json }}"}';
    fc.assert(
      fc.property(wildText, (name) => {
        const request = render({ body }, { ...event, data: { ...event.data, workroom: { id: "wr_1", name } } });
        expect(JSON.parse(request.body)).toEqual({ name, text: `Room ${name}` });
      }),
    );
  });

  it("stops a delivery whose event the template makes no JSON of", () => {
    const body = '{"seconds": {{ data.duration_seconds }}}';
    expect(() => render({ body }, catalogue["credits.low"].example)).toThrow(AppError);
  });

  it("may be of another type, where nothing must be JSON", () => {
    const xml = { contentType: "text/xml; charset=utf-8", body: "<room>{{ data.workroom.name | xml_escape }}</room>" };
    const hostile = { ...event, data: { ...event.data, workroom: { id: "wr_1", name: TORTURE } } };
    expect(render(xml, hostile).body).toContain("&lt;/script&gt;");
    expect(render(xml).headers["Content-Type"]).toBe("text/xml; charset=utf-8");
    const form = { contentType: "application/x-www-form-urlencoded", body: "text={{ summary | url_encode }}" };
    expect(new URLSearchParams(render(form, hostile).body).get("text")).toContain(TORTURE.slice(0, 20));
  });

  it.each(["application/json", "application/json; charset=utf-8", "application/cloudevents+json", "TEXT/JSON"])(
    "must be JSON as %s",
    async (contentType) => {
      expect(await problems({ contentType, body: "no" })).toHaveLength(1);
    },
  );

  it.each(["json", "application/json\r\nX: y", "application/json; charset", "text/plain; a=é"])(
    "has no such content type: %j",
    (contentType) => {
      expect(issues({ contentType })[0]).toContain("contentType: Enter a content type");
    },
  );

  it("is UTF-8 and says nothing else", () => {
    expect(issues({ contentType: "text/plain; charset=iso-8859-1" })[0]).toContain("UTF-8");
    expect(issues({ contentType: 'text/plain; charset="UTF-8"' })).toEqual([]);
  });

  it("is made of every event type by the default template", () => {
    for (const type of EVENT_TYPES) expect(JSON.parse(render({}, catalogue[type].example).body).event).toBe(type);
  });
});

describe("headers", () => {
  const withHeader = (name: string, value = "x") => issues({ headers: [{ name, value }] });

  it.each(["X-Team", "Accept", "X-Hub", "x_y", "Priority"])("may be set: %s", (name) =>
    expect(withHeader(name)).toEqual([]),
  );

  it.each([
    ...[
      "Host",
      "content-length",
      "Content-Encoding",
      "Transfer-Encoding",
      "Connection",
      "Keep-Alive",
      "TE",
      "Trailer",
      "Upgrade",
    ],
    ...[
      "Expect",
      "Date",
      "Via",
      "Forwarded",
      "X-Forwarded-For",
      "X-Real-IP",
      "Cookie",
      "Set-Cookie",
      "Accept-Encoding",
    ],
    ...["Origin", "Referer", "Sec-Fetch-Site", "Access-Control-Allow-Origin", "Proxy-Authorization", "User-Agent"],
    ...[
      "webhook-id",
      "WEBHOOK-SIGNATURE",
      "svix-id",
      "X-Hub-Signature-256",
      "X-AtelyaOS-Signature",
      "x-atelyaos-event",
    ],
    ...["Authorization", "Content-Type", ":path", "X Team", "X-Team:", "X-Té", "", "X\r\nY", "X\tY"],
  ])("may not be set: %j", (name) => {
    expect(withHeader(name)).toHaveLength(1);
    expect(withHeader(name)[0]).toMatch(/^headers\.0\.name: .*\.$/);
  });

  it("has no value that could end it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (value) => {
        if (withHeader("X-Team", value).length > 0) return;
        expect(value.trim()).toMatch(/^[\x20-\x7e\t]+$/);
      }),
    );
    for (const value of ["a\r\nX-Evil: 1", "a\nb", "a\0b", "é", "😀", "x".repeat(4_097), " "]) {
      expect(withHeader("X-Team", value)).toHaveLength(1);
    }
  });

  it("cannot stand beside the API key's", () => {
    const key = { auth: "header", keyHeader: "X-Api-Key", keyValue: "k", token: undefined };
    expect(issues({ ...key, headers: [{ name: "x-api-key", value: "other" }] })).toEqual([
      "headers.0.name: This header carries the API key already. Remove it here.",
    ]);
  });

  it("are at most twenty, each once", () => {
    const many = Array.from({ length: 21 }, (_, index) => ({ name: `X-${index}`, value: "x" }));
    expect(issues({ headers: many })).toEqual(["headers: At most 20 headers."]);
    const twice = [
      { name: "X-A", value: "1" },
      { name: "x-a", value: "2" },
    ];
    expect(issues({ headers: twice })).toEqual(["headers: A header is there twice. Keep one of the two."]);
  });
});

describe("authentication", () => {
  const blank = { token: undefined };

  it.each([
    ["none", {}, { type: "none" }],
    [
      "basic",
      { username: "jö", password: "pä:ss" },
      { type: "header", name: "Authorization", value: `Basic ${Buffer.from("jö:pä:ss").toString("base64")}` },
    ],
    ["bearer", { token: "t0ken" }, { type: "header", name: "Authorization", value: "Bearer t0ken" }],
    ["header", { keyHeader: "X-Api-Key", keyValue: "k" }, { type: "header", name: "X-Api-Key", value: "k" }],
    [
      "header",
      { keyHeader: "Authorization", keyValue: "Token k" },
      { type: "header", name: "Authorization", value: "Token k" },
    ],
    [
      "oauth2",
      { tokenUrl: "https://a.example/token", clientId: "c", clientSecret: "s", scope: "a b" },
      {
        type: "oauth2_client_credentials",
        tokenUrl: "https://a.example/token",
        clientId: "c",
        clientSecret: "s",
        scope: "a b",
      },
    ],
  ])("%s %j", (auth, fields, credentials) => {
    const parsed = custom.configSchema.parse({ ...config, ...blank, auth, ...fields });
    expect(custom.credentials(parsed)).toEqual(credentials);
  });

  it.each([
    ["basic", ["username", "password"]],
    ["bearer", ["token"]],
    ["header", ["keyHeader", "keyValue"]],
    ["oauth2", ["tokenUrl", "clientId", "clientSecret"]],
  ])("%s needs %j", (auth, names) => {
    expect(issues({ ...blank, auth }).map((problem) => problem.split(":")[0])).toEqual(names);
  });

  it.each([
    { auth: "bearer", token: "a\r\nX-Evil: 1" },
    { auth: "header", keyHeader: "Host", keyValue: "k" },
    { auth: "header", keyHeader: "X-Api-Key", keyValue: "a\nb" },
    { auth: "basic", username: "a:b", password: "c" },
    { auth: "basic", username: "a\nb", password: "c" },
    { auth: "oauth2", tokenUrl: "ftp://a.example", clientId: "c", clientSecret: "s" },
  ])("refuses %j", (fields) => {
    expect(issues({ ...blank, ...fields })).toHaveLength(1);
  });
});
