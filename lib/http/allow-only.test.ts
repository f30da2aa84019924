import { expect, it } from "vitest";
import { allowOnly } from "./allow-only";

it("answers each method that is lacking with a problem, and says which there are", async () => {
  const { PUT, PATCH, DELETE } = allowOnly("GET", "POST");
  for (const answer of [PUT(), PATCH(), DELETE()]) {
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS, POST"]);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await answer.json()).toEqual({
      type: "/docs/webhooks#error-method-not-allowed",
      title: "Method not allowed",
      status: 405,
      detail: "This address does not take the request's method. It takes GET and POST.",
      errors: [],
      request_id: answer.headers.get("x-request-id"),
    });
  }
});

it("leaves OPTIONS as Next answers it, which would count the lacking ones among those that there are", () => {
  const { OPTIONS } = allowOnly("POST");
  const answer = OPTIONS();
  expect([answer.status, answer.body, answer.headers.get("allow")]).toEqual([204, null, "OPTIONS, POST"]);
});
