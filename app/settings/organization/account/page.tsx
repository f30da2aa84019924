import { PasswordForm } from "@/components/people/password-form";
import { SessionRow } from "@/components/people/session-row";
import { DataTable } from "@/components/ui/data-table";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { requireViewer } from "@/lib/actions/viewer";
import { listSessions } from "@/lib/people/sessions";

export const metadata = { title: "Account" };

export default async function AccountPage() {
  const { user, role, organization, sessionId } = await requireViewer();
  const sessions = await listSessions(user.id);
  return (
    <>
      <PageHeader
        title="Account"
        description={`${user.name}, ${user.email}. You are ${role} of ${organization.name}.`}
      />
      <Section title="Password" description="Changing it signs you out everywhere else.">
        <PasswordForm email={user.email} />
      </Section>
      <Section title="Sessions" description="Where you are signed in. End what you do not recognise.">
        <DataTable label="Sessions" columns={["Browser", "Address", "Last used", ""]}>
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} isCurrent={session.id === sessionId} />
          ))}
        </DataTable>
      </Section>
    </>
  );
}
