/** See throwaway.mjs. */
export function startThrowawayPostgres(): Promise<{
  port: number;
  pid: number;
  url: (database: string) => string;
  stop: () => Promise<void>;
}>;
