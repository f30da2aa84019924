import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton-rows";

export default function Loading() {
  return (
    <>
      <PageHeader title="Inbound" description="What came in, newest first." />
      <SkeletonRows rows={12} />
    </>
  );
}
