import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton-rows";

export default function Loading() {
  return (
    <>
      <PageHeader title="Connections" description="Accounts and servers that the workspace is linked to." />
      <SkeletonRows rows={6} />
    </>
  );
}
