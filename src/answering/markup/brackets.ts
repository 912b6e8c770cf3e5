import { type IsGiven, readDestination } from "./links.ts";
import { markerNumbers, markerStart, mayBecomeMarker } from "./markers.ts";
import { type Part, removalStep, type Step, textStep } from "./step.ts";

const longestLabel = 300;
const label = new RegExp(`^\\[([^\\[\\]\`<\\\\\\r\\n]{0,${longestLabel}})\\]`);
const mayBecomeLabel = new RegExp(`^\\[[^\\[\\]\`<\\\\\\r\\n]{0,${longestLabel}}$`);
const definedAddress = /^:[ \t]*(?:\r\n|\n|\r)?[ \t]*(?:<([^\s<>]+)>|([^\s<>]+))(?=\s|$)/;
const mayBecomeDefined = /^:[ \t]*(?:\r\n|\n|\r)?[ \t]*<?[^\s<>]*>?$/;

/**
 * What a bracket begins that opens a link, an image, a definition or a marker. A marker that is a link, or would be defined as one, is
 * none. Other brackets are text, to which `readClosing` comes back.
 * @param atStart whether a block may begin here
 * @returns undefined when more text is needed to tell
 */
export function readBracket(rest: string, ended: boolean, opening: "[" | "![", atStart: boolean, isGiven: IsGiven): Step | undefined {
  const bracket = rest.slice(opening.length - 1);
  const before = opening.length - 1;
  const [found] = markerStart.exec(bracket) ?? [];
  if (found !== undefined) return readMarker(bracket, found, ended, atStart, before);
  if (!ended && mayBecomeMarker.exec(bracket)?.index === 0) return undefined;
  const named = label.exec(bracket);
  if (!named) return !ended && mayBecomeLabel.test(bracket) ? undefined : textStep(opening);
  const [whole, name = ""] = named;
  const following = bracket.slice(whole.length);
  if (following === "" && !ended) return undefined;
  if (following.startsWith("(")) {
    const destination = readDestination(following, ended);
    if (destination === "open") return undefined;
    if (!destination) return textStep(opening);
    const length = before + whole.length + destination.length;
    return isGiven(destination.address) && !/:\/\/|www\./i.test(name) ? textStep(rest.slice(0, length)) : removalStep(length, name);
  }
  if (following.startsWith(":") && atStart) {
    if (!ended && mayBecomeDefined.test(following)) return undefined;
    const [defined, inAngles, address] = definedAddress.exec(following) ?? [];
    if (defined !== undefined && isGiven(inAngles ?? address!)) return textStep(rest.slice(0, before + whole.length + defined.length));
    return removalStep(before + whole.length, name);
  }
  return textStep(opening);
}

function readMarker(bracket: string, found: string, ended: boolean, atStart: boolean, before: number): Step | undefined {
  const following = bracket.slice(found.length);
  if (following === "" && !ended) return undefined;
  const numbers = markerNumbers(found);
  // A definition of this name would make links of all markers.
  if (following.startsWith(":") && atStart) return removalStep(before + found.length, numbers.join(", "));
  const parts: Part[] = [...(before > 0 ? [{ type: "text", text: "!" } as const] : []), { type: "markers", numbers }];
  if (!following.startsWith("(")) return { length: before + found.length, parts };
  const destination = readDestination(following, ended);
  if (destination === "open") return undefined;
  if (destination) return { length: before + found.length + destination.length, parts };
  return { length: before + found.length, parts: [...parts, { type: "text", text: " " }] };
}

/**
 * The end of a bracket whose beginning was passed on as text.
 * @param defining whether it may be the end of a definition's name
 */
export function readClosing(rest: string, ended: boolean, defining: boolean, isGiven: IsGiven): Step | undefined {
  if (rest.length < 2 && !ended) return undefined;
  if (rest[1] === ":" && defining) return textStep("] ", 1);
  if (rest[1] !== "(") return textStep("]");
  const destination = readDestination(rest.slice(1), ended);
  if (destination === "open") return undefined;
  if (!destination) return textStep("] ", 1);
  const length = 1 + destination.length;
  // Where this is no link after all, the address must not go on with what follows.
  const shown = isGiven(destination.address) ? rest.slice(0, length) : "]";
  return { length, parts: [{ type: "text", text: shown }, { type: "gap" }] };
}
