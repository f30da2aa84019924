import { afterEach, describe, expect, it, vi } from "vitest";
import { AppError } from "@/lib/errors";
import { catalogue } from "@/lib/events/catalogue";
import { renderTemplate } from "./render";
import { BLOCKED_MS_MAX, WORK_NS_MAX, Work } from "./work";

const event = catalogue["workroom.completed"].example;

afterEach(() => {
  vi.restoreAllMocks();
});

// A clock that jumps ahead at some of the looks at it, counted from the first.
function clockThatJumps(jumpsMs: Record<number, number>): void {
  let now = 0;
  let looks = 0;
  vi.spyOn(performance, "now").mockImplementation(() => {
    now += jumpsMs[looks++] ?? 0;
    return now;
  });
}

const STEP_NS = WORK_NS_MAX / 100;

describe("an account", () => {
  it("ends with its last nanosecond", () => {
    const work = new Work({ isTimed: false });
    work.charge(WORK_NS_MAX);
    expect(work.end).toBeUndefined();
    expect(() => work.charge(1)).toThrow();
    expect(work.end).toBe("too much");
  });

  it("is not to be emptied with what is no number", () => {
    expect(() => new Work({ isTimed: false }).charge(Number.NaN)).toThrow();
  });

  it("has its time again when the process stood still at the beginning, but once", () => {
    clockThatJumps({ 1: 60_000 });
    const work = new Work();
    for (let step = 0; step < 50; step++) work.charge(STEP_NS);
    expect(work.end).toBeUndefined();

    clockThatJumps({ 1: 60_000, 2: BLOCKED_MS_MAX + 1 });
    const again = new Work();
    again.charge(STEP_NS);
    expect(() => again.charge(STEP_NS)).toThrow();
    expect(again.end).toBe("too late");
  });

  it("is closed by the clock when it has done much by then", () => {
    clockThatJumps({ 1: BLOCKED_MS_MAX + 1 });
    const work = new Work();
    expect(() => work.charge(WORK_NS_MAX / 2)).toThrow();
    expect(work.end).toBe("too much");
  });
});

describe("a rendering", () => {
  it("goes on after a standstill", () => {
    clockThatJumps({ 1: 60_000 });
    const loop = "{% for i in (1..500) %}x{% endfor %}";
    expect(renderTemplate(loop, event)).toBe("x".repeat(500));
  });

  it("is not the template's fault when the machine gives it no time", () => {
    clockThatJumps(Object.fromEntries(Array.from({ length: 500 }, (_, look) => [look, BLOCKED_MS_MAX + 1])));
    const render = () => renderTemplate("{% for i in (1..5000) %}x{% endfor %}", event, { setting: "Body" });
    expect(render).toThrow("The template in Body was given too little time to be filled in: our machine was too busy.");
    expect(render).not.toThrow(AppError);
  });

  it("shares one account with the other templates of its request", () => {
    const half = "{% for i in (1..20000) %}x{% endfor %}";
    const work = new Work({ isTimed: false });
    const render = () => renderTemplate(half, event, { work });
    render();
    expect(work.ns).toBeGreaterThan(WORK_NS_MAX / 3);
    expect(() => [render(), render()]).toThrow("it takes longer than 20 ms");
  });
});
