import { isAPIError } from "better-auth/api";
import { AppError } from "@/lib/errors";
import { parseInput } from "@/lib/validation/parse";
import { requireAttempt } from "./attempts";
import { auth } from "./auth";
import { changePasswordInput, type SignInInput, signInInput } from "./people-schema";

const PASSWORD_CHANGE_RULE = { max: 5, windowSeconds: 15 * 60 };

/** Opens a session and sets its cookie on the answer. Throws `unauthenticated` alike for an unknown account and a wrong password, and `rate_limited`. */
export async function signIn(input: SignInInput, headers: Headers): Promise<void> {
  const { email, password } = parseInput(signInInput, input);
  await translated(() => auth().api.signInEmail({ body: { email, password }, headers }));
}

/** Ends the session of these headers and takes its cookie back. */
export async function signOut(headers: Headers): Promise<void> {
  await auth().api.signOut({ headers });
}

/** Sets a new password and ends every other session. Throws `invalid` at `currentPassword` when that is wrong. */
export async function changePassword(userId: string, input: unknown, headers: Headers): Promise<void> {
  const { currentPassword, newPassword } = parseInput(changePasswordInput, input);
  await requireAttempt(`password:${userId}`, PASSWORD_CHANGE_RULE);
  const body = { currentPassword, newPassword, revokeOtherSessions: true };
  try {
    await auth().api.changePassword({ body, headers });
  } catch (error) {
    if (!isAPIError(error) || error.statusCode !== 400) throw error;
    const message = "This is not the password that you use now.";
    throw new AppError("invalid", message, { errors: [{ path: "currentPassword", message }] });
  }
}

async function translated(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!isAPIError(error)) throw error;
    if (error.statusCode === 429) throw new AppError("rate_limited", error.message);
    if (error.statusCode === 401) {
      throw new AppError("unauthenticated", "E-mail or password is wrong. Check both and try again.");
    }
    throw error;
  }
}
