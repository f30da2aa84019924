import { redirect } from "next/navigation";
import { AuthCard } from "@/components/people/auth-card";
import { SignOutButton } from "@/components/people/sign-out-button";
import { currentSession } from "@/lib/actions/viewer";

export const metadata = { title: "No organization" };

export default async function NoOrganizationPage() {
  const signedIn = await currentSession();
  if (!signedIn) redirect("/sign-in");
  return (
    <AuthCard
      title="You are in no organization"
      description={`${signedIn.user.email} was removed from its organization, or never joined one. Ask an owner or admin for an invitation link.`}
    >
      <SignOutButton />
    </AuthCard>
  );
}
