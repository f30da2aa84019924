import { redirect } from "next/navigation";
import { currentSession } from "@/lib/actions/viewer";
import { isSetUp } from "@/lib/people/setup";

export const dynamic = "force-dynamic";

export default async function StartPage() {
  if (await currentSession()) redirect("/settings/integrations/webhooks");
  redirect((await isSetUp()) ? "/sign-in" : "/setup");
}
