import { explain, Failure } from "../failure.mjs";

/**
 * Runs one step of a start, shown while it runs and with its time when it ends. The step may return a note to show
 * beside it, or `{ note, value }`. A failure is printed with the step's name and the remedy, and thrown on.
 * @template T
 * @param {string} name
 * @param {() => Promise<T> | T} work
 * @param {string} [hint] shown while it runs
 */
export async function step(name, work, hint) {
  const started = performance.now();
  const rewrites = process.stdout.isTTY;
  process.stdout.write(`  … ${name}${hint ? ` (${hint})` : ""}${rewrites ? "" : "\n"}`);
  const show = (mark, note) => {
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const line = `  ${mark} ${name}${note ? `: ${note}` : ""} (${seconds} s)\n`;
    process.stdout.write(rewrites ? `\r\x1b[2K${line}` : line);
  };
  try {
    const result = await work();
    const note = typeof result === "string" ? result : result?.note;
    show("✓", note);
    return result?.value ?? result;
  } catch (error) {
    const failure = explain(error);
    show("✗", failure.message);
    if (failure.remedy) console.error(`    ${failure.remedy}`);
    else if (!(failure instanceof Failure)) console.error(failure.stack ?? failure);
    failure.isShown = true;
    throw failure;
  }
}
