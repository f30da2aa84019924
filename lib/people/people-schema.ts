import { z } from "zod";
import { ROLES } from "@/lib/context";
import { nameField } from "@/lib/validation/text-schema";

export const PASSWORD_LENGTH_MIN = 8;
export const PASSWORD_LENGTH_MAX = 128;

export const emailField = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email("This is not an e-mail address. Write it like ada@example.com."));

export const passwordField = z
  .string()
  .min(
    PASSWORD_LENGTH_MIN,
    `A password has at least ${PASSWORD_LENGTH_MIN} characters. A few words in a row are easy to keep.`,
  )
  .max(PASSWORD_LENGTH_MAX, `A password has at most ${PASSWORD_LENGTH_MAX} characters.`);

export const roleField = z.enum(ROLES);

export const setupInput = z.object({
  organizationName: nameField("Northwind"),
  name: nameField("Ada Lovelace"),
  email: emailField,
  password: passwordField,
});
export type SetupInput = z.infer<typeof setupInput>;

export const signInInput = z.object({
  email: emailField,
  password: z
    .string()
    .min(1, "Write your password.")
    .max(PASSWORD_LENGTH_MAX, "This is longer than a password can be."),
});
export type SignInInput = z.infer<typeof signInInput>;

export const acceptInvitationInput = z.object({ name: nameField("Ada Lovelace"), password: passwordField });
export type AcceptInvitationInput = z.infer<typeof acceptInvitationInput>;

export const changePasswordInput = z.object({
  currentPassword: z.string().min(1, "Write the password that you use now.").max(PASSWORD_LENGTH_MAX),
  newPassword: passwordField,
});
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;

export const inviteInput = z.object({ email: emailField, role: roleField });
export type InviteInput = z.infer<typeof inviteInput>;

export const workspaceInput = z.object({ name: nameField("Marketing") });
export type WorkspaceInput = z.infer<typeof workspaceInput>;
