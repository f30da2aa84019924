import { Agent, type buildConnector, Client, type Dispatcher, Pool } from "undici";
import { Wire } from "./wire";

/** Makes one connection and tells the wire how far it is. */
export type Connect = (options: buildConnector.Options, callback: buildConnector.Callback, wire: Wire) => void;

/** What a request needs to know of the connection that it goes out on. */
export type Follower = Dispatcher.DispatchHandler & {
  /** Called before anything else: `line.wire` is the connection that it has at the time. */
  follow(line: { readonly wire: Wire }): void;
};

/** A request and the one who follows it. */
export type FollowedRequest = Dispatcher.DispatchOptions & { origin: string; follower: Follower };

export type Connections = {
  /** Sends on a connection that is free, or on a new one. */
  dispatch(request: FollowedRequest): void;
  /** Sends on a connection that is new for certain, and is closed after its answer. */
  dispatchOnNew(request: FollowedRequest): void;
  /** Ends every connection once its request has. */
  close(): Promise<void>;
};

/** An undici client, which has one connection at a time and one request on it, and knows that connection. */
class WireClient extends Client {
  wire = new Wire("");

  constructor(origin: string | URL, options: Client.Options, connect: Connect) {
    super(origin, {
      ...options,
      connect: (to, callback) => {
        this.wire = new Wire(to.hostname);
        connect(to, callback, this.wire);
      },
    });
  }

  override dispatch(
    options: Dispatcher.DispatchOptions & { follower?: Follower },
    handler: Dispatcher.DispatchHandler,
  ): boolean {
    options.follower?.follow(this);
    return super.dispatch(options, handler);
  }
}

/** Connections that are kept for the next request to the same origin, one request at a time on each. */
export function createConnections(options: Client.Options, connect: Connect): Connections {
  const clientOf = (origin: string | URL) => new WireClient(origin, options, connect);
  const ending = new Set<Promise<void>>();
  let closed: Promise<void> | undefined;
  const agent = new Agent({
    factory: (origin) =>
      new Pool(origin, {
        // The clients have connectors of their own.
        connect: (to, callback) => connect(to, callback, new Wire(to.hostname)),
        factory: clientOf,
      }),
  });
  return {
    dispatch: (request) => {
      agent.dispatch(request, request.follower);
    },
    dispatchOnNew: (request) => {
      const client = clientOf(request.origin);
      client.dispatch(request, request.follower);
      const ended = client.close().finally(() => ending.delete(ended));
      ending.add(ended);
    },
    close: () => {
      // A request that ends in the agent may have begun anew on a connection of its own by then.
      closed ??= agent.close().then(async () => void (await Promise.all(ending)));
      return closed;
    },
  };
}
