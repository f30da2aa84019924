/** Lets the event loop turn, so that what waits goes on between two renderings. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
