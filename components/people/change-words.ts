/** An audit entry's changes in words, one line a field: "role: member → admin", "url: changed". */
export function changeWords(changes: unknown): string[] {
  if (typeof changes !== "object" || changes === null || Array.isArray(changes)) return [];
  return Object.entries(changes).map(([name, change]) => `${name}: ${words(change)}`);
}

function words(change: unknown): string {
  if (typeof change === "object" && change !== null && "after" in change) {
    return `${text("before" in change ? change.before : undefined)} → ${text(change.after)}`;
  }
  return text(change);
}

function text(value: unknown): string {
  if (value === null || value === undefined || value === "") return "none";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(text).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
