import type { z } from "zod";
import { AppError } from "@/lib/errors";
import type { EventEnvelope } from "@/lib/events/envelope";
import { isLoopbackHost, maskUrl, withApiPath } from "./address";
import { readPath } from "./event-paths";
import type { Format } from "./format";
import { asText, judge, member, type PermanentErrors, parseJson } from "./judge";
import { salesforceConfig } from "./salesforce-config";
import { bearer } from "./secret-text";

const HOST = /\.my\.(salesforce\.com|salesforce\.mil|sfcrmproducts\.cn)$|^[a-z]{2,4}\d+\.salesforce\.com$/;
const LOOKS_LIKE = "https://acme.my.salesforce.com";
const API_VERSION = "v63.0";
const BODY_LENGTH_MAX = 1024 * 1024;

const MAPPING = "Look at this bridge's fields and fix the one that is named.";

/** Error codes of the REST API that only a change of settings heals. */
const PERMANENT: PermanentErrors = {
  INVALID_FIELD: `the object has no such field, or this user may not see it. ${MAPPING}`,
  INVALID_FIELD_FOR_INSERT_UPDATE: `a mapped field cannot be written, perhaps for lack of permission. ${MAPPING}`,
  REQUIRED_FIELD_MISSING: "the object needs a field that is not mapped. Add it to this bridge's fields.",
  STRING_TOO_LONG: "a value is too long for its field. Map something shorter, or make the field longer in Salesforce.",
  INVALID_TYPE: "there is no such object, or this user may not see it. Check the object's API name.",
  INVALID_TYPE_ON_FIELD_IN_RECORD: `a value is of another type than its field. ${MAPPING}`,
  NOT_FOUND: "there is no such object in this org. Check its API name; custom ones end in __c, events in __e.",
  MALFORMED_ID: `a field that refers to a record was given something else. ${MAPPING}`,
  INVALID_CROSS_REFERENCE_KEY: `a mapped value refers to a record that does not exist. ${MAPPING}`,
  JSON_PARSER_ERROR: `a value is of another type than its field. ${MAPPING}`,
  NUMBER_OUTSIDE_VALID_RANGE: `a number is out of its field's range. ${MAPPING}`,
  INVALID_EMAIL_ADDRESS: `an e-mail field was given something else. ${MAPPING}`,
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:
    "a value is not in its picklist. Add it in Salesforce, or map another value.",
  FIELD_INTEGRITY_EXCEPTION: `a value breaks a rule of its field. ${MAPPING}`,
  FIELD_CUSTOM_VALIDATION_EXCEPTION:
    "a validation rule of your org refuses the record. Change the rule or the mapping.",
  DUPLICATES_DETECTED:
    "a duplicate rule of your org refuses the record. Change the rule, or map what tells them apart.",
  DUPLICATE_VALUE: "a record with this unique value exists already. Map something unique, such as id.",
  INSUFFICIENT_ACCESS: "this user may not create such records. Give it the permission in Salesforce.",
  INSUFFICIENT_ACCESS_OR_READONLY: "this user may not write such records. Give it the permission in Salesforce.",
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY:
    "this user may not use a record that is referred to. Share it with the user.",
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: "a trigger or flow of your org stopped the record. Its author can say why.",
  API_DISABLED_FOR_ORG: "this Salesforce edition, or this user's profile, has no API access. Have it switched on.",
};

