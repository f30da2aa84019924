export function migrate(options: { url: string; folder: string }): Promise<string[]>;

export function ensureDatabase(url: string): Promise<boolean>;
