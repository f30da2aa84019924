import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EventEnvelope } from "@/lib/events/envelope";
import { hostileEvents, wildText } from "@/lib/testing/hostile-events";
import { slack } from "./slack";
import { SLACK_LIMITS, slackMessage } from "./slack-message";
import { escapeLine, escapeText, linkTo, quoteText } from "./slack-text";

const URL_OF_SLACK = "https://hooks.slack.com/services/T024BE7LD/B0123ABCD/aBcD1234efGh5678";

describe("the URL", () => {
  it.each([URL_OF_SLACK, "https://hooks.slack-gov.com/services/T024BE7LD/B0123ABCD/aBcD1234efGh5678"])(
    "takes %s",
    (url) => {
      expect(slack.url.check(new URL(url), false)).toBeNull();
    },
  );

  it.each([
    "https://example.com/services/T024BE7LD/B0123ABCD/aBcD1234",
    "https://hooks.slack.com.evil.example/services/T024BE7LD/B0123ABCD/aBcD1234",
    "https://hooks.slack.com/services/T024BE7LD/B0123ABCD",
    "https://hooks.slack.com/services/T024BE7LD/B0123ABCD/aBc/../../x",
    "http://hooks.slack.com/services/T024BE7LD/B0123ABCD/aBcD1234",
    "https://acme.slack.com/archives/C123",
  ])("refuses %s and shows what one looks like", (url) => {
    expect(slack.url.check(new URL(url), false)).toContain("https://hooks.slack.com/services/T00000000/");
  });

  it("tells a workflow's URL from a webhook's", () => {
    expect(slack.url.check(new URL("https://hooks.slack.com/workflows/T1/A1/2/x"), false)).toContain("workflow");
  });

  it("holds only the path to its shape on a loopback host in local mode", () => {
    expect(slack.url.check(new URL("http://127.0.0.1:4010/services/a/b/c"), true)).toBeNull();
    expect(slack.url.check(new URL("http://127.0.0.1:4010/elsewhere"), true)).toContain("/services/");
  });

  it("never shows the part that is the secret", () => {
    expect(slack.url.mask(new URL(URL_OF_SLACK))).toBe("https://hooks.slack.com/services/T024BE7LD/B0123ABCD/••••");
    expect(slack.url.mask(new URL(`${URL_OF_SLACK}/`))).not.toContain("aBcD1234");
  });
});

describe("text", () => {
  it("escapes Slack's three control characters and nothing else", () => {
    expect(escapeText(`a < b & c > d "e" 'f'`, 100)).toBe(`a &lt; b &amp; c &gt; d "e" 'f'`);
  });

  it("stays within its length, cutting neither an entity nor a pair of surrogates", () => {
    fc.assert(
      fc.property(wildText, fc.integer({ min: 1, max: 60 }), (text, max) => {
        const escaped = escapeText(text, max);
        expect(escaped.length).toBeLessThanOrEqual(max);
        expect(escaped.isWellFormed()).toBe(true);
        expect(escaped.replace(/&(amp|lt|gt);/g, "")).not.toMatch(/[&<>]/);
      }),
    );
  });

  it("keeps a text that fits", () => {
    expect(escapeText("12345", 5)).toBe("12345");
    expect(escapeText("123456", 5)).toBe("1234…");
    expect(escapeText("&&", 10)).toBe("&amp;&amp;");
    expect(escapeText("&&", 9)).toBe("&amp;…");
    expect(escapeText("a\ud83d", 5)).toBe("a\ufffd");
  });

  it("makes links that their label or address cannot break out of", () => {
    expect(linkTo("A > B | C", "https://x.example/?a=1&b=<|>", 50)).toBe(
      "<https://x.example/?a=1&amp;b=%3C%7C%3E|A &gt; B | C>",
    );
    expect(linkTo("A", "javascript:alert(1)", 50)).toBe("A");
    expect(linkTo("A", "no address", 50)).toBe("A");
    expect(escapeLine(" two\nlines ", 50)).toBe("two lines");
    expect(escapeLine("  ", 50)).toBe("–");
  });

  it("quotes every line", () => {
    expect(quoteText("one\r\ntwo\u2028three", 100)).toBe("> one\n> two\n> three");
    fc.assert(fc.property(wildText, (text) => quoteText(text, 200).length <= 200));
  });
});

