// Preloaded into a worker: sets the process's own clock off by CLOCK_SHIFT_MS, as a machine whose clock is wrong has it.

const shiftMs = Number(process.env.CLOCK_SHIFT_MS ?? 0);
const TrueDate = Date;

globalThis.Date = new Proxy(TrueDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [TrueDate.now() + shiftMs] : args, newTarget),
  get: (target, key) => (key === "now" ? () => TrueDate.now() + shiftMs : Reflect.get(target, key)),
});
