import { execFileSync } from "node:child_process";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { isMounted } from "./run-folder";

const CHUNK_BYTES = [1_048_576, 4_096];

/** A small file system of its own at a folder, in memory. Throws where this user may not mount one. */
export function mountSmallDisk(folder: string, megabytes: number): void {
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=0711`, "tmpfs", folder], { stdio: "pipe" });
}

/** Takes it away, when it is there. */
export function unmountSmallDisk(folder: string): void {
  if (isMounted(folder)) execFileSync("umount", [folder], { stdio: "pipe" });
}

/** Writes until not a page is free. Returns what frees the space again. */
export function fillDisk(folder: string): () => void {
  const file = join(folder, "ballast");
  const descriptor = openSync(file, "w");
  for (const bytes of CHUNK_BYTES) writeUntilFull(descriptor, Buffer.alloc(bytes, 1));
  closeSync(descriptor);
  return () => rmSync(file, { force: true });
}

function writeUntilFull(descriptor: number, chunk: Buffer): void {
  try {
    for (;;) writeSync(descriptor, chunk);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  }
}
