import { Agent, request } from "node:http";

export type Post = (body: string, headers: Record<string, string>) => Promise<number>;

/**
 * Posts JSON over connections that are kept, and answers with how long each request took until its answer was read, in
 * ms. Rejects unless the answer has the status that is expected.
 */
export function createPost(url: URL, expectedStatus: number): { post: Post; close: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const post: Post = (body, headers) => {
    const all = { "content-type": "application/json", "content-length": Buffer.byteLength(body), ...headers };
    const sentAt = performance.now();
    return new Promise((resolve, reject) => {
      const sent = request(url, { method: "POST", headers: all, agent }, (response) => {
        response.resume().on("end", () => {
          if (response.statusCode === expectedStatus) resolve(performance.now() - sentAt);
          else reject(new Error(`${url.pathname} answered ${response.statusCode}`));
        });
      });
      // The server ends idle connections, which now and then crosses with a request: that one never reached it.
      sent.on("error", (error) => (sent.reusedSocket ? resolve(post(body, headers)) : reject(error)));
      sent.end(body);
    });
  };
  return { post, close: () => agent.destroy() };
}
