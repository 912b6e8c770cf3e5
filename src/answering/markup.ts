import { codeReader } from "./code.ts";
import {
  addressLength,
  addressStart,
  addressTail,
  givenPart,
  type IsGiven,
  mayBecomeAddress,
  readDestination,
  removedAddress,
} from "./links.ts";
import { markerNumbers, markerPattern } from "./markers.ts";
import { readAngle } from "./tags.ts";

/** A part of an answer; `gap` is where something was taken out, so that what stands on both sides must not join to something new. */
export type Part = { type: "text"; text: string } | { type: "markers"; numbers: number[] } | { type: "gap" };

/** What is read at once: its length in the text, the parts it becomes, and what is to be read instead of it. */
type Step = { length: number; parts: Part[]; again?: string };

/** Characters within which a link must end; what is longer is none, and is taken apart so that it becomes none. */
const longestLink = 2000;
const longestLabel = 300;

const special = /[\\`[\]<!~$&: \t\r\n]|(?<![A-Za-z])[hwf]/gi;
const marker = new RegExp(`^(?:${markerPattern.source})`);
const mayBecomeMarker = /^\[[\s\d^,;&–\-and]{0,60}$/;
const label = new RegExp(`^\\[([^\\[\\]\`<\\\\\\r\\n]{0,${longestLabel}})\\]`);
const mayBecomeLabel = new RegExp(`^\\[[^\\[\\]\`<\\\\\\r\\n]{0,${longestLabel}}$`);
const definedAddress = /^:[ \t]*(?:\r\n|\n|\r)?[ \t]*<?([^\s<>]+)>?(?=\s|$)/;
/** References to characters of which an address could be made. */
const characterReference = /^&(?:#|colon;|sol;|period;)/i;
const mayBecomeReference = /^&[a-z]{0,6}$/i;

/**
 * Reads Markdown as it comes, in pieces cut anywhere: finds markers, and lets links, images and tags lead nowhere but to addresses
 * that are given. Text in code stays as it is. Only what may yet become a marker, a link or a tag is kept for the next piece.
 */
export function markupReader(isGiven: IsGiven) {
  const code = codeReader();
  let unread = "";
  /** The last characters that were passed on. */
  let tail = "";
  /** In an address that is too long to be kept. */
  let skipping = false;
  /** Whether the paragraph holds a bracket that could be the beginning of a definition. */
  let openDefinition = false;

  const text = (shown: string, length = shown.length): Step => ({ length, parts: [{ type: "text", text: shown }] });
  const removed = (length: number, again?: string): Step => ({ length, parts: [{ type: "gap" }], ...(again !== undefined && { again }) });

  function readBracket(rest: string, ended: boolean, opening: "[" | "!["): Step | undefined {
    const bracket = rest.slice(opening.length - 1);
    const before = opening.length - 1;
    const atStart = code.atBlockStart();
    const [found] = marker.exec(bracket) ?? [];
    if (found !== undefined) return readMarker(bracket, found, ended, atStart, before);
    if (!ended && mayBecomeMarker.test(bracket)) return undefined;
    const named = label.exec(bracket);
    if (!named) return !ended && mayBecomeLabel.test(bracket) ? undefined : text(opening);
    const [whole, name = ""] = named;
    const following = bracket.slice(whole.length);
    if (following === "" && !ended) return undefined;
    if (following.startsWith("(")) {
      const destination = readDestination(following, ended);
      if (destination === "open") return undefined;
      if (!destination) return text(opening);
      const length = before + whole.length + destination.length;
      return isGiven(destination.address) && !/:\/\/|www\./i.test(name) ? text(rest.slice(0, length)) : removed(length, name);
    }
    if (following.startsWith(":") && atStart) {
      const [defined, address] = definedAddress.exec(following) ?? [];
      if (!ended && (defined === undefined ? /^:\s*$/.test(following) : defined.length === following.length)) return undefined;
      if (defined !== undefined && isGiven(address!)) return text(rest.slice(0, before + whole.length + defined.length));
      return removed(before + whole.length, name);
    }
    return text(opening);
  }

  function readMarker(bracket: string, found: string, ended: boolean, atStart: boolean, before: number): Step | undefined {
    const following = bracket.slice(found.length);
    if (following === "" && !ended) return undefined;
    const numbers = markerNumbers(found);
    // A definition of this name would make links of all markers.
    if (following.startsWith(":") && atStart) return removed(before + found.length, numbers.join(", "));
    const parts: Part[] = [...(before > 0 ? [{ type: "text", text: "!" } as const] : []), { type: "markers", numbers }];
    if (!following.startsWith("(")) return { length: before + found.length, parts };
    const destination = readDestination(following, ended);
    if (destination === "open") return undefined;
    if (destination) return { length: before + found.length + destination.length, parts };
    return { length: before + found.length, parts: [...parts, { type: "text", text: " " }] };
  }

  /** A bracket whose beginning was passed on as text. */
  function readClosing(rest: string, ended: boolean): Step | undefined {
    if (rest.length < 2 && !ended) return undefined;
    if (rest[1] === ":" && openDefinition) return text("] ", 1);
    if (rest[1] !== "(") return text("]");
    const destination = readDestination(rest.slice(1), ended);
    if (destination === "open") return undefined;
    if (!destination) return text("] ", 1);
    const length = 1 + destination.length;
    // Where this is no link after all, the address must not go on with what follows.
    const shown = isGiven(destination.address) ? rest.slice(0, length) : "]";
    return { length, parts: [{ type: "text", text: shown }, { type: "gap" }] };
  }

  function readAddress(rest: string, ended: boolean): Step | undefined {
    if (/[A-Za-z]$/.test(tail)) return text(rest[0]!);
    const [start] = addressStart.exec(rest) ?? [];
    if (start === undefined) return !ended && mayBecomeAddress(rest) ? undefined : text(rest[0]!);
    const [run] = /^[^\s<[]*/.exec(rest)!;
    if (run.length === rest.length && !ended) return undefined;
    if (run.length === start.length) return text(/^\[/.test(rest.slice(run.length)) ? `${run} ` : run, run.length);
    const given = givenPart(run, isGiven);
    if (given.length > 0) {
      const joined = given.joined || rest[run.length] === "[" || run.includes("`", given.length);
      return text(rest.slice(0, given.length) + (joined ? " " : ""), given.length);
    }
    skipping = run.length === rest.length && run.length >= longestLink;
    return text(removedAddress, skipping ? run.length : addressLength(run));
  }

  function readText(at: number, last: boolean): Step | undefined {
    special.lastIndex = at;
    const next = special.exec(unread)?.index ?? unread.length;
    if (next > at) return text(unread.slice(at, next));
    const rest = unread.slice(at, at + longestLink);
    const ended = last || unread.length - at >= longestLink;
    switch (rest[0]) {
      case " ":
      case "\t":
        return text(/^[ \t]+/.exec(rest)![0]);
      case "\r":
      case "\n":
        return rest === "\r" && !ended ? undefined : text(rest.startsWith("\r\n") ? "\r\n" : rest[0]);
      case "\\":
        if (rest.length === 1 && !ended) return undefined;
        if (addressTail.test(tail)) return text(" ", 0);
        return text(rest.slice(0, /^\\[!-/:-@[-`{-~]/.test(rest) ? 2 : 1));
      case ":":
        // The address began within a word.
        if (!addressTail.test(tail)) return text(":");
        return ":/".startsWith(rest) && !ended ? undefined : text(rest.startsWith("://") ? ": " : ":", 1);
      case "&":
        if (!ended && mayBecomeReference.test(rest)) return undefined;
        return text(characterReference.test(rest) ? "& " : "&", 1);
      case "$": {
        const [run] = /^\$+/.exec(rest)!;
        if (run.length === rest.length && !ended) return undefined;
        code.doubt(run.length > 1 ? "text" : "paragraph");
        return text(run);
      }
      case "!":
        if (rest.length === 1 && !ended) return undefined;
        return rest[1] === "[" ? readBracket(rest, ended, "![") : text("!");
      case "[":
        return readBracket(rest, ended, "[");
      case "]":
        return readClosing(rest, ended);
      case "<": {
        const angle = readAngle(rest, ended, code.atBlockStart(), isGiven);
        if (!angle) return undefined;
        return "kept" in angle ? text(angle.kept, angle.length) : removed(angle.length, "again" in angle ? angle.again : undefined);
      }
      case "`":
      case "~":
        return text(rest[0]);
      default:
        return readAddress(rest, ended);
    }
  }

  function pass(part: Part): void {
    if (part.type !== "text") {
      code.removed();
      tail = "]";
      return;
    }
    if (part.text.includes("[") && code.atBlockStart()) openDefinition = true;
    else if (/^[\r\n]/.test(part.text) && /[\r\n][ \t]*$/.test(tail)) openDefinition = false;
    code.passed(part.text);
    tail = (tail + part.text).slice(-8);
  }

  function read(last: boolean): Part[] {
    const parts: Part[] = [];
    let at = 0;
    while (at < unread.length) {
      if (skipping) {
        const [rest] = /^[^\s<[]*/.exec(unread.slice(at))!;
        at += rest.length;
        skipping = at === unread.length;
        continue;
      }
      const length = code.read(unread, at, last);
      if (length === undefined) break;
      const step = length > 0 ? text(unread.slice(at, at + length)) : readText(at, last);
      if (!step) break;
      for (const part of step.parts) {
        pass(part);
        parts.push(part);
      }
      at += step.length;
      if (step.again !== undefined) {
        unread = step.again + unread.slice(at);
        at = 0;
      }
    }
    unread = unread.slice(at);
    return parts;
  }

  return {
    /** What can be told of the text so far. */
    push(piece: string): Part[] {
      unread += piece;
      return read(false);
    },
    /** The rest. */
    end: () => read(true),
  };
}
