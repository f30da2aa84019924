import { AppError } from "@/lib/errors";

/** Throws conflict, with the way out, when a destination takes no deliveries now. */
export function requireAwake(destination: {
  kind: string;
  name: string;
  pausedAt: Date | null;
  disabledAt: Date | null;
  deletedAt: Date | null;
}): void {
  const { kind, name } = destination;
  if (destination.deletedAt)
    throw new AppError("conflict", `The ${kind} ${name} was deleted: nothing can be sent to it.`);
  if (destination.disabledAt)
    throw new AppError("conflict", `The ${kind} ${name} is disabled. Fix the cause and enable it first.`);
  if (destination.pausedAt) throw new AppError("conflict", `The ${kind} ${name} is paused. Resume it first.`);
}
