/** What Next hands to a page as its `searchParams`. */
export type PageQuery = Record<string, string | string[] | undefined>;

/** A page's query as URLSearchParams; of a repeated name the first value counts. */
export function toSearchParams(query: PageQuery): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) params.set(name, first);
  }
  return params;
}
