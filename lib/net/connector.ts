import type { LookupOptions } from "node:dns";
import { type LookupFunction, Socket } from "node:net";
import { buildConnector } from "undici";
import type { AddressPolicy } from "./address";
import type { Connect } from "./connections";
import { PlainHttpError, RefusedAddressError } from "./failure";
import type { Resolve } from "./resolve";

/** For a connection: look-up, TCP and TLS together. */
export const CONNECT_TIMEOUT_MS = 5_000;
const NOT_FOUND = { code: "ENOTFOUND", syscall: "getaddrinfo" };
const NEXT_ADDRESS_AFTER_MS = 1_000;
const TLS_SESSIONS_MAX = 1_000;

/**
 * A connector for undici that connects only where the policy lets it. The name is resolved once, inside the connector's
 * own options (undici drops a lookup that is passed per call), and the socket is given exactly the addresses that were
 * checked: a second DNS answer cannot slip in between. One bad address among several refuses them all. What the socket
 * then says it is connected to is checked again.
 */
export function guardedConnector(policy: AddressPolicy, resolve: Resolve, ca?: string): Connect {
  const base = {
    timeout: CONNECT_TIMEOUT_MS,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER_MS,
  };
  const plain = buildConnector({ ...base, lookup: guardedLookup(policy, resolve, false) });
  const secure = buildConnector({
    ...base,
    lookup: guardedLookup(policy, resolve, true),
    minVersion: "TLSv1.2",
    // Said here, NODE_TLS_REJECT_UNAUTHORIZED cannot switch it off.
    rejectUnauthorized: true,
    maxCachedSessions: TLS_SESSIONS_MAX,
    ...(ca === undefined ? {} : { ca }),
  });
  return (options, callback, wire) => {
    const isSecure = options.protocol === "https:";
    const done: buildConnector.Callback = (error, socket) => {
      if (error) return callback(error, null);
      const refusal = refuse(socket.remoteAddress ?? "", policy, isSecure);
      if (refusal) {
        socket.destroy();
        return callback(refusal, null);
      }
      wire.open(socket);
      callback(null, socket);
    };
    // undici's types keep back that its connectors return the socket.
    const connecting: unknown = (isSecure ? secure : plain)(options, done);
    if (connecting instanceof Socket) wire.connecting(connecting, isSecure);
  };
}

/** Why this address may not be connected to, or undefined. Plain http goes only where an address was opened on purpose. */
export function refuse(address: string, policy: AddressPolicy, secure: boolean): Error | undefined {
  if (!policy.allows(address)) return new RefusedAddressError("refused");
  return secure || policy.opens(address) ? undefined : new PlainHttpError("plain http");
}

function guardedLookup(policy: AddressPolicy, resolve: Resolve, secure: boolean): LookupFunction {
  return (host: string, options: LookupOptions, callback) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        if (!first) return callback(Object.assign(new Error("no address"), NOT_FOUND), "", 0);
        // A refused address outweighs a clear-text one: the message about clear text would say that a refused address is there.
        const refusals = addresses.flatMap(({ address }) => refuse(address, policy, secure) ?? []);
        const refusal = refusals.find((error) => error instanceof RefusedAddressError) ?? refusals[0];
        if (refusal) return callback(refusal, "", 0);
        if (options.all) return callback(null, [...addresses]);
        callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, "", 0),
    );
  };
}
