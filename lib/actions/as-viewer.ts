import { type ActionResult, runAction } from "./result";
import { requireViewer, type Viewer } from "./viewer";

/** Runs a verb for whoever is signed in, as `runAction` does; anybody else is sent to sign in. */
export function runAsViewer<T>(
  work: (viewer: Viewer) => Promise<T>,
  options?: { limitMs?: number },
): Promise<ActionResult<T>> {
  return runAction(async () => work(await requireViewer()), options);
}
