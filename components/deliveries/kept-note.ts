const KIB = 1_024;

/** What is not shown of a response's body: its true length, in bytes, against what was kept. Null when all of it is there. */
export function keptNote(body: string | null, trueBytes: number | null): string | null {
  if (body === null || trueBytes === null) return null;
  const keptBytes = new TextEncoder().encode(body).length;
  if (trueBytes <= keptBytes) return null;
  return `The first ${size(keptBytes)} of ${size(trueBytes)} were kept.`;
}

function size(bytes: number): string {
  if (bytes < KIB) return `${bytes} bytes`;
  if (bytes < KIB * KIB) return `${Math.round(bytes / KIB)} KiB`;
  return `${(bytes / KIB / KIB).toFixed(1)} MiB`;
}
