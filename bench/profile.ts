import { type Profiler, Session } from "node:inspector/promises";

/** A stage of an event's way, with its share (0 to 1) of this process's CPU time. */
export type Share = { stage: string; share: number };

// By the innermost frame of ours: a query belongs to who asked it. What runs from a socket's or a timer's callback has no
// asker, and goes to the library that it is in.
const OURS: readonly (readonly [string, RegExp])[] = [
  ["publish", /\/lib\/(deliveries\/publish|destinations\/match|events)\//],
  ["claim and record", /\/lib\/deliveries\/send\/(record|store|lease|write-health|outcome|window|flights|admission)/],
  [
    "format and sign",
    /\/lib\/(formats|signing|secrets)\/|\/lib\/deliveries\/send\/(build-request|open-destinations|means)/,
  ],
  ["send", /\/lib\/(net\/|deliveries\/send\/(attempt|start-attempts|deliver|run))/],
  ["engine", /\/inngest\//],
];
const LIBRARIES: readonly (readonly [string, RegExp])[] = [
  ["send", /node_modules\/undici\//],
  ["engine", /node_modules\/inngest\//],
  ["database client", /node_modules\/(pg|pg-[a-z-]+|@prisma)\/|prisma\/generated/],
  ["this benchmark", /\/bench\//],
];

/** Runs the work under the sampling profiler and tells which stage this process's CPU time went to. Idle time is left out. */
export async function cpuShares(work: () => Promise<unknown>): Promise<Share[]> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: 500 });
  await session.post("Profiler.start");
  await work();
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();
  return shares(profile);
}

function shares(profile: Profiler.Profile): Share[] {
  const parents = new Map<number, number>();
  for (const node of profile.nodes) for (const child of node.children ?? []) parents.set(child, node.id);
  const frames = new Map(profile.nodes.map((node) => [node.id, node.callFrame]));
  const totals = new Map<string, number>();
  let busy = 0;
  profile.samples?.forEach((id, index) => {
    const stage = stageOf(id, frames, parents);
    if (stage === undefined) return;
    const spent = profile.timeDeltas?.[index] ?? 0;
    busy += spent;
    totals.set(stage, (totals.get(stage) ?? 0) + spent);
  });
  return [...totals].map(([stage, spent]) => ({ stage, share: spent / busy })).sort((a, b) => b.share - a.share);
}

function stageOf(
  id: number,
  frames: ReadonlyMap<number, { functionName: string; url: string }>,
  parents: ReadonlyMap<number, number>,
): string | undefined {
  const own = frames.get(id)?.functionName;
  if (own === "(idle)" || own === "(root)") return undefined;
  if (own === "(garbage collector)") return "garbage collection";
  const urls: string[] = [];
  for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) urls.push(frames.get(at)?.url ?? "");
  // The sampler's own work is no part of the product's.
  if (urls.includes("node:inspector")) return undefined;
  for (const stages of [OURS, LIBRARIES]) {
    for (const url of urls) {
      const found = stages.find(([, pattern]) => pattern.test(url));
      if (found) return found[0];
    }
  }
  return "Node's sockets and the rest";
}
