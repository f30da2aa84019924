import { startRoute } from "@/lib/http/oauth-routes";

export const GET = startRoute;
