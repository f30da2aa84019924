import { redirect } from "next/navigation";
import { AuthCard } from "@/components/people/auth-card";
import { SetupForm } from "@/components/people/setup-form";
import { isSetUp } from "@/lib/people/setup";

export const metadata = { title: "Set up" };
export const dynamic = "force-dynamic";

export default async function SetupPage() {
  if (await isSetUp()) redirect("/");
  return (
    <AuthCard
      title="Create the owner"
      description="You are the first one here. This makes your account, your organization and its first workspace."
    >
      <SetupForm />
    </AuthCard>
  );
}
