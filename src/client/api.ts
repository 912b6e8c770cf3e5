import { type ClientRequestOptions, type ClientResponse, hc } from "hono/client";
import type { AppType } from "../http/app.ts";
import { connectionLost, failureOf } from "./failure.ts";

/**
 * All routes of the API with the types of their requests and replies: `client.search.$post({ json: { query } })`.
 * @param url where Footnote is reached
 */
export function createClient(url: string, options?: ClientRequestOptions) {
  return hc<AppType>(url, options);
}

export type Client = ReturnType<typeof createClient>;

/** The body of a reply. @throws FootnoteError when it is not a success, or does not come; the reason of a request that was aborted */
export async function bodyOf<Body>(reply: Promise<ClientResponse<Body, number, "json">>): Promise<Body> {
  try {
    const response = await reply;
    if (!response.ok) throw await failureOf(response as unknown as Response);
    return (await response.json()) as Body;
  } catch (error) {
    throw wasLost(error) ? connectionLost(error) : error;
  }
}

/** The signal of a request is not known here, but `fetch` has one class for a lost connection, and half a body is no JSON. */
function wasLost(error: unknown): boolean {
  return error instanceof TypeError || error instanceof SyntaxError;
}
