import type { AskRequest } from "../client/client.ts";

/** The request as a command for a shell of the POSIX family. */
export function curlCommand(origin: string, request: AskRequest): string {
  const body = JSON.stringify({ ...request, stream: true });
  return `curl -sN ${quoted(`${origin}/ask`)} -H 'content-type: application/json' -d ${quoted(body)}`;
}

const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;
