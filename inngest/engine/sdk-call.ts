import { type Inngest, InngestCommHandler, type InngestFunction } from "inngest";

/** One request of the engine to the SDK. `body` is JSON. */
export type SdkRequest = { functionId: string; stepId: string; runId: string; body: string };
export type SdkResponse = { status: number; headers: Record<string, string>; body: string };
export type SdkCall = (request: SdkRequest) => Promise<SdkResponse>;

/**
 * The SDK's own request handler, called in this process: no socket, and no signature, because nothing from outside can
 * reach it. The public route has a handler of its own, which always verifies.
 */
export function createSdkCall(client: Inngest.Like, functions: readonly InngestFunction.Like[]): SdkCall {
  const urls = new Map<string, URL>();

  function urlOf({ functionId, stepId }: SdkRequest): URL {
    const known = urls.get(functionId);
    if (known && stepId === "step") return known;
    const url = new URL("http://engine.invalid/api/inngest");
    url.searchParams.set("fnId", functionId);
    url.searchParams.set("stepId", stepId);
    if (stepId === "step") urls.set(functionId, url);
    return url;
  }

  const handler = new InngestCommHandler({
    frameworkName: "embedded-engine",
    client,
    functions,
    skipSignatureValidation: true,
    handler: (request: SdkRequest) => ({
      method: () => "POST",
      url: () => urlOf(request),
      headers: (name: string) => (name === "x-run-id" ? request.runId : null),
      body: () => request.body,
      transformResponse: ({ status, headers, body }): SdkResponse => ({ status, headers, body }),
    }),
  }).createHandler<SdkCall>();

  return handler;
}
