/** The names that may follow a path of a template: of "data", "workroom" and the like; of the empty path, where paths begin. */
export function namesAfter(paths: readonly string[], at: readonly string[]): string[] {
  const prefix = at.map((part) => `${part}.`).join("");
  const following = paths
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length).split(".")[0]);
  return [...new Set(following.filter((name) => name !== undefined))];
}
