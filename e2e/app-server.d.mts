/** The built app, served on a database of its own. */
export type App = {
  url: string;
  settings: Record<string, string>;
  stop(): Promise<void>;
  kill(): Promise<void>;
  restart(): Promise<void>;
};

export function prepare(): Promise<{ templateUrl: string; stop(): Promise<void> }>;

export function startApp(options: { templateUrl: string; env?: Record<string, string> }): Promise<App>;
