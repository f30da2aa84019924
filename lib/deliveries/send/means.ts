import { SealError } from "@/lib/secrets/seal";
import { liveSecrets } from "@/lib/secrets/signing-secrets";
import type { Claimed } from "./lease";
import { openDestinations, type SendingDestination } from "./open-destinations";

/** How a delivery is sent: its destination, opened, and the secrets that sign. An Error where one cannot be opened. */
export type Means = { destination: SendingDestination | Error | undefined; secrets: readonly string[] | Error };

/** Opens what claimed deliveries are sent with, once for all of one destination. Throws only when the database does. */
export async function openMeans(claimed: readonly Claimed[]): Promise<(delivery: Claimed) => Means> {
  const [destinations, secrets] = await Promise.all([openDestinations(claimed), secretsOf(claimed)]);
  return (delivery) => ({
    destination: destinations.get(delivery.destinationId),
    secrets: secrets.get(secretOwner(delivery)) ?? [],
  });
}

// A bridge signs with its workspace's secret, a subscription with its own.
async function secretsOf(deliveries: readonly Claimed[]): Promise<Map<string, readonly string[] | Error>> {
  const owners = new Map(deliveries.map((delivery) => [secretOwner(delivery), delivery]));
  const entries = [...owners].map(async ([owner, delivery]) => [owner, await openSecrets(delivery)] as const);
  return new Map(await Promise.all(entries));
}

async function openSecrets({ kind, workspaceId, destinationId }: Claimed): Promise<readonly string[] | Error> {
  try {
    return await liveSecrets(kind === "bridge" ? { workspaceId } : { destinationId });
  } catch (error) {
    if (error instanceof SealError) return error;
    throw error;
  }
}

function secretOwner(delivery: Claimed): string {
  return delivery.kind === "bridge" ? delivery.workspaceId : delivery.destinationId;
}
