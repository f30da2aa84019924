// Loaded into a process before anything else: its wall clock is off by PROVE_CLOCK_SHIFT_MS. What measures spans
// (performance.now, timers) runs on, as on a machine whose clock was set wrong.
const shiftMs = Number(process.env.PROVE_CLOCK_SHIFT_MS);
const TrueDate = Date;
const now = () => TrueDate.now() + shiftMs;

globalThis.Date = new Proxy(TrueDate, {
  construct: (target, parts, newTarget) => Reflect.construct(target, parts.length > 0 ? parts : [now()], newTarget),
  // Called without `new`, Date is a text of the present moment.
  apply: () => new TrueDate(now()).toString(),
  get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
});
