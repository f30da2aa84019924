const HEAD = 8;
const TAIL = 4;

/** "dlv_01JD3ZK4…9XQM": enough to recognise an id; short texts stay whole. */
export function shortenId(id: string): string {
  const prefixLength = id.indexOf("_") + 1;
  const keep = prefixLength + HEAD;
  return id.length <= keep + TAIL + 1 ? id : `${id.slice(0, keep)}…${id.slice(-TAIL)}`;
}
