import { catalogue, isEventType } from "./catalogue";
import type { Story } from "./define-event";
import type { EventEnvelope } from "./envelope";

export type { Story, StoryLink } from "./define-event";

/** An event's type in words, such as "Workroom completed"; of an unknown type, its name. */
export function titleOf({ type }: EventEnvelope): string {
  return isEventType(type) ? catalogue[type].title : type;
}

/** An event's title and story. One that its type's schema no longer takes, or of an unknown type, is told by its bare fields. */
export function tellStory(event: EventEnvelope): Story & { title: string } {
  const title = titleOf(event);
  if (isEventType(event.type)) {
    const { dataSchema, story } = catalogue[event.type];
    const parsed = dataSchema.safeParse(event.data);
    if (parsed.success) return { title, ...story(parsed.data) };
  }
  const facts = Object.entries(event.data).map(([label, value]) => ({
    label,
    value: typeof value === "string" ? value : JSON.stringify(value),
  }));
  return { title, subject: { text: title }, sentence: "was published.", facts };
}

/** The story as plain text of several lines. */
export function storyText(event: EventEnvelope): string {
  const { subject, sentence, facts = [], quote, list } = tellStory(event);
  const blocks = [
    [`${subject.text} ${sentence}`, ...(subject.url ? [subject.url] : [])],
    quote ? [`“${quote}”`] : [],
    facts.map(({ label, value, url }) => `${label}: ${value}${url ? ` (${url})` : ""}`),
    list && list.items.length > 0
      ? [`${list.label}:`, ...list.items.map(({ text, url }) => `- ${text}${url ? ` (${url})` : ""}`)]
      : [],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}
