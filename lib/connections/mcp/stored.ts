import { z } from "zod";
import type { Connection } from "@/prisma/generated/client";
import { openSecrets } from "../sealed";
import { type McpConfig, mcpConfig } from "./schema";

const secrets = z.object({ url: z.string(), bearerToken: z.string().optional() });

export type McpSecrets = z.infer<typeof secrets>;

/** What is shown of a server's row. */
export function readConfig(row: Pick<Connection, "config">): McpConfig {
  return mcpConfig.parse(row.config);
}

/** Where and how a server is reached. */
export function openServer(row: Pick<Connection, "id" | "secretsSealed">): McpSecrets {
  return secrets.parse(openSecrets(row));
}
