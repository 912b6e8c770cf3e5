import { readBracket, readClosing } from "./brackets.ts";
import { codeReader } from "./code.ts";
import { addressLength, addressStart, addressTail, givenPart, type IsGiven, mayBecomeAddress, removedAddress } from "./links.ts";
import { markerStart, mayBecomeMarker } from "./markers.ts";
import { type Part, removalStep, type Step, textStep } from "./step.ts";
import { readAngle } from "./tags.ts";

/** Characters within which a link must end; what is longer is none, and is taken apart so that it becomes none. */
const longestLink = 2000;

const special = /[\\`[\]<!~$&: \t\r\n]|(?<![A-Za-z])[hwf]/gi;
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

  function readAddress(rest: string, ended: boolean): Step | undefined {
    if (/[A-Za-z]$/.test(tail)) return textStep(rest[0]!);
    const [start] = addressStart.exec(rest) ?? [];
    if (start === undefined) return !ended && mayBecomeAddress(rest) ? undefined : textStep(rest[0]!);
    const [run] = /^[^\s<[]*/.exec(rest)!;
    if (run.length === rest.length && !ended) return undefined;
    if (run.length === start.length) return textStep(rest[run.length] === "[" ? `${run} ` : run, run.length);
    const given = givenPart(run, isGiven);
    if (given.length > 0) {
      const joined = given.joined || rest[run.length] === "[" || run.includes("`", given.length);
      return textStep(rest.slice(0, given.length) + (joined ? " " : ""), given.length);
    }
    skipping = run.length === rest.length && run.length >= longestLink;
    const length = skipping ? run.length : addressLength(run);
    return run.slice(0, length).includes("`")
      ? { length, parts: [{ type: "text", text: removedAddress }, { type: "gap" }] }
      : textStep(removedAddress, length);
  }

  function readText(at: number, last: boolean): Step | undefined {
    special.lastIndex = at;
    const next = special.exec(unread)?.index ?? unread.length;
    if (next > at) return textStep(unread.slice(at, next));
    const rest = unread.slice(at, at + longestLink);
    const ended = last || unread.length - at >= longestLink;
    switch (rest[0]) {
      case " ":
      case "\t":
        return textStep(/^[ \t]+/.exec(rest)![0]);
      case "\r":
      case "\n":
        return rest === "\r" && !ended ? undefined : textStep(rest.startsWith("\r\n") ? "\r\n" : rest[0]);
      case "\\":
        if (rest.length === 1 && !ended) return undefined;
        if (addressTail.test(tail)) return textStep(" ", 0);
        // Who does not know escapes would take it for a marker.
        if (markerStart.test(rest.slice(1))) return removalStep(1);
        if (!ended && rest[1] === "[" && mayBecomeMarker.test(rest)) return undefined;
        return textStep(rest.slice(0, /^\\[!-/:-@[-`{-~]/.test(rest) ? 2 : 1));
      case ":":
        // The address began within a word.
        if (!addressTail.test(tail)) return textStep(":");
        return ":/".startsWith(rest) && !ended ? undefined : textStep(rest.startsWith("://") ? ": " : ":", 1);
      case "&":
        if (!ended && mayBecomeReference.test(rest)) return undefined;
        return textStep(characterReference.test(rest) ? "& " : "&", 1);
      case "$": {
        const [run] = /^\$+/.exec(rest)!;
        if (run.length === rest.length && !ended) return undefined;
        code.doubt(run.length > 1 ? "text" : "paragraph");
        return textStep(run);
      }
      case "!":
        if (rest.length === 1 && !ended) return undefined;
        return rest[1] === "[" ? readBracket(rest, ended, "![", code.atBlockStart(), isGiven) : textStep("!");
      case "[":
        return readBracket(rest, ended, "[", code.atBlockStart(), isGiven);
      case "]":
        return readClosing(rest, ended, openDefinition, isGiven);
      case "<": {
        const angle = readAngle(rest, ended, code.atBlockStart(), isGiven);
        if (!angle) return undefined;
        return "kept" in angle ? textStep(angle.kept, angle.length) : removalStep(angle.length, "again" in angle ? angle.again : undefined);
      }
      case "`":
      case "~":
        return textStep(rest[0]);
      default:
        return readAddress(rest, ended);
    }
  }

  function pass(part: Part, isCode: boolean): void {
    if (part.type !== "text") {
      code.removed();
      tail = "]";
      return;
    }
    if (!isCode && part.text.includes("[") && code.atBlockStart()) openDefinition = true;
    else if (!isCode && /^[\r\n]/.test(part.text) && /[\r\n][ \t]*$/.test(tail)) openDefinition = false;
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
      const step = length > 0 ? textStep(unread.slice(at, at + length)) : readText(at, last);
      if (!step) break;
      for (const part of step.parts) {
        pass(part, length > 0);
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
