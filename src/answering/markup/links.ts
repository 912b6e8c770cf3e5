/** What is shown for an address that must not be. */
export const removedAddress = "(link removed)";

/** Whether an address stands in the passages, so that an answer may lead there. */
export type IsGiven = (address: string) => boolean;

/** Anything else runs or shows something of its own instead of leading to a page. */
const harmlessScheme = /^(?:https?|ftp|mailto):/i;
const anyScheme = /^[a-z][a-z0-9+.-]*:/i;
/** Where a text links to an address that could be any word. */
const linked = /(?:\]\(\s*<?|\]:\s*<?|=\s*["']?)$/;
/** What may stand right before and after a whole address: not a letter, or anything else with which the address would go on. */
const before = /(?:^|[\s([{<>"'`|*_~:,;=])$/;
const after = /^(?:[.,;:!?*_~]*(?:$|[\s)\]}>"'`|<]))/;

/** An address is given if a text holds all of it, and no longer one of which it is a part. */
export function givenAddresses(texts: string[]): IsGiven {
  return (address) => {
    const hasScheme = anyScheme.test(address);
    if (address === "" || (hasScheme && !harmlessScheme.test(address))) return false;
    const start = hasScheme || /^www\./i.test(address) ? before : linked;
    return texts.some((text) => {
      for (let at = text.indexOf(address); at !== -1; at = text.indexOf(address, at + 1)) {
        const end = at + address.length;
        if (start.test(text.slice(Math.max(0, at - 10), at)) && after.test(text.slice(end, end + 10))) return true;
      }
      return false;
    });
  };
}

/** How an address begins that chat interfaces make a link of. */
export const addressStart = /^(?:https?:\/\/|ftp:\/\/|www\.)/i;
const addressStarts = ["https://", "http://", "ftp://", "www."];
export const mayBecomeAddress = (text: string) => addressStarts.some((start) => start.startsWith(text.toLowerCase()));

/** The end of a text that what follows could make an address of. */
export const addressTail = /(?:www|(?:https?|ftp):?\/?)$/i;

/** A text that ends with an address, which would go on with what follows. */
export const endsWithAddress = (text: string) => /(?:\/\/|www\.)\S*$/i.test(text);

/** What ends a sentence or closes a bracket, rather than an address. */
const closing = /[\])}>"'`|*_~.,;:!?]+$/;

/**
 * How much of a run of characters without white space is an address that is given.
 * @returns 0 when none is; `joined` when more follows that would be taken for a part of it
 */
export function givenPart(run: string, isGiven: IsGiven): { length: number; joined: boolean } {
  const bare = run.replace(closing, "").length;
  for (let length = run.length; length >= bare; length--) if (isGiven(run.slice(0, length))) return { length, joined: false };
  // In scripts without spaces, text follows at once.
  const ascii = /^[\x21-\x7e]+/.exec(run)?.[0].replace(closing, "") ?? "";
  return isGiven(ascii) ? { length: ascii.length, joined: true } : { length: 0, joined: false };
}

/** How much of a run is to be taken out with an address: all but what ends a sentence, or closes a bracket that the run does not open. */
export function addressLength(run: string): number {
  const bare = run.replace(closing, "");
  const [brackets] = /^\)*/.exec(run.slice(bare.length))!;
  const open = Math.max(0, bare.split("(").length - bare.split(")").length);
  return bare.length + Math.min(brackets.length, open);
}

const destination =
  /^\([ \t\r\n]*(?:<([^<>\r\n]*)>|([^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*))(?:[ \t\r\n]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t\r\n]*\)/;
const openDestination =
  /^\([ \t\r\n]*(?:<[^<>\r\n]*>?|[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*(?:\([^\s<>()]*)?)(?:[ \t\r\n]+(?:"[^"]*"?|'[^']*'?|\([^()]*\)?)?)?[ \t\r\n]*$/;

export type Destination = { length: number; address: string };

/** The destination of a link, in parentheses; `open` while it is not complete, undefined if it is none. */
export function readDestination(text: string, ended: boolean): Destination | "open" | undefined {
  const found = destination.exec(text);
  if (found) return { length: found[0].length, address: found[1] ?? found[2] ?? "" };
  return !ended && openDestination.test(text) ? "open" : undefined;
}
