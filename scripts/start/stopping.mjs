import { Failure } from "../failure.mjs";

const PARENT_CHECK_MS = 1_000;

/**
 * Collects what has to be undone and does it, newest first, when asked by Ctrl-C, SIGTERM, a closed terminal, or the
 * death of the npm that started us.
 */
export function stopOnSignals() {
  const undoings = [];
  let asked = false;
  let undoing;
  const undo = () => {
    undoing ??= undoAll(undoings).finally(() => clearInterval(parentCheck));
    return undoing;
  };
  const ask = () => {
    if (asked) return;
    asked = true;
    console.log("\n  Stopping …");
    undo().then(() => console.log("  Stopped."));
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, ask);
  const parentCheck = watchParent(ask);

  return {
    isAsked: () => asked,
    /** Has something undone at the end; at once, when the end has come already. */
    later: (work) => {
      if (undoing) undoing = undoing.then(work);
      else undoings.push(work);
    },
    /** Runs a step unless we are stopping. */
    unlessAsked: async (work) => {
      if (asked) throw new Failure("stopped");
      return work();
    },
    undo,
  };
}

async function undoAll(undoings) {
  for (let undoOne = undoings.pop(); undoOne; undoOne = undoings.pop()) {
    try {
      await undoOne();
    } catch (error) {
      console.error(`  ! ${error.message}`);
    }
  }
}

// npm does not hand on every way to die: an npm that was killed must not leave the app behind on its port.
function watchParent(ask) {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return undefined;
  const parent = process.ppid;
  const timer = setInterval(() => process.ppid !== parent && ask(), PARENT_CHECK_MS);
  timer.unref();
  return timer;
}
