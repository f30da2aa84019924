import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton-rows";

export default function Loading() {
  return (
    <div className="max-w-3xl">
      <PageHeader
        breadcrumbs={[
          { label: "Webhooks", href: "/settings/integrations/webhooks" },
          { label: "Activity", href: "/settings/integrations/webhooks/activity" },
        ]}
        title="Delivery"
      />
      <SkeletonRows rows={8} />
    </div>
  );
}
