import { joinSecrets, splitSecrets } from "@/lib/formats/fields";
import type { Credentials, Format } from "@/lib/formats/format";
import { getFormat } from "@/lib/formats/registry";
import { open, seal } from "@/lib/secrets/seal";
import type { Prisma } from "@/prisma/generated/client";

/** The columns that opening needs. Nothing else of a destination is secret. */
export type SealedDestination = {
  id: string;
  format: string;
  urlSealed: string;
  config: Prisma.JsonValue;
  credentialsSealed: string | null;
};

export type OpenDestination = {
  format: Format;
  url: string;
  /** The format's configuration as it was validated, secret fields included: `render` and `credentials` take it as it is. */
  config: unknown;
  credentials: Credentials;
  /** Every text that must not appear in a record: the secret fields' values, and the URL where the format keeps it masked. */
  secrets: readonly string[];
};

/** What a verb stores of a destination's URL and configuration. */
export type SealedColumns = {
  urlSealed: string;
  urlOrigin: string;
  urlMasked: string;
  config: Prisma.InputJsonValue;
  credentialsSealed: string | null;
};

/** Seals what is secret of a destination, bound to its id, and splits off what is safe to list. `config` has passed the format's schema. */
export function sealDestination(id: string, format: Format, url: URL, config: unknown): SealedColumns {
  const parts = splitSecrets(format, config);
  const isSecret = Object.keys(parts.credentials).length > 0;
  return {
    urlSealed: seal(url.href, urlPlace(id)),
    urlOrigin: url.origin,
    urlMasked: format.url.mask(url),
    config: parts.config as Prisma.InputJsonObject,
    credentialsSealed: isSecret ? seal(JSON.stringify(parts.credentials), credentialsPlace(id)) : null,
  };
}

/** Unseals a destination for the sender, a test or the preview. Throws when a column was sealed for another row or with another key. */
export function openDestination(row: SealedDestination): OpenDestination {
  const format = getFormat(row.format);
  const url = open(row.urlSealed, urlPlace(row.id));
  const credentials = openCredentials(row);
  const config = joinSecrets(format, row.config, credentials);
  const auth = format.credentials(config);
  const secrets = [...leaves(credentials), ...urlSecrets(format, url), ...(auth.type === "header" ? [auth.value] : [])];
  return { format, url, config, credentials: auth, secrets };
}

/** The secret fields alone, as they were stored; an empty object when there are none. */
export function openCredentials(row: Pick<SealedDestination, "id" | "credentialsSealed">): Record<string, unknown> {
  if (!row.credentialsSealed) return {};
  return JSON.parse(open(row.credentialsSealed, credentialsPlace(row.id))) as Record<string, unknown>;
}

// A short path would scrub half of every body; a secret one is long.
const SECRET_PATH_LENGTH_MIN = 12;

function urlSecrets(format: Format, url: string): string[] {
  const parsed = new URL(url);
  if (format.url.mask(parsed) === parsed.href) return [];
  return parsed.pathname.length < SECRET_PATH_LENGTH_MIN ? [url] : [url, parsed.pathname];
}

function leaves(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(leaves);
}

function urlPlace(id: string): string {
  return `destinations.url:${id}`;
}

function credentialsPlace(id: string): string {
  return `destinations.credentials:${id}`;
}
