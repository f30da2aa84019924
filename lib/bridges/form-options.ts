import { catalogue, EVENT_TYPES, type EventTypeName, FAMILIES } from "@/lib/events/catalogue";
import { eventPaths } from "@/lib/formats/event-paths";
import { describeFields, type FieldDescription } from "@/lib/formats/fields";
import { BRIDGE_FORMAT_IDS, getFormat } from "@/lib/formats/registry";
import { ALL_EVENTS } from "./schema";

/** A target format as the form draws it: plain data, so that the browser loads none of the formats' code. */
export type FormatOption = {
  id: string;
  label: string;
  summary: string;
  url: { label: string; placeholder: string; help: string };
  fields: readonly FieldDescription[];
  customSignature: boolean;
  /** What the target advises, if it does: so many requests a second, and why. */
  pace: { perSecond: number; why: string } | null;
  /** What a template can name: "id", "data.workroom.name", …; empty for a format without one. */
  templatePaths: readonly string[];
};

export type EventOption = { type: string; title: string; description: string };
export type EventFamilyOption = { id: string; title: string; description: string; events: readonly EventOption[] };

// Only a test send makes it.
const TEST_TYPE: EventTypeName = "webhook.test";

/** Every format that bridges are offered, in the order of their cards. */
export function formatOptions(): [FormatOption, ...FormatOption[]] {
  const [first, ...rest] = BRIDGE_FORMAT_IDS;
  return [formatOption(first), ...rest.map(formatOption)];
}

export function formatOption(id: string): FormatOption {
  const format = getFormat(id);
  const { label, placeholder, help } = format.url;
  const fields = describeFields(format);
  const hasTemplate = fields.some((field) => field.meta.control === "template");
  return {
    id,
    label: format.label,
    summary: format.summary,
    url: { label, placeholder, help },
    fields,
    customSignature: format.customSignature,
    pace: format.pace ?? null,
    templatePaths: hasTemplate ? eventPaths() : [],
  };
}

/** What a test can send to a bridge: the types that it hears of, or any of them. */
export function testTypes(eventTypes: readonly string[]): string[] {
  const heard = eventTypes.filter((type) => type !== ALL_EVENTS);
  return heard.length > 0 ? [...heard, TEST_TYPE] : [...EVENT_TYPES];
}

/** The event types that a bridge may pick, by family, in the catalogue's order. */
export function eventFamilyOptions(): EventFamilyOption[] {
  return FAMILIES.map(({ id, title, description, types }) => ({
    id,
    title,
    description,
    events: types
      .filter((type) => type !== TEST_TYPE)
      .map((type) => ({ type, title: catalogue[type].title, description: catalogue[type].description })),
  }));
}
