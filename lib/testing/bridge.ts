import { createBridge } from "@/lib/bridges/create";
import { catalogue, type EventTypeName } from "@/lib/events/catalogue";
import { createWorkspaceSecret } from "@/lib/secrets/signing-secrets";
import { createTenant, type Tenant } from "./tenant";

/** A tenant whose workspace has a signing secret. */
export async function createSigningTenant(): Promise<Tenant & { secret: string }> {
  const tenant = await createTenant();
  const { organizationId, workspaceId } = tenant;
  const secret = await createWorkspaceSecret({ organizationId, workspaceId });
  return { ...tenant, secret };
}

/** A Generic JSON bridge to a URL, for all events unless told. */
export async function bridgeTo(tenant: Tenant, url: string, eventTypes: string[] = ["*"]): Promise<string> {
  const { workspaceId } = tenant;
  const input = { name: "Test bridge", format: "generic_json", url, config: {}, eventTypes, workspaceId };
  return (await createBridge(tenant.ctx, input)).id;
}

/** An input that publishes a type's example. */
export function exampleInput(tenant: Tenant, type: EventTypeName = "workroom.completed") {
  return { type, workspaceId: tenant.workspaceId, data: catalogue[type].example.data };
}
