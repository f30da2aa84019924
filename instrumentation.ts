/** Next calls this once a process, before it serves; the file is compiled for the edge too, hence the two files. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { startProcess } = await import("./instrumentation-node");
  await startProcess();
}
