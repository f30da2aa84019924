import { catalogue, FAMILIES } from "@/lib/events/catalogue";
import { describeFields, type FieldDescription } from "@/lib/formats/fields";
import { BRIDGE_FORMAT_IDS, getFormat } from "@/lib/formats/registry";

/** A target format as the form draws it: plain data, so that the browser loads none of the formats' code. */
export type FormatOption = {
  id: string;
  label: string;
  summary: string;
  url: { label: string; placeholder: string; help: string };
  fields: readonly FieldDescription[];
  customSignature: boolean;
};

export type EventOption = { type: string; title: string; description: string };
export type EventFamilyOption = { id: string; title: string; description: string; events: readonly EventOption[] };

// Only a test send makes it.
const NEVER_PUBLISHED = "webhook.test";

export function formatOptions(): FormatOption[] {
  return BRIDGE_FORMAT_IDS.map((id) => {
    const format = getFormat(id);
    const { label, placeholder, help } = format.url;
    return {
      id,
      label: format.label,
      summary: format.summary,
      url: { label, placeholder, help },
      fields: describeFields(format),
      customSignature: format.customSignature,
    };
  });
}

/** The event types that a bridge may pick, by family, in the catalogue's order. */
export function eventFamilyOptions(): EventFamilyOption[] {
  return FAMILIES.map(({ id, title, description, types }) => ({
    id,
    title,
    description,
    events: types
      .filter((type) => type !== NEVER_PUBLISHED)
      .map((type) => ({ type, title: catalogue[type].title, description: catalogue[type].description })),
  }));
}
