/** What tells a request from its answer. JSON-RPC takes fractions too, MCP does not. */
export type RpcId = string | number;

type Answer = { status: number; body?: unknown };

/** A JSON-RPC error. Without an id for what could not be read so far, which then is null. Source: JSON-RPC 2.0 §5. */
export function rpcFault(status: number, error: { code: number; message: string }, id: RpcId | null = null): Answer {
  return { status, body: { jsonrpc: "2.0", id, error } };
}

/** The empty result: that of a ping. */
export function rpcEmpty(id: RpcId): Answer {
  return { status: 200, body: { jsonrpc: "2.0", id, result: {} } };
}
