/** What RFC 6749 (§4.1.2.1 and §5.2) lets any provider answer, in words. A provider's own table goes before it. */
export const COMMON_ERRORS: Readonly<Record<string, (label: string) => string>> = {
  invalid_request: (label) =>
    `${label} did not understand the request. Check that the redirect URI is registered there exactly as shown.`,
  unauthorized_client: (label) => `${label} does not let this client connect accounts. Check the app's settings there.`,
  unsupported_response_type: (label) =>
    `${label} does not let this client connect accounts by a code. Check the app's settings there.`,
  invalid_scope: (label) =>
    `The app asks for a permission that is not set up at ${label}. Add the permissions in the app's settings.`,
  server_error: (label) => `${label} had trouble of its own. Try again in a few minutes.`,
  temporarily_unavailable: (label) => `${label} is overloaded or being maintained. Try again in a few minutes.`,
  invalid_client: () => `The client id or the client secret is wrong. Whoever runs AtelyaOS can set them anew.`,
  invalid_grant: () =>
    `The consent ran out, was used already, or was made for another redirect URI. Connect once more.`,
  unsupported_grant_type: (label) => `${label} does not take codes from this client. Check the app's settings there.`,
};
