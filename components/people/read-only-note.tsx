import { Banner } from "@/components/ui/banner";

/** Why the buttons of a page are missing for a member. */
export function ReadOnlyNote({ what }: { what: string }) {
  return (
    <div className="mb-4">
      <Banner tone="neutral">Only owners and admins {what}. Ask one of them, or have your role changed.</Banner>
    </div>
  );
}
