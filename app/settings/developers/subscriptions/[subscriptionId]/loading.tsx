import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton-rows";

export default function Loading() {
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Subscriptions", href: "/settings/developers/subscriptions" }]}
        title="Subscription"
      />
      <SkeletonRows rows={10} />
    </>
  );
}
