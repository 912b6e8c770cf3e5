import type { Context } from "hono";
import { RequestError } from "../errors.ts";

const prefix = "/documents/";
/** The path of a document; what follows the prefix is its source, encoded or not, and may have line breaks in it. */
export const documentPath = `${prefix}:source{[^]+}` as const;

/** Characters. */
const longestSource = 1024;

/** What a path may mean by a source: decoded, or as it is, which may itself look encoded. */
export function askedSources(context: Context): { decoded: string; literal: string } {
  const { pathname } = new URL(context.req.url);
  const literal = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : "";
  return { decoded: decoded(literal), literal };
}

/** The source that a path names for writing. @throws RequestError when it could not be read again, or is no path */
export function writtenSource(context: Context): string {
  const source = askedSources(context).decoded;
  const refuse = (message: string) => new RequestError([{ field: "source", message }]);
  if (source.length > longestSource) throw refuse(`has ${source.length} characters; at most ${longestSource} are allowed`);
  if (/\p{Cc}/u.test(source)) throw refuse("must not have control characters");
  const parts = source.split("/");
  if (parts.includes("")) throw refuse("must not begin or end with a slash, or have two in a row");
  if (parts.some((part) => part === "." || part === "..")) throw refuse("must not have . or .. between slashes");
  return source;
}

/** As it is where it is not encoded, as in `100%.md`. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
