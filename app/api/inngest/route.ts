import { serve } from "inngest/next";
import { inngest } from "@/inngest/client";
import { functions } from "@/inngest/functions";

// Unsigned requests are refused, those to sync too; only a development server of Inngest's, which signs nothing, is taken at its word.
export const { GET, POST, PUT } = serve({ client: inngest, functions, enableUnauthedSync: false });
