/** A command for a shell that calls this app's API with the key in $ATELYA_API_KEY. With a body it is a POST unless told. */
export function exampleRequest(input: { appUrl: string; path: string; method?: string; body?: object }): string {
  const { appUrl, path, method, body } = input;
  const lines = [
    `curl ${method ? `-X ${method} ` : ""}${new URL(path, appUrl).href}`,
    `  -H "Authorization: Bearer $ATELYA_API_KEY"`,
  ];
  if (body) {
    // Inside single quotes of a shell only the single quote itself needs care.
    const json = JSON.stringify(body, null, 2).replaceAll("'", "'\\''");
    lines.push(`  -H "Content-Type: application/json"`, `  -d '${json}'`);
  }
  return lines.join(" \\\n");
}
