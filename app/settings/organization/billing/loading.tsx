import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton-rows";

export default function Loading() {
  return (
    <>
      <PageHeader title="Billing" description="The plan, the credits that come with it, and what was used." />
      <SkeletonRows rows={8} />
    </>
  );
}
