import { expect, it } from "vitest";
import { GET } from "@/app/api/inbound/whatsapp/route";
import { post, storedOf } from "./testing/harness";
import { messageBody, newNumber, signatureOf } from "./testing/samples";

it("is no address at all while its variables are unset, whoever signs with nothing", async () => {
  const number = newNumber();
  const body = JSON.stringify(messageBody(number, "text", { text: { body: "hi" } }));
  expect((await post(body, { "x-hub-signature-256": signatureOf(body, "") })).status).toBe(404);
  expect(await storedOf(number)).toEqual([]);
  const query = new URLSearchParams({ "hub.mode": "subscribe", "hub.verify_token": "", "hub.challenge": "1" });
  expect(GET(new Request(`http://localhost:3000/api/inbound/whatsapp?${query}`)).status).toBe(404);
});
