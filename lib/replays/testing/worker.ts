import { sqlPool } from "@/lib/db/client";
import { advanceReplay } from "../advance";

// A process of its own that works on a replay without waiting between its chunks, for the test that kills it. Whoever
// receives what it makes is quick: each chunk counts as delivered before the next.

const [, , replayId = ""] = process.argv;
const DELIVER =
  "UPDATE deliveries SET status = 'delivered', attempt_count = 1, ended_at = now() WHERE replay_id = $1 AND status = 'pending'";

for (let second = 0; ; second += 2) {
  const { made } = await advanceReplay({ replayId }, new Date(Date.now() + second * 1_000));
  await sqlPool().query(DELIVER, [replayId]);
  process.send?.(made);
  const { rows } = await sqlPool().query("SELECT 1 FROM replays WHERE id = $1 AND status = 'running'", [replayId]);
  if (rows.length === 0) break;
}
process.exit(0);
