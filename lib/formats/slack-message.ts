import type { EventEnvelope } from "@/lib/events/envelope";
import { type Story, type StoryLink, tellStory } from "@/lib/events/story";
import { momentInWords } from "@/lib/events/words";
import { unixSeconds } from "@/lib/time";
import { escapeLine, escapeText, linkTo, quoteText } from "./slack-text";

/** Slack's own limits, in UTF-16 units of what is sent (its block-kit types). */
export const SLACK_LIMITS = {
  headerText: 150,
  sectionText: 3_000,
  fields: 10,
  fieldText: 2_000,
  contextElements: 10,
  blocks: 50,
  /** Above about 9.5k of text over all blocks Slack refuses whole messages. */
  totalText: 9_500,
} as const;

// Ours are tighter: a message is read in a channel, and all parts together stay below the total.
const NAME_MAX = 240;
const SENTENCE_MAX = 600;
const FACT_MAX = 200;
const QUOTE_MAX = 2_000;
const LIST_MAX = 2_400;
const FALLBACK_MAX = 900;

type TextObject = { type: "mrkdwn" | "plain_text"; text: string };
type Block =
  | { type: "header"; text: TextObject }
  | { type: "section"; text: TextObject }
  | { type: "section"; fields: TextObject[] }
  | { type: "context"; elements: TextObject[] };

export type SlackMessage = { text: string; blocks: Block[]; unfurl_links: false; unfurl_media: false };

/** An event as one Slack message: what happened, the facts, somebody's words, what came of it, where it comes from. */
export function slackMessage(event: EventEnvelope): SlackMessage {
  const story = tellStory(event);
  const blocks: (Block | undefined)[] = [
    { type: "header", text: { type: "plain_text", text: escapeLine(story.title, SLACK_LIMITS.headerText) } },
    section(`*${linkTo(story.subject.text, story.subject.url, NAME_MAX)}* ${escapeText(story.sentence, SENTENCE_MAX)}`),
    facts(story.facts ?? []),
    story.quote?.trim() ? section(quoteText(story.quote, QUOTE_MAX)) : undefined,
    story.list && story.list.items.length > 0 ? section(list(story.list)) : undefined,
    { type: "context", elements: origin(event) },
  ];
  return {
    text: escapeText(`${story.title}: ${story.subject.text} ${story.sentence}`, FALLBACK_MAX),
    blocks: blocks.filter((block) => block !== undefined),
    unfurl_links: false,
    unfurl_media: false,
  };
}

function section(text: string): Block {
  return { type: "section", text: { type: "mrkdwn", text } };
}

function facts(all: NonNullable<Story["facts"]>): Block | undefined {
  if (all.length === 0) return undefined;
  const fields = all.slice(0, SLACK_LIMITS.fields).map(({ label, value, url }): TextObject => {
    return { type: "mrkdwn", text: `*${escapeLine(label, 60)}*\n${linkTo(value, url, FACT_MAX)}` };
  });
  return { type: "section", fields };
}

function list({ label, items }: { label: string; items: readonly StoryLink[] }): string {
  const lines = [`*${escapeLine(label, 60)}*`];
  let left = LIST_MAX;
  for (const [index, { text, url }] of items.entries()) {
    const line = `• ${linkTo(text, url, NAME_MAX)}`;
    left -= line.length + 1;
    if (left < 0) {
      lines.push(`… and ${items.length - index} more`);
      break;
    }
    lines.push(line);
  }
  return lines.join("\n");
}

function origin(event: EventEnvelope): TextObject[] {
  const time = Date.parse(event.timestamp);
  const words = escapeLine(momentInWords(event.timestamp), 60);
  const moment = Number.isNaN(time) ? words : `<!date^${unixSeconds(time)}^{date_short_pretty} at {time}|${words}>`;
  const parts = [
    moment,
    `\`${escapeLine(event.type, 80)}\``,
    escapeLine(event.workspace_id, 80),
    escapeLine(event.id, 80),
  ];
  return parts.map((text) => ({ type: "mrkdwn", text }));
}
