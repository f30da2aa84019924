/** What a poll could not get, with the server's own words where it gave some. */
export class LoadFailure extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "LoadFailure";
    this.status = status;
  }
}

/** Reads one of the pages' own GET routes. Throws a LoadFailure unless it answers 200. */
export async function fetchJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(path, { headers: { accept: "application/json" }, ...(signal ? { signal } : {}) });
  if (response.ok) return response.json() as Promise<T>;
  const problem: { detail?: unknown } = await response.json().catch(() => ({}));
  throw new LoadFailure(
    response.status,
    typeof problem.detail === "string" ? problem.detail : "It could not be loaded.",
  );
}
