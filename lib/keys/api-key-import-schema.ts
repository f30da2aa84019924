import { z } from "zod";
import { isApiKeyShaped } from "./api-key-format";
import { createApiKeyInput } from "./api-key-schema";

// Apart from the form's schema, which browsers load: the key's form needs Node's crypto.
export const importApiKeyInput = createApiKeyInput.extend({
  key: z.string().refine(isApiKeyShaped, "A key is atl_ followed by at least 28 visible characters."),
});
export type ImportApiKeyInput = z.input<typeof importApiKeyInput>;
