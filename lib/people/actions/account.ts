"use server";

import { headers } from "next/headers";
import { runAsViewer } from "@/lib/actions/as-viewer";
import { type ActionResult, runAction } from "@/lib/actions/result";
import { currentSession } from "@/lib/actions/viewer";
import { AppError } from "@/lib/errors";
import { acceptAsNewUser, acceptAsUser } from "@/lib/people/accept-invitation";
import type { AcceptInvitationInput, ChangePasswordInput, SetupInput, SignInInput } from "@/lib/people/people-schema";
import { chooseOrganization, chooseWorkspace, endSession } from "@/lib/people/sessions";
import { setUp } from "@/lib/people/setup";
import { changePassword, signIn, signOut } from "@/lib/people/sign-in";

// Every action is a public POST endpoint: the verbs parse their input and ask for the session or the invitation.

export async function setUpAction(input: SetupInput): Promise<ActionResult<void>> {
  return runAction(async () => {
    await setUp(input);
    await signIn({ email: input.email, password: input.password }, await headers());
  });
}

export async function signInAction(input: SignInInput): Promise<ActionResult<void>> {
  return runAction(async () => signIn(input, await headers()));
}

export async function signOutAction(): Promise<ActionResult<void>> {
  return runAction(async () => signOut(await headers()));
}

export async function changePasswordAction(input: ChangePasswordInput): Promise<ActionResult<void>> {
  return runAsViewer(async ({ user }) => changePassword(user.id, input, await headers()));
}

export async function acceptAsNewUserAction(token: string, input: AcceptInvitationInput): Promise<ActionResult<void>> {
  return runAction(async () => {
    const { email } = await acceptAsNewUser(String(token), input);
    await signIn({ email, password: input.password }, await headers());
  });
}

export async function acceptAsUserAction(token: string): Promise<ActionResult<void>> {
  return runAction(async () => {
    const signedIn = await currentSession();
    if (!signedIn) throw new AppError("unauthenticated", "You are signed out. Sign in and open the link again.");
    const { organization } = await acceptAsUser(String(token), signedIn.user);
    await chooseOrganization(signedIn.session.id, organization.id);
  });
}

export async function endSessionAction(sessionId: string): Promise<ActionResult<void>> {
  return runAsViewer(({ user }) => endSession(user.id, String(sessionId)));
}

export async function switchWorkspaceAction(workspaceId: string): Promise<ActionResult<void>> {
  return runAsViewer(({ ctx, sessionId }) =>
    chooseWorkspace(sessionId, { organizationId: ctx.organizationId, workspaceId: String(workspaceId) }),
  );
}
