import type { ReactNode } from "react";
import { AuthCard } from "@/components/people/auth-card";
import { JoinButton } from "@/components/people/join-button";
import { JoinForm } from "@/components/people/join-form";
import { SignOutButton } from "@/components/people/sign-out-button";
import { LinkButton } from "@/components/ui/link-button";
import { currentSession } from "@/lib/actions/viewer";
import { AppError } from "@/lib/errors";
import { type OpenInvitation, openInvitation } from "@/lib/people/accept-invitation";

export const metadata = { title: "Invitation" };

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const token = decodeURIComponent((await params).token);
  const invitation = await readInvitation(token);
  if (!invitation) {
    return (
      <AuthCard
        title="This invitation is not valid"
        description="It was used, revoked or has expired after seven days. Ask for a new link."
      >
        <LinkButton href="/">Go to the start page</LinkButton>
      </AuthCard>
    );
  }
  const signedIn = await currentSession();
  return (
    <AuthCard
      title={`Join ${invitation.organization.name}`}
      description={`${invitation.invitedBy} invites ${invitation.email} as ${invitation.role}.`}
    >
      {nextStep(token, invitation, signedIn?.user.email)}
    </AuthCard>
  );
}

function nextStep(token: string, invitation: OpenInvitation, signedInAs: string | undefined): ReactNode {
  const path = `/invite/${token}`;
  if (signedInAs === invitation.email) {
    return <JoinButton token={token} organizationName={invitation.organization.name} />;
  }
  if (signedInAs) {
    return (
      <>
        <p className="mb-4">You are signed in as {signedInAs}. Sign out to go on.</p>
        <SignOutButton next={path} />
      </>
    );
  }
  if (!invitation.hasAccount) return <JoinForm token={token} email={invitation.email} />;
  const query = new URLSearchParams({ next: path, email: invitation.email });
  return <LinkButton href={`/sign-in?${query}`}>Sign in to join</LinkButton>;
}

async function readInvitation(token: string): Promise<OpenInvitation | undefined> {
  try {
    return await openInvitation(token);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return undefined;
    throw error;
  }
}
