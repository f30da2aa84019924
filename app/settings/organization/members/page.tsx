import { InvitationRow } from "@/components/people/invitation-row";
import { InviteDialog } from "@/components/people/invite-dialog";
import { MemberRow } from "@/components/people/member-row";
import { ReadOnlyNote } from "@/components/people/read-only-note";
import { DataTable } from "@/components/ui/data-table";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { requireViewer } from "@/lib/actions/viewer";
import { listInvitations } from "@/lib/people/invitations";
import { listMembers, whyFixed } from "@/lib/people/members";
import { grantableRoles } from "@/lib/people/ranks";

export const metadata = { title: "Members" };

export default async function MembersPage() {
  const { ctx, user, role, organization } = await requireViewer();
  const [members, invitations] = await Promise.all([listMembers(ctx), listInvitations(ctx)]);
  const roles = grantableRoles(role);
  return (
    <>
      <PageHeader
        title="Members"
        description={`Who belongs to ${organization.name}, and what they may do. Members read; admins and owners change.`}
        action={roles.length > 0 && <InviteDialog roles={roles} />}
      />
      {roles.length === 0 && <ReadOnlyNote what="invite, change or remove members" />}
      <Section title="People">
        <DataTable label="Members" columns={["Name", "Role", "Joined", ""]}>
          {members.map((member) => (
            <MemberRow
              key={`${member.id}:${member.role}`}
              member={member}
              isSelf={member.userId === user.id}
              roles={roles}
              fixedBecause={whyFixed(members, member, role)}
            />
          ))}
        </DataTable>
      </Section>
      {invitations.length > 0 && (
        <Section title="Invitations" description="Links that were made and not used yet.">
          <DataTable label="Invitations" columns={["E-mail", "Role", "Invited by", "Expires", ""]}>
            {invitations.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} />
            ))}
          </DataTable>
        </Section>
      )}
    </>
  );
}
