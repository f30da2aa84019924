import type { Context } from "@/lib/context";
import { groupCommit } from "@/lib/db/group-commit";
import { PUBLISH_EVENTS_MAX, type PublishInput } from "./input";
import { type Published, publishEvent, publishEvents } from "./publish";

type Waiting = { ctx: Context; input: PublishInput };
type Ended = { published: Published } | { error: unknown };

const publish = groupCommit<Waiting, Ended>(publishGroup, {
  itemsMax: PUBLISH_EVENTS_MAX,
  writersMax: 2,
  gatherMs: () => 10,
});

/**
 * Publishes an event as `publishEvent` does, together with those that others hand in meanwhile: in a burst, a statement for
 * many. Each stands alone: one that is refused fails no other. For the product's own work, whose events have ids of their
 * own, so that one that was published before a crash is not published twice.
 */
export async function publishTogether(ctx: Context, input: PublishInput & { id: string }): Promise<Published> {
  const [ended] = await publish([{ ctx, input }]);
  if (!ended || "error" in ended) throw ended?.error ?? new Error("Nothing was published.");
  return ended.published;
}

async function publishGroup(waiting: readonly Waiting[]): Promise<Ended[]> {
  const ended = new Map<Waiting, Ended>();
  await Promise.all([...byOrganization(waiting).values()].map((group) => publishAll(group, ended)));
  return waiting.map((each) => ended.get(each) ?? { error: new Error("Nothing was published.") });
}

async function publishAll(group: readonly Waiting[], ended: Map<Waiting, Ended>): Promise<void> {
  const [first] = group;
  if (!first) return;
  try {
    const published = await publishEvents(
      first.ctx,
      group.map(({ input }) => input),
    );
    group.forEach((each, index) => {
      const own = published[index];
      if (own) ended.set(each, { published: own });
    });
  } catch {
    await Promise.all(group.map(async (each) => ended.set(each, await publishAlone(each))));
  }
}

// Whose fault it was shows when each is published by itself.
async function publishAlone({ ctx, input }: Waiting): Promise<Ended> {
  try {
    return { published: await publishEvent(ctx, input) };
  } catch (error) {
    return { error };
  }
}

// The system's own contexts of one organization differ by their label alone.
function byOrganization(waiting: readonly Waiting[]): Map<string, Waiting[]> {
  const groups = new Map<string, Waiting[]>();
  for (const each of waiting) {
    const group = groups.get(each.ctx.organizationId);
    if (group) group.push(each);
    else groups.set(each.ctx.organizationId, [each]);
  }
  return groups;
}
