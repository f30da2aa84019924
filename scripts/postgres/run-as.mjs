import { readFileSync, realpathSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** @typedef {{ uid: number, gid: number } | undefined} Identity undefined: run as whoever we are */

/**
 * Whom PostgreSQL runs as. It refuses to run as root, so root drops to the owner of an existing cluster, else to
 * the system's `postgres`, else to `nobody`, which exists everywhere.
 * @param {string} dataDir
 * @returns {Identity}
 */
export function identityFor(dataDir) {
  if (process.getuid?.() !== 0) return undefined;
  const owner = ownerOf(dataDir);
  if (owner && owner.uid !== 0) return owner;
  return accountNamed("postgres") ?? accountNamed("nobody") ?? { uid: 65534, gid: 65534 };
}

function ownerOf(path) {
  try {
    const { uid, gid } = statSync(path);
    return { uid, gid };
  } catch {
    return undefined;
  }
}

function accountNamed(name) {
  try {
    const line = readFileSync("/etc/passwd", "utf8")
      .split("\n")
      .find((row) => row.startsWith(`${name}:`));
    const [, , uid, gid] = (line ?? "").split(":");
    return Number(uid) > 0 ? { uid: Number(uid), gid: Number(gid) } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether the identity may walk down to a folder: every folder above it, and itself, must grant it "execute".
 * A checkout below /root (mode 0700) does not.
 * @param {string} folder an existing folder
 * @param {Identity} identity
 */
export function canReach(folder, identity) {
  if (!identity) return true;
  for (let path = realpathSync(folder); ; path = dirname(path)) {
    const { mode, uid, gid } = statSync(path);
    const bit = uid === identity.uid ? 0o100 : gid === identity.gid ? 0o010 : 0o001;
    if (!(mode & bit)) return false;
    if (path === dirname(path)) return true;
  }
}
