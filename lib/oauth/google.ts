import { ClientSecretPost } from "oauth4webapi";
import { z } from "zod";
import type { OauthProvider } from "./provider";

const claimsShape = z.object({ sub: z.string().min(1).max(255), email: z.string().max(320).optional() });

const AGAIN = "Connect once more.";

/** Google: PKCE and an id_token. A refresh token comes only with access_type=offline and an asked consent. */
export const google: OauthProvider = {
  id: "google",
  purpose: "Keep exported deliverables in Google Drive.",
  issuer: "https://accounts.google.com",
  endpoints: {
    authorize: "https://accounts.google.com/o/oauth2/v2/auth",
    token: "https://oauth2.googleapis.com/token",
    revoke: "https://oauth2.googleapis.com/revoke",
  },
  scopes: [
    { name: "openid", words: "Know who you are" },
    // By its long name: Google answers with it whichever was asked for.
    { name: "https://www.googleapis.com/auth/userinfo.email", words: "See your e-mail address" },
    { name: "https://www.googleapis.com/auth/drive.file", words: "Create files in Google Drive, and see those alone" },
  ],
  scopeSeparator: " ",
  authorizeParams: { access_type: "offline", prompt: "consent", include_granted_scopes: "true" },
  pkce: true,
  idToken: true,
  body: "form",
  clientAuth: ClientSecretPost,
  revokeAuth: ClientSecretPost,
  account(_answer, claims) {
    const parsed = claimsShape.safeParse(claims);
    if (!parsed.success) return "wrong_answer";
    const { sub, email } = parsed.data;
    return { id: sub, name: email || "A Google account", config: {} };
  },
  errors: {
    admin_policy_enforced: "The admins of your Google Workspace do not let this app in. Ask one of them to allow it.",
    org_internal: "The Google app is for one organization alone. Use an account of it, or make the app external.",
    disallowed_useragent: "Google does not let this browser connect accounts. Use another one.",
    redirect_uri_mismatch: "The redirect URI is not registered for the Google client. Add it there, exactly as shown.",
    deleted_client: "The Google client was deleted. Whoever runs AtelyaOS can make a new one.",
    invalid_grant: `The consent ran out, was used already, or access was revoked in the Google account. ${AGAIN}`,
    invalid_client:
      "The client id or secret is wrong. Whoever runs AtelyaOS can set GOOGLE_CLIENT_ID and its secret anew.",
    interaction_required: `Google wants to ask you something first. ${AGAIN}`,
    login_required: `You are signed out of Google. ${AGAIN}`,
    consent_required: `Google did not get your consent. ${AGAIN}`,
    invalid_token: `Google does not know the access any more. ${AGAIN}`,
  },
  deadGrants: ["invalid_grant"],
  goneTokens: ["invalid_token", "invalid_grant"],
  removeAt: "your Google account, under Security → Connections to apps",
};
