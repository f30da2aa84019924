import { allowOnly } from "@/lib/http/allow-only";
import { inboundRoute } from "@/lib/http/inbound-route";
import { problemResponse } from "@/lib/http/problem";
import { newId } from "@/lib/ids";
import { answerHandshake } from "@/lib/inbound/whatsapp/handshake";
import { whatsapp } from "@/lib/inbound/whatsapp/receiver";

/** Meta's handshake. */
export function GET(request: Request): Response {
  try {
    const challenge = answerHandshake(new URL(request.url).searchParams);
    return new Response(challenge, { headers: { "content-type": "text/plain", "cache-control": "no-store" } });
  } catch (error) {
    return problemResponse(error, newId("request"));
  }
}

export const POST = inboundRoute(whatsapp);

export const { PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET", "POST");
