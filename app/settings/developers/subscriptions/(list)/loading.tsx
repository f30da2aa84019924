import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton-rows";

export default function Loading() {
  return (
    <>
      <PageHeader title="Subscriptions" description="Webhooks that programs registered through the API." />
      <SkeletonRows rows={6} />
    </>
  );
}
