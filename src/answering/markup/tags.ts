import { type IsGiven, removedAddress } from "./links.ts";

const attribute = `[ \\t\\r\\n]+[A-Za-z_:][\\w:.-]*(?:[ \\t\\r\\n]*=[ \\t\\r\\n]*(?:[^\\s"'=<>\`]+|'[^']*'|"[^"]*"))?`;
const tag = new RegExp(`^(?:<[A-Za-z][A-Za-z0-9-]*(?:${attribute})*[ \\t\\r\\n]*/?>|</[A-Za-z][A-Za-z0-9-]*[ \\t\\r\\n]*>)`);
const otherMarkup = /^(?:<!--[^]*?-->|<\?[^]*?\?>|<!\[CDATA\[[^]*?\]\]>|<![A-Za-z][^>]*>)/;
const autolink = /^<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>/;
const mailLink = /^<([^\s<>@]+@[^\s<>@]+)>/;
const plainTag = /^<\/?([A-Za-z][A-Za-z0-9-]*) ?\/?>$/;
/** What leads somewhere or fetches something, and after which text is no longer Markdown or no longer shown. */
const unwanted =
  /^(?:a|img|picture|source|audio|video|script|style|pre|textarea|title|xmp|iframe|object|embed|noembed|noframes|noscript|plaintext|svg|math|template|base|link|meta|form)$/i;
const mayBecomeTag = /^<(?:[A-Za-z/][^<>]*|[!?][^]*)$/;

/** Characters within which a tag must end. */
const longestTag = 1000;

export type Angle = { length: number } & ({ kept: string } | { again: string } | { removed: true });

/**
 * What an angle bracket begins: links in angle brackets stay if they are given, tags if they have no attributes and do not begin a
 * line, where they would begin a block of HTML. What could still become a tag is taken apart.
 * @returns undefined when more text is needed to tell
 */
export function readAngle(text: string, ended: boolean, atBlockStart: boolean, isGiven: IsGiven): Angle | undefined {
  const next = text[1];
  if (next === undefined && !ended) return undefined;
  if (next === undefined || /[\s\d=<-]/.test(next)) return { length: 1, kept: "<" };
  const within = text.slice(0, longestTag);
  const link = autolink.exec(within);
  if (link && isGiven(link[1]!)) return { length: link[0].length, kept: link[0] };
  if (link) return { length: link[0].length, ...(link[0].includes("`") ? { removed: true } : { kept: removedAddress }) };
  const mail = mailLink.exec(within);
  if (mail) return isGiven(mail[1]!) ? { length: mail[0].length, kept: mail[0] } : { length: mail[0].length, again: mail[1]! };
  const [found] = tag.exec(within) ?? otherMarkup.exec(within) ?? [];
  if (found !== undefined) {
    const name = plainTag.exec(found)?.[1];
    const harmless = name !== undefined && !unwanted.test(name) && !atBlockStart;
    return harmless ? { length: found.length, kept: found } : { length: found.length, removed: true };
  }
  if (!ended && text.length < longestTag && mayBecomeTag.test(text)) return undefined;
  return { length: 1, kept: "< " };
}
