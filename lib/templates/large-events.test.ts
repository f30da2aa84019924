import { expect, it } from "vitest";
import { catalogue, isEventType } from "@/lib/events/catalogue";
import { PAYLOAD_BYTES_MAX } from "@/lib/events/envelope";
import { largeEvents } from "./large-events";

it("are as large as an event may be, and could have been published", () => {
  for (const event of largeEvents()) {
    const bytes = Buffer.byteLength(JSON.stringify(event));
    expect(bytes).toBeGreaterThan(PAYLOAD_BYTES_MAX - 1_024);
    expect(bytes).toBeLessThanOrEqual(PAYLOAD_BYTES_MAX);
    expect(isEventType(event.type) && catalogue[event.type].dataSchema.safeParse(event.data).error).toBeUndefined();
  }
});

it("have every list that an event type has, long", () => {
  const listed = Object.values(catalogue).filter(({ example }) => Object.values(example.data).some(Array.isArray));
  for (const { type, example } of listed) {
    const large = largeEvents().find((event) => event.type === type);
    for (const [name, value] of Object.entries(example.data)) {
      if (Array.isArray(value))
        expect(large?.data[name]).toHaveProperty(
          "length",
          expect.toSatisfy((n: number) => n > 1_500),
        );
    }
  }
});
