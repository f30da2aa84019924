import { expect, test } from "vitest";
import { folderCircles } from "./folder-circles.mjs";

const file = (source, ...imported) => ({ source, dependencies: imported.map((resolved) => ({ resolved })) });

test("folders that import each other are named, over a third one too, though no file is in a circle", () => {
  const modules = [
    file("lib/a/one.ts", "lib/b/one.ts"),
    file("lib/b/one.ts"),
    file("lib/b/two.ts", "lib/c/one.ts"),
    file("lib/c/one.ts", "lib/a/two.ts"),
    file("lib/a/two.ts"),
    file("lib/d/one.ts", "lib/a/one.ts"),
  ];
  expect(folderCircles(modules, /\.test\.ts$/)).toEqual([["lib/a", "lib/b", "lib/c"]]);
});

test("imports that go one way make no circle, nor do tests", () => {
  const modules = [
    file("lib/a/one.ts", "lib/a/inner/one.ts", "lib/a/two.ts"),
    file("lib/a/two.ts"),
    file("lib/a/inner/one.ts"),
    file("lib/a/inner/one.test.ts", "lib/a/one.ts"),
  ];
  expect(folderCircles(modules, /\.test\.ts$/)).toEqual([]);
});
