// Twenty milliseconds, and what cold code, tests' modules and a slower machine add to them.
const SOON_MS = 100;

/** How long something keeps the processor busy, in milliseconds. A busy machine does not lengthen it. */
export function processorMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Whether something does not block the event loop for long. What takes long three times takes long. */
export function isSoon(work: () => unknown): boolean {
  return [1, 2, 3].some(() => processorMs(work) < SOON_MS);
}
