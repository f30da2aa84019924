/** The header of the hex signature, unless a bridge renames it. */
export const SIGNATURE_HEADER = "X-AtelyaOS-Signature";

/** Where the previous secret's signature stands while a rotation overlaps. */
export function previousHeader(headerName: string): string {
  return `${headerName}-Previous`;
}
