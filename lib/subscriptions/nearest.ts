/** The candidate that takes the fewest edits to reach from a text: what somebody who mistyped probably meant. */
export function nearestOf(text: string, candidates: readonly string[]): string {
  const ranked = candidates.map((candidate) => ({ candidate, edits: editDistance(text.toLowerCase(), candidate) }));
  ranked.sort((a, b) => a.edits - b.edits);
  return ranked[0]?.candidate ?? "";
}

// Levenshtein's distance, one row at a time. Texts are event type names, of 80 characters at most.
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
