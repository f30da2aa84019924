import { AppError } from "@/lib/errors";
import { renderJson, renderTemplate } from "@/lib/templates/render";
import { maskUrl } from "./address";
import { type CustomConfig, customConfig, DEFAULT_BODY, isJsonType } from "./custom-config";
import type { Credentials, Format } from "./format";
import { GONE, judge } from "./judge";
import { basic, bearer } from "./secret-text";

/** Any HTTP endpoint: method, headers, body template, authentication and signature header are the admin's. */
export const custom: Format<CustomConfig> = {
  id: "custom",
  label: "Custom",
  summary: "Any HTTP endpoint, with a body, headers and authentication of your own.",
  url: {
    label: "URL",
    placeholder: "https://api.example.com/hooks/atelyaos",
    help: "Where the request is sent.",
    check: () => null,
    mask: maskUrl,
  },
  configSchema: customConfig,
  templates: ({ body, contentType }) => [
    { field: "body", template: String(body), mustBeJson: isJsonType(String(contentType)) },
  ],
  render({ event, config, url }) {
    const render = isJsonType(config.contentType) ? renderJson : renderTemplate;
    const body = render(config.body, event, { setting: "Body" });
    // Tried out at save with examples; an event may still differ from them.
    if (body === undefined) {
      throw new AppError(
        "invalid",
        `The body template makes no valid JSON of this ${event.type} event. Write {{ … | json }} around what may be missing or hold quotation marks.`,
      );
    }
    const headers = Object.fromEntries(config.headers.map(({ name, value }) => [name, value]));
    return { method: config.method, url, headers: { ...headers, "Content-Type": config.contentType }, body };
  },
  credentials,
  interpret(response) {
    return judge(response, {
      target: "The receiver",
      delivered: `The receiver answered ${response.status}.`,
      permanent: GONE,
    });
  },
  permanentErrors: GONE,
  customSignature: true,
  example: {
    url: "https://api.example.com/hooks/atelyaos",
    config: {
      method: "POST",
      contentType: "application/json",
      headers: [{ name: "X-Team", value: "operations" }],
      body: DEFAULT_BODY,
      auth: "bearer",
      token: "EXAMPLE0TOKEN0OF0THE0RECEIVER",
    },
  },
};

function credentials(config: CustomConfig): Credentials {
  switch (config.auth) {
    case "none":
      return { type: "none" };
    case "basic":
      return basic(config.username ?? "", config.password ?? "");
    case "bearer":
      return bearer(config.token);
    case "header":
      return { type: "header", name: config.keyHeader ?? "X-Api-Key", value: config.keyValue ?? "" };
    case "oauth2": {
      const { tokenUrl = "", clientId = "", clientSecret = "", scope } = config;
      return { type: "oauth2_client_credentials", tokenUrl, clientId, clientSecret, ...(scope ? { scope } : {}) };
    }
  }
}
