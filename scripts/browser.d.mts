/** The path of a Chromium that this machine has: CHROMIUM_PATH's, one on the PATH, or undefined. */
export function findChromium(): string | undefined;
