import { ErrorCode, McpError } from "@modelcontextprotocol/sdk/types.js";
import { NoAnswerError } from "@/lib/net/guarded-fetch";
import { plainText } from "./plain-text";
import { McpRefusal } from "./refusal";

/** Why a server could not be asked who it is, in a sentence with the remedy. */
export function probeSentence(error: unknown, host: string): string {
  if (error instanceof NoAnswerError) return error.message;
  if (error instanceof McpRefusal) return refusalSentence(error, host);
  if (error instanceof McpError) {
    if (error.code === ErrorCode.RequestTimeout) return `${host} took the question and did not answer it in time.`;
    return `${host} answered with an error: ${plainText(error.message)}`;
  }
  return `${host} answered, but not as an MCP server does. Check that the URL is that of its Streamable HTTP endpoint.`;
}

function refusalSentence({ status, location, rpc }: McpRefusal, host: string): string {
  if (status >= 300 && status < 400) {
    const target = location === undefined ? "" : ` to ${plainText(location)}`;
    return `${host} answered ${status}, a redirect${target}. Redirects are not followed: set the URL that it leads to.`;
  }
  if (status === 401 || status === 403) {
    return `${host} answered ${status}: it asks for a token, or does not take this one. Set its token.`;
  }
  if (rpc !== undefined) return `${host} answered ${status} with an error: ${plainText(rpc.message)}`;
  if (status === 404) return `${host} answered 404: there is nothing at this path. Check the URL.`;
  if (status === 405) {
    return `${host} answered 405: it takes no POST at this path. Check that the URL is that of its Streamable HTTP endpoint.`;
  }
  if (status === 429 || status >= 500) return `${host} answered ${status}. Try again later.`;
  return `${host} answered ${status}, which is not how an MCP server answers. Check the URL.`;
}
