import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { HANGING, WELL } from "./answers";
import { POISON } from "./poison";
import { SinkProcess } from "./sink-process";

let sink: SinkProcess;
beforeAll(async () => {
  sink = await SinkProcess.start();
});
afterAll(() => sink.stop());

/** A connection to a destination: what it sends of one event's delivery, and all that has come back. */
async function connectionTo(url: string) {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect(Number(port), hostname);
  let received = "";
  socket.on("data", (chunk) => {
    received += chunk.toString("latin1");
  });
  const send = (key: string, attempt = 1) => {
    const body = JSON.stringify({ data: { workroom: { id: key } } });
    const head = [
      "POST /hook HTTP/1.1",
      "Host: x",
      `X-AtelyaOS-Delivery: dlv_${key}`,
      `X-AtelyaOS-Attempt: ${attempt}`,
    ];
    socket.write([...head, `Content-Length: ${body.length}`, "", body].join("\r\n"));
  };
  return { send, received: () => received, end: () => socket.destroy() };
}

const arrivals = async (destination: string) => {
  await sink.flush();
  return sink.arrivals.filter((arrival) => arrival.destination === destination);
};

test("notes what came, from where and what it is answered with", async () => {
  const connection = await connectionTo(await sink.open("well", WELL));
  connection.send("wr_1", 3);
  await expect.poll(connection.received).toContain("200 OK");
  const [arrival, ...more] = await arrivals("well");
  expect(more).toEqual([]);
  expect(arrival).toMatchObject({ key: "wr_1", deliveryId: "dlv_wr_1", attempt: 3, status: 200 });
  expect((arrival?.answersAt ?? 0) - (arrival?.at ?? 0)).toBe(100);
  connection.end();
});

test("a hanging destination notes the request and never answers", async () => {
  const connection = await connectionTo(await sink.open("hanging", HANGING));
  connection.send("wr_2");
  await expect.poll(() => arrivals("hanging")).toMatchObject([{ key: "wr_2", answersAt: null, status: null }]);
  expect(connection.received()).toBe("");
  connection.end();
});

test("poison goes out as it stands, and what is well after it is answered on the same connection", async () => {
  const poison = POISON["204 with a length"] ?? WELL;
  const connection = await connectionTo(await sink.open("poison", poison));
  connection.send("wr_3");
  await expect.poll(connection.received).toBe("HTTP/1.1 204 Odd\r\ncontent-length: 5\r\n\r\nhello");
  sink.answer("poison", WELL);
  connection.send("wr_4");
  await expect.poll(connection.received).toMatch(/hello.*HTTP\/1\.1 200 OK.*ok$/s);
  expect(await arrivals("poison")).toMatchObject([{ status: 204 }, { status: 200 }]);
  connection.end();
});
