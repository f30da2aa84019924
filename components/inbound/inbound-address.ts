/** Where the Inbound page is; one inbound event's address is below it. */
export const INBOUND_PATH = "/settings/integrations/inbound/";

/** The address of one inbound event. */
export function inboundPath(inboundId: string): string {
  return INBOUND_PATH + inboundId;
}
