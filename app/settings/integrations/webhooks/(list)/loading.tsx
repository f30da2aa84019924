import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton-rows";

export default function Loading() {
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Integrations", href: "/settings/integrations" }]}
        title="Webhooks"
        description="Send workroom events to the tools your team already uses."
      />
      <SkeletonRows rows={6} />
    </>
  );
}
