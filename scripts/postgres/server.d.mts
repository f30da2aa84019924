export type PostgresServer = {
  /** On 127.0.0.1. */
  port: number;
  pid: number;
  /** Where cluster, state and log are. */
  home: string;
  url(database: string): string;
  stop(): Promise<void>;
};

export function startPostgres(options: {
  folder: string;
  settings?: Record<string, string>;
  sync?: boolean;
  port?: number;
}): Promise<PostgresServer>;

export function stopPostgres(folder: string): Promise<string>;

export function freePort(wished: number): Promise<number>;
