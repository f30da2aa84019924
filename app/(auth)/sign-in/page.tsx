import { redirect } from "next/navigation";
import { AuthCard } from "@/components/people/auth-card";
import { SignInForm } from "@/components/people/sign-in-form";
import { currentSession } from "@/lib/actions/viewer";
import { safeNext } from "@/lib/people/safe-next";
import { isSetUp } from "@/lib/people/setup";

export const metadata = { title: "Sign in" };

type SearchParams = Promise<{ next?: string | string[]; email?: string | string[] }>;

export default async function SignInPage({ searchParams }: { searchParams: SearchParams }) {
  const { next, email } = await searchParams;
  if (!(await isSetUp())) redirect("/setup");
  if (await currentSession()) redirect(safeNext(next));
  return (
    <AuthCard
      title="Sign in"
      description="New here? Ask an owner or admin of your organization for an invitation link."
    >
      <SignInForm next={safeNext(next)} email={typeof email === "string" ? email : undefined} />
    </AuthCard>
  );
}
