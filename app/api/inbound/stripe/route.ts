import { allowOnly } from "@/lib/http/allow-only";
import { inboundRoute } from "@/lib/http/inbound-route";
import { stripeReceiver } from "@/lib/inbound/stripe/receiver";

export const POST = inboundRoute(stripeReceiver);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = allowOnly("POST");
