import { LinkButton } from "@/components/ui/link-button";

/** For what does not exist and for what belongs to someone else: both read alike. */
export function NotFoundScreen() {
  return (
    <div className="mx-auto flex max-w-md flex-col items-start gap-3 px-4 py-24">
      <h1 className="text-xl font-semibold">There is nothing here</h1>
      <p className="text-muted">
        The address may be mistyped, or what was here was deleted or belongs to another organization.
      </p>
      <LinkButton href="/settings/integrations/webhooks">Go to webhooks</LinkButton>
    </div>
  );
}
