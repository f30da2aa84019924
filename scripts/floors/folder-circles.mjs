import { dirname } from "node:path";

/**
 * Finds folders that import each other, directly or over others: rooms that cannot be understood, moved or tested alone.
 * @param {readonly { source: string, dependencies: readonly { resolved: string }[] }[]} modules as dependency-cruiser reports them
 * @param {RegExp} left files that do not count, such as tests
 * @returns {string[][]} each circle's folders, sorted; none when imports between folders go one way only
 */
export function folderCircles(modules, left) {
  const ours = new Set(
    modules.map(({ source }) => source).filter((source) => /\.tsx?$/.test(source) && !left.test(source)),
  );
  const imports = new Map();
  for (const { source, dependencies } of modules) {
    if (!ours.has(source)) continue;
    const from = dirname(source);
    const to = dependencies.map(({ resolved }) => resolved).filter((path) => ours.has(path));
    imports.set(from, new Set([...(imports.get(from) ?? []), ...to.map(dirname).filter((folder) => folder !== from)]));
  }
  return stronglyConnected(imports);
}

// Tarjan's algorithm, SIAM Journal on Computing 1972: every group of which each member reaches each other.
function stronglyConnected(edges) {
  const order = new Map();
  const lowest = new Map();
  const path = [];
  const circles = [];
  const visit = (node) => {
    order.set(node, order.size);
    lowest.set(node, order.get(node));
    path.push(node);
    for (const next of edges.get(node) ?? []) {
      if (!order.has(next)) visit(next);
      if (path.includes(next)) lowest.set(node, Math.min(lowest.get(node), lowest.get(next)));
    }
    if (lowest.get(node) !== order.get(node)) return;
    const group = path.splice(path.indexOf(node));
    if (group.length > 1) circles.push(group.sort());
  };
  for (const node of edges.keys()) if (!order.has(node)) visit(node);
  return circles;
}