describe("the message", () => {
  it("keeps every limit of Slack's, whatever the event holds", () => {
    fc.assert(
      fc.property(hostileEvents, (event) => expectWithinLimits(event)),
      { numRuns: 300 },
    );
  });

  it("counts what it leaves out of a long list", () => {
    const deliverables = Array.from({ length: 500 }, (_, index) => ({
      id: `dl_${index}`,
      name: `Deliverable ${index}`,
    }));
    const data = { workroom: { id: "wr_1", name: "W" }, duration_seconds: 1, credits_used: 1, deliverables };
    expect(JSON.stringify(slackMessage(eventWith("workroom.completed", data)))).toMatch(/… and \d{3} more/);
  });

  it("pings nobody", () => {
    const data = { workroom: { id: "wr_1", name: "<!channel> <@U123> <!here|x>" } };
    const text = JSON.stringify(slackMessage(eventWith("workroom.created", data)));
    expect(text).not.toMatch(/<[!@](?!date\^)/);
  });

  it("tells an event of an older shape by its bare fields", () => {
    const message = slackMessage(eventWith("workroom.created", { room: "lost & found" }));
    expect(JSON.stringify(message)).toContain("lost &amp; found");
    expectWithinLimits(eventWith("never.heard_of", { a: { b: ["c"] } }));
  });
});

describe("the answer", () => {
  it.each([
    [200, "ok", "delivered"],
    [200, "ok\n", "delivered"],
    [200, "OK", "retry"],
    [200, "<html>", "retry"],
    [204, "", "retry"],
    [201, "ok", "retry"],
    [400, "invalid_payload", "permanent"],
    [404, "no_service", "permanent"],
    [404, "no_active_hooks", "permanent"],
    [403, "action_prohibited", "permanent"],
    [404, "channel_not_found", "permanent"],
    [410, "channel_is_archived", "permanent"],
    [410, "whatever", "permanent"],
    [404, "constructor", "retry"],
    [404, "<html>no_service</html>", "retry"],
    [500, "rollup_error", "retry"],
    [500, "no_service", "retry"],
    [429, "rate_limited", "retry"],
    [403, "", "retry"],
  ])("%i %j is %s", (status, body, kind) => {
    expect(slack.interpret({ status, headers: {}, body }).kind).toBe(kind);
  });

  it("says what to do", () => {
    const verdict = slack.interpret({ status: 404, headers: {}, body: "no_service" });
    expect(verdict.explanation).toBe(
      "Slack answered 404 no_service: this incoming webhook was removed. Create a new one in Slack and paste its URL.",
    );
  });
});

function eventWith(type: string, data: Record<string, unknown>): EventEnvelope {
  const ids = { id: "evt_1", organization_id: "org_1", workspace_id: "ws_1" };
  return { ...ids, type, timestamp: "2026-11-23T12:00:00.000Z", data };
}

function expectWithinLimits(event: EventEnvelope): void {
  const message = slackMessage(event);
  expect(message.text.length).toBeGreaterThan(0);
  expect(message.blocks.length).toBeLessThanOrEqual(SLACK_LIMITS.blocks);
  let total = 0;
  for (const block of message.blocks) {
    const { texts, max, count } = measured(block);
    expect(texts.length).toBeLessThanOrEqual(count);
    for (const { text } of texts) {
      expect(text.length).toBeGreaterThan(0);
      expect(text.length).toBeLessThanOrEqual(max);
      expect(text.isWellFormed()).toBe(true);
      total += text.length;
    }
  }
  expect(total).toBeLessThanOrEqual(SLACK_LIMITS.totalText);
}

function measured(block: ReturnType<typeof slackMessage>["blocks"][number]) {
  if (block.type === "context") {
    return { texts: block.elements, max: SLACK_LIMITS.fieldText, count: SLACK_LIMITS.contextElements };
  }
  if (block.type === "header") return { texts: [block.text], max: SLACK_LIMITS.headerText, count: 1 };
  if ("fields" in block) return { texts: block.fields, max: SLACK_LIMITS.fieldText, count: SLACK_LIMITS.fields };
  return { texts: [block.text], max: SLACK_LIMITS.sectionText, count: 1 };
}