/** Records and platform events by Salesforce's REST API. */
export const salesforce: Format<z.infer<typeof salesforceConfig>> = {
  id: "salesforce",
  label: "Salesforce",
  summary: "A record or a platform event in your Salesforce org.",
  url: {
    label: "Instance URL",
    placeholder: LOOKS_LIKE,
    help: "Your My Domain address: Setup → My Domain. Nothing after .com.",
    check(url, local) {
      if (local && isLoopbackHost(url.hostname)) return null;
      if (/\.(lightning\.force|force)\.com$/.test(url.hostname)) {
        return `This is the address of pages for people. The API's looks like ${LOOKS_LIKE}.`;
      }
      if (!HOST.test(url.hostname)) return `This is not a Salesforce instance. One looks like ${LOOKS_LIKE}.`;
      return url.pathname === "/" ? null : `Leave out what follows the host: ${url.origin}.`;
    },
    mask: maskUrl,
  },
  configSchema: salesforceConfig,
  render({ event, config, url }) {
    const values = new Map(config.fields.map(({ source }) => [source, undefined as unknown]));
    for (const source of values.keys()) values.set(source, fieldValue(event, source));
    const fields = config.fields.map(({ field, source }) => [field, values.get(source)] as const);
    requireFitting(fields);
    return {
      method: "POST",
      url: withApiPath(url, `/services/data/${API_VERSION}/sobjects/${config.objectName}/`, /\/sobjects\/\w+$/),
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(Object.fromEntries(fields)),
    };
  },
  credentials(config) {
    if (config.auth === "token") return bearer(config.accessToken);
    const { tokenUrl = "", clientId = "", clientSecret = "" } = config;
    return { type: "oauth2_client_credentials", tokenUrl, clientId, clientSecret };
  },
  interpret(response) {
    const body = parseJson(response.body);
    // A published platform event answers success with a non-empty `errors` that holds OPERATION_ENQUEUED.
    const isSuccess = member(body, "success") === true;
    const problems = isSuccess ? [] : errorList(body);
    // A session that ended may be answered by the log-in page, with 200.
    const isRefused = problems.length > 0 || member(body, "success") === false || /^\s*</.test(response.body);
    const codes = problems.flatMap(
      (problem) => asText(member(problem, "errorCode")) ?? asText(member(problem, "statusCode")) ?? [],
    );
    const id = asText(member(body, "id"));
    return judge(response, {
      target: "Salesforce",
      delivered: id ? `Salesforce created ${id}.` : "Salesforce took the event.",
      permanent: PERMANENT,
      codes,
      said: asText(member(problems[0], "message")),
      refusal: isRefused ? "that is not Salesforce's word for success." : undefined,
      hints: {
        401: "it refuses the token, which may have expired. Put in a new one, or use OAuth client credentials.",
        403: "it refuses this user, or the org's API limit is used up. Check both in Salesforce.",
        404: "there is no such object in this org. Check the instance URL and the object's API name.",
      },
    });
  },
  permanentErrors: PERMANENT,
  customSignature: false,
  example: {
    url: LOOKS_LIKE,
    config: {
      kind: "record",
      objectName: "Task",
      fields: [
        { field: "Subject", source: "title" },
        { field: "Description", source: "summary" },
        { field: "Status", source: "=Not Started" },
      ],
      auth: "token",
      accessToken: "00Dxx0000001gER!EXAMPLE.ACCESS.TOKEN",
    },
  },
};

function errorList(body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return body;
  const errors = member(body, "errors");
  return Array.isArray(errors) ? errors : [];
}

function fieldValue(event: EventEnvelope, source: string): unknown {
  return source.startsWith("=") ? source.slice(1) : toFieldValue(readPath(event, source));
}

// A hundred fields that each take the whole summary of a large event would make 25 MiB, and block everything else.
function requireFitting(fields: readonly (readonly [field: string, value: unknown])[]): void {
  let length = 0;
  for (const [field, value] of fields) {
    length += String(value ?? "").length;
    if (length <= BODY_LENGTH_MAX) continue;
    throw new AppError(
      "invalid",
      `The fields up to ${field} hold more than ${BODY_LENGTH_MAX / 1024} KiB of this event. Map the long parts, such as summary, to fewer fields.`,
    );
  }
}

// Salesforce's fields are scalars: several values become a multi-select's text, anything deeper its JSON.
function toFieldValue(value: unknown): unknown {
  if (Array.isArray(value) && value.every((item) => typeof item !== "object")) return value.join(";");
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}
