import { inboundRoute } from "@/lib/http/inbound-route";
import { stripeReceiver } from "@/lib/inbound/stripe/receiver";

export const POST = inboundRoute(stripeReceiver);
