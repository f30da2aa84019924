import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { AppError } from "@/lib/errors";
import { auth } from "@/lib/people/auth";
import { type Viewer, viewerOf } from "@/lib/people/viewer-of";
import { requireSameOrigin } from "./same-origin";

export type { Viewer } from "@/lib/people/viewer-of";

/** The session that the request's cookie stands for, read once a request; null when signed out. */
export const currentSession = cache(async () => auth().api.getSession({ headers: await currentHeaders() }));

// An action that renews the session (a change of password) is followed by a render in the same request: only cookies()
// knows the new one by then, the request's own headers still carry the old.
async function currentHeaders(): Promise<Headers> {
  const current = new Headers(await headers());
  current.set("cookie", (await cookies()).toString());
  return current;
}

const currentViewer = cache(async (): Promise<Viewer | undefined> => {
  const signedIn = await currentSession();
  return signedIn ? viewerOf(signedIn) : undefined;
});

/** The viewer, for pages and server actions. Redirects to /sign-in when signed out, and to /no-organization when the person belongs to none. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await currentViewer();
  if (viewer) return viewer;
  redirect((await currentSession()) ? "/no-organization" : "/sign-in");
}

/** Whoever a request's cookie stands for, for routes that a navigation reaches; undefined when signed out. Asks nothing of where it came from. */
export async function viewerOfRequest(request: Request): Promise<Viewer | undefined> {
  const signedIn = await auth().api.getSession({ headers: request.headers });
  return signedIn ? viewerOf(signedIn) : undefined;
}

/** The viewer, for GET routes that pages poll. Throws `unauthenticated`, or `forbidden` for a request that another site made. */
export async function viewerForRoute(request: Request): Promise<Viewer> {
  requireSameOrigin(request);
  const viewer = await viewerOfRequest(request);
  if (!viewer) throw new AppError("unauthenticated", "You are signed out. Sign in again.");
  return viewer;
}
