import type { AskRequest } from "../client/client.ts";

/** The request as a command for a shell of the POSIX family. @param hasKey whether it is sent with a key, which is not told */
export function curlCommand(origin: string, request: AskRequest, hasKey: boolean): string {
  const body = JSON.stringify({ ...request, stream: true });
  const key = hasKey ? ` -H "authorization: Bearer $FOOTNOTE_KEY"` : "";
  return `curl -sN ${quoted(`${origin}/ask`)}${key} -H 'content-type: application/json' -d ${quoted(body)}`;
}

const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;
