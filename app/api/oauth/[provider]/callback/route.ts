import { callbackRoute } from "@/lib/http/oauth-routes";

export const GET = callbackRoute;
