export const CONNECTIONS_PATH = "/settings/integrations/connections";

/** A server's own page. */
export function mcpServerPath(id: string): string {
  return `${CONNECTIONS_PATH}/${id}`;
}
