import { describe, expect, it } from "vitest";
import { EVENT_TYPES } from "@/lib/events/catalogue";
import { BRIDGE_FORMAT_IDS, getFormat } from "@/lib/formats/registry";
import { previewRequest } from "./preview";

const base = { url: "", config: {}, eventType: "workroom.completed" };

function header(preview: Awaited<ReturnType<typeof previewRequest>>, name: string): string | undefined {
  return preview.headers.find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];
}

describe.each(BRIDGE_FORMAT_IDS)("an empty %s form", (format) => {
  it.each(EVENT_TYPES)("previews %s from examples", async (eventType) => {
    const preview = await previewRequest({ ...base, format, eventType });
    expect(preview.problems).toEqual([]);
    expect(preview.body).toBeTruthy();
    expect(header(preview, "X-AtelyaOS-Event")).toBe(eventType);
    expect(header(preview, "webhook-signature")).toMatch(/^v1,.{9}…$/);
    expect(preview.examples).toContain(getFormat(format).url.label);
  });
});

describe("secrets", () => {
  it("are masked in headers, URL and body", async () => {
    const secret = "tok-1234567890-secret";
    const custom = await previewRequest({ ...base, format: "custom", config: { auth: "bearer", token: secret } });
    expect(header(custom, "Authorization")).toBe("Bearer ••••cret");
    const url = "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX";
    const slack = await previewRequest({ ...base, format: "slack", url });
    for (const preview of [custom, slack]) expect(JSON.stringify(preview)).not.toMatch(/tok-1234|XXXXXX/);
  });

  it("that an edit keeps count as filled in", async () => {
    const config = { auth: "bearer", token: "" };
    const preview = await previewRequest({
      ...base,
      format: "custom",
      config,
      storedSecrets: ["token"],
      storedUrl: "https://example.com/••••",
    });
    expect(preview).toMatchObject({ examples: [], problems: [] });
    expect(header(preview, "Authorization")).toBe("Bearer ••••");
  });
});

describe("a Custom form", () => {
  it("renders the template as it is typed, with the signature's own name and prefix", async () => {
    const preview = await previewRequest({
      ...base,
      format: "custom",
      url: "https://example.com/x",
      config: { method: "PUT", body: '{"t": {{ type | json }}}' },
      signatureHeader: "X-Hub-Signature-256",
      signaturePrefix: "sha256=",
    });
    expect(preview).toMatchObject({ method: "PUT", url: "https://example.com/x", problems: [] });
    expect(JSON.parse(preview.body ?? "")).toEqual({ t: "workroom.completed" });
    expect(header(preview, "X-Hub-Signature-256")).toMatch(/^sha256=[0-9a-f]{12}…$/);
    expect(header(preview, "X-AtelyaOS-Signature")).toBeUndefined();
  });

  it("renders a template that breaks on some texts, and says so", async () => {
    const config = { body: '{"t": "{{ data.workroom.name }}"}' };
    const preview = await previewRequest({ ...base, format: "custom", config });
    expect(preview.body).toBe('{"t": "Spring launch campaign"}');
    expect(preview.problems).toMatchObject([{ path: "config.body" }]);
  });

  it("shows what is wrong with a template that cannot be rendered, and no other body in its place", async () => {
    for (const body of ["{% if %}", "{{ x | nothing }}", ""]) {
      const preview = await previewRequest({ ...base, format: "custom", config: { body } });
      expect(preview.body, body).toBeNull();
      expect(preview.problems[0]?.path).toBe("config.body");
      expect(header(preview, "X-Team")).toBeUndefined();
      expect(header(preview, "Authorization")).toBeUndefined();
    }
  });

  it.each([
    ["custom", "body"],
    ["intercom", "body"],
    ["zendesk", "comment"],
  ])("shows what is wrong with a template that spins: %s", async (format, field) => {
    const template = "{% for a in (1..300) %}{% for b in (1..300) %}{{ a | times: b }}{% endfor %}{% endfor %}";
    const preview = await previewRequest({ ...base, format, config: { [field]: template } });
    expect(preview.body).toBeNull();
    expect(preview.problems).toMatchObject([
      { path: `config.${field}`, message: expect.stringMatching(/^This takes longer than 20 ms/) },
    ]);
  });

  it("goes on previewing while another field is wrong", async () => {
    const preview = await previewRequest({ ...base, format: "custom", config: { contentType: "nonsense" } });
    expect(preview.body).toBeTruthy();
    expect(preview.problems).toMatchObject([{ path: "config.contentType" }]);
  });
});

it("is not misled by half a URL", async () => {
  for (const url of ["h", "https://", "javascript:alert(1)", "https://exa mple"]) {
    expect((await previewRequest({ ...base, format: "generic_json", url })).url).toMatch(/^https:\/\//);
  }
});
