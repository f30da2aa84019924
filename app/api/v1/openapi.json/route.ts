import { env } from "@/lib/env";
import { allowOnly } from "@/lib/http/allow-only";
import { openApiDocument } from "@/lib/http/openapi/document";
import { newId } from "@/lib/ids";

let text: string | undefined;

/** The API's document. Public, for any tool: it says nothing that the documentation does not. */
export function GET(): Response {
  text ??= JSON.stringify(openApiDocument(env().APP_URL));
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "public, max-age=300",
    "access-control-allow-origin": "*",
    "x-request-id": newId("request"),
  };
  return new Response(text, { headers });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
