import { type ClientRequestOptions, type ClientResponse, hc } from "hono/client";
import type { AppType } from "../http/app.ts";
import { failureOf } from "./failure.ts";

/**
 * All routes of the API with the types of their requests and replies: `client.search.$post({ json: { query } })`.
 * @param url where Footnote is reached
 */
export function createClient(url: string, options?: ClientRequestOptions) {
  return hc<AppType>(url, options);
}

export type Client = ReturnType<typeof createClient>;

/** The body of a reply. @throws FootnoteError when it is not a success */
export async function bodyOf<Body>(reply: Promise<ClientResponse<Body, number, "json">>): Promise<Body> {
  const response = await reply;
  if (!response.ok) throw await failureOf(response as unknown as Response);
  return (await response.json()) as Body;
}
