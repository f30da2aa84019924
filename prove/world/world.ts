import { randomBytes } from "node:crypto";
import { setMaxListeners } from "node:events";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Wire } from "@/lib/testing/wire";
import type { Cell, ExtraDestination } from "../cells/cell";
import type { HealthAnswer, Ledger } from "../judge/ledger";
import { WELL } from "./answers";
import { Api } from "./api";
import { AppProcess } from "./app-process";
import { watchHealth } from "./health-watch";
import { lastingPort } from "./ports";
import type { Postgres } from "./postgres";
import { Publisher } from "./publisher";
import { SinkProcess } from "./sink-process";

const HEALTHY = 20;

export type WorldOptions = { cell: Cell; postgres: Postgres; logs: string; signal: AbortSignal };

type Place = ExtraDestination & { id: string };

/** A cell's app, receivers, publisher and database. */
export type World = {
  postgres: Postgres;
  /** The name of the app's database. */
  database: string;
  /** The app's processes; `targets` are those that take requests now. */
  apps: AppProcess[];
  targets: AppProcess[];
  sink: SinkProcess;
  /** Between the app and the database, in a cell that has one. */
  wire: Wire;
  publisher: Publisher;
  destinations: readonly Place[];
  /** One process more on the same database. */
  startApp(options?: { preload?: string[]; env?: Record<string, string> }): Promise<AppProcess>;
  /** Rejects when the run is called off. */
  wait(ms: number): Promise<void>;
  ledger(): Ledger;
  /** Ends every process of it and drops its database. */
  end(): Promise<void>;
};

/** Brings a cell's world up: processes, owner, key, destinations. Nothing of it is left when it fails. */
export async function createWorld({ cell, postgres, logs, signal }: WorldOptions): Promise<World> {
  const database = `cell_${randomBytes(5).toString("hex")}`;
  const databaseUrl = await postgres.createDatabase(database);
  const apiKey = `atl_${randomBytes(24).toString("hex")}`;
  const wire = await Wire.to(Number(new URL(databaseUrl).port));
  const settings = settingsFor(cell.hasWire ? throughWire(databaseUrl, wire) : databaseUrl, apiKey);
  const over = new AbortController();
  const sink = await SinkProcess.start();
  const apps: AppProcess[] = [];
  const end = async () => {
    over.abort();
    await Promise.all(apps.map((app) => app.kill()));
    sink.stop();
    wire.close();
    await postgres.start();
    await postgres.dropDatabase(database);
  };
  const startApp: World["startApp"] = async ({ preload = [], env = {} } = {}) => {
    const port = await lastingPort();
    const log = join(logs, `${cell.name}-${apps.length}.log`);
    const app = new AppProcess({ port, log, preload, env: { ...settings, ...env, PORT: `${port}` } });
    apps.push(app);
    await app.start();
    return app;
  };
  try {
    await Promise.all(Array.from({ length: cell.processes ?? 1 }, () => startApp()));
    const api = new Api(apps[0]?.url ?? "", apiKey);
    const destinations = await openDestinations(cell, sink, api);
    const targetUrls = () => world.targets.map(({ url }) => url);
    const options = { apiKey, ...(await api.whatToPublish()), targets: targetUrls };
    const ended = AbortSignal.any([signal, over.signal]);
    // Each publish that waits for its next attempt listens to it.
    setMaxListeners(Number.POSITIVE_INFINITY, ended);
    const publisher = new Publisher({ ...options, signal: ended });
    const health: HealthAnswer[] = [];
    const world: World = {
      ...{ postgres, database, apps, sink, wire, publisher, destinations, startApp, end },
      targets: [...apps],
      wait: (ms) => delay(ms, undefined, { signal }),
      ledger: () => {
        const { events, requests } = publisher;
        return { events, requests, arrivals: sink.arrivals, health, destinations };
      },
    };
    watchHealth(() => targetUrls()[0] ?? "", health, over.signal);
    return world;
  } catch (error) {
    await end();
    throw error;
  }
}

function throughWire(databaseUrl: string, wire: Wire): string {
  const url = new URL(databaseUrl);
  url.port = `${wire.port}`;
  return url.href;
}

function settingsFor(databaseUrl: string, apiKey: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    APP_SECRET: randomBytes(32).toString("base64url"),
    APP_URL: "http://localhost:3000",
    HOST: "127.0.0.1",
    LOG_LEVEL: "warn",
    ATELYA_INIT_EMAIL: "owner@northwind.example",
    ATELYA_INIT_PASSWORD: randomBytes(12).toString("hex"),
    ATELYA_INIT_API_KEY: apiKey,
  };
}

async function openDestinations(cell: Cell, sink: SinkProcess, api: Api): Promise<Place[]> {
  const healthy = Array.from(
    { length: cell.healthy ?? HEALTHY },
    (_, index): ExtraDestination => ({ name: `healthy ${index + 1}`, kind: "healthy" }),
  );
  const places: Place[] = [];
  for (const extra of [...healthy, ...(cell.extra ?? [])]) {
    const url = await sink.open(extra.name, extra.answer ?? WELL);
    places.push({ ...extra, id: await api.subscribe(url, extra.rateLimitPerSecond) });
  }
  return places;
}
