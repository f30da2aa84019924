import { describe, expect, it } from "vitest";
import { catalogue, EVENT_TYPES } from "./catalogue";
import { storyText, tellStory } from "./story";

describe.each(EVENT_TYPES)("%s", (type) => {
  it("is told in a whole sentence", () => {
    const { title, subject, sentence } = tellStory(catalogue[type].example);
    expect(title).toBe(catalogue[type].title);
    expect(`${subject.text} ${sentence}`).toMatch(/^[A-Za-z0-9].*\.$/);
  });
});

describe("a story", () => {
  it("is plain text of several parts", () => {
    expect(storyText(catalogue["workroom.revision_requested"].example)).toBe(
      [
        "Launch announcement needs another round: Maya Okafor asked for changes.",
        "https://app.atelyaos.com/deliverables/dl_01M7V6APR0A2B6PZMHYK3YC0WG",
        "",
        "“Please shorten the second paragraph & lead with the date.”",
        "",
        "Workroom: Spring launch campaign (https://app.atelyaos.com/workrooms/wr_01M7C9FXG07ZGGDTQJ23T2PFM8)",
      ].join("\n"),
    );
  });

  it("of an unknown type or an older shape is told by its bare fields", () => {
    const example = catalogue["webhook.test"].example;
    expect(storyText({ ...example, type: "new.type", data: { a: 1, b: "x" } })).toBe(
      "new.type was published.\n\na: 1\nb: x",
    );
    expect(tellStory({ ...example, data: { older: true } })).toMatchObject({ title: "Test event" });
  });
});
