import { once } from "node:events";
import { connect } from "node:net";
import { catalogue } from "@/lib/events/catalogue";
import { expect, testOnOwnApp as test } from "./fixtures";

const API_KEY = "atl_stop0test0key0of0thirty0characters0";

test.use({
  appEnv: {
    ATELYA_INIT_EMAIL: "owner@northwind.example",
    ATELYA_INIT_PASSWORD: "a few words in a row",
    ATELYA_INIT_API_KEY: API_KEY,
  },
});

test("a server that is told to stop answers what has begun, and takes nothing new", async ({ app, request }) => {
  const authorization = `Bearer ${API_KEY}`;
  const listed = await request.get(`${app.url}/api/v1/workspaces`, { headers: { authorization } });
  const [workspace] = ((await listed.json()) as { data: { id: string }[] }).data;
  const { data } = catalogue["workroom.completed"].example;
  const body = JSON.stringify({ type: "workroom.completed", workspace_id: workspace?.id, data });
  const { hostname, port, host } = new URL(app.url);
  const socket = connect(Number(port), hostname);
  const [head, tail] = [body.slice(0, 20), body.slice(20)];
  socket.write(
    [
      "POST /api/v1/events HTTP/1.1",
      `Host: ${host}`,
      `Authorization: ${authorization}`,
      "Content-Type: application/json",
      `Content-Length: ${Buffer.byteLength(body)}`,
      "",
      head,
    ].join("\r\n"),
  );
  // The first bytes are with the server once it answers what came after them on another connection.
  await request.get(`${app.url}/api/health`);
  const stopped = app.stop();
  await expect
    .poll(() =>
      request.get(`${app.url}/api/health`).then(
        () => "taken",
        () => "refused",
      ),
    )
    .toBe("refused");
  socket.write(tail);
  const answer = await Promise.race([
    once(socket, "data").then(([bytes]) => String(bytes)),
    once(socket, "close").then(() => "closed without an answer"),
  ]);
  expect(answer).toMatch(/^HTTP\/1\.1 202 /);
  await stopped;
});
