const MINIMUM = [20, 19];

/**
 * Ends the process with the remedy when this Node is too old to read the other scripts. Imports nothing, and is
 * written in old syntax, for the same reason.
 */
export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return;
  console.error(`✗ Node.js: this is version ${process.versions.node}, ${MINIMUM.join(".")} or newer is needed.`);
  console.error("  Install Node 22 or 24 (https://nodejs.org), open a new terminal and start again.");
  process.exit(1);
}
