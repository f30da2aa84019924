import type { z } from "zod";
import type { EventEnvelope } from "@/lib/events/envelope";
import type { NamedTemplate } from "@/lib/templates/try-out";

/** What the receiver answered, as far as it was read. Header names are in lower case. */
export type ResponseFacts = { status: number; headers: Record<string, string>; body: string };

/** What an answer means for the delivery. `explanation` tells people what happened and what to fix. */
export type Verdict =
  | { kind: "delivered"; explanation: string }
  | { kind: "retry"; explanation: string; code?: string }
  | { kind: "permanent"; explanation: string; code?: string; disables?: boolean };

/** A request without our own headers and signatures. The sender adds those last. */
export type RenderedRequest = {
  method: "POST" | "PUT" | "PATCH";
  url: string;
  headers: Record<string, string>;
  body: string;
};

/** How the sender gets the `Authorization` (or another) header; secrets stay out of `render`. */
export type Credentials =
  | { type: "none" }
  | { type: "header"; name: string; value: string }
  | { type: "oauth2_client_credentials"; tokenUrl: string; clientId: string; clientSecret: string; scope?: string };

export type RenderInput<Config> = { event: EventEnvelope; config: Config; url: string; deliveryId: string };

/** How the form draws one field of a configuration; carried by the field's schema as `.meta({ field: … })`. */
export type FieldMeta = {
  label: string;
  help?: string;
  placeholder?: string;
  /** Must be filled in whenever it is shown, though its schema lets it be absent. */
  required?: boolean;
  /** Secret fields are sealed, never listed, and kept when an edit leaves them empty. */
  secret?: boolean;
  /** `mapping`: [{ field, source }] · `headers`: [{ name, value }] · `tags`: texts · `checkbox`: true or false · all others: text. */
  control?: "text" | "textarea" | "select" | "checkbox" | "mapping" | "headers" | "template" | "tags";
  options?: readonly { value: string; label: string }[];
  /** Show the field only while another field has one of these values. */
  showWhen?: { field: string; in: readonly string[] };
};

/** One target format. Pure: no network, no database, and no clock but the one that stops a template. */
export type Format<Config = unknown> = {
  id: string;
  label: string;
  /** One sentence for the card. */
  summary: string;
  url: {
    label: string;
    placeholder: string;
    help: string;
    /** The problem in plain words with an example of what is expected, or null. `local`: loopback hosts are allowed, so only the path is held to the format. */
    check(url: URL, local: boolean): string | null;
    /** The URL with what may be secret replaced. */
    mask(url: URL): string;
  };
  configSchema: z.ZodType<Config>;
  /**
   * The templates of a configuration that may still be wrong elsewhere, by the names of their fields; none where the
   * format has none. A save tries them out, which takes too long for a schema.
   */
  templates?(config: Record<string, unknown>): readonly NamedTemplate[];
  render(input: RenderInput<Config>): RenderedRequest;
  credentials(config: Config): Credentials;
  interpret(response: ResponseFacts): Verdict;
  /** Answers that no retry mends, by the target's own code or status, with the remedy in plain words. */
  permanentErrors: Readonly<Record<string, string>>;
  /** How many requests a second the target says that it takes, where it says so, and why a bridge should keep to it. */
  pace?: { perSecond: number; why: string };
  /** Only some targets let the admin choose the signature header's name and prefix. */
  customSignature: boolean;
  example: { url: string; config: Config };
};
