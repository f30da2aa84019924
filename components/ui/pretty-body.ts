/** The body indented when it is a JSON object or list, else undefined. A content type that says otherwise is not believed: many answer JSON as text. */
export function prettyJson(body: string): string | undefined {
  const start = body.trimStart()[0];
  if (start !== "{" && start !== "[") return undefined;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return undefined;
  }
}
