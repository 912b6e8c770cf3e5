import { indentOf, lineReader, longestLine } from "./lines.ts";

/**
 * Tells what of a Markdown text is code, as it comes. Code is left as it is, so it must be code for every reader: where that is in
 * doubt, the text is no code. What is passed on decides, as that is what is read: a marker or a tag that is taken out may make
 * something else the beginning of its line.
 */
export type CodeReader = {
  /** How many characters from `at` are code; undefined when more text is needed to tell. */
  read(text: string, at: number, ended: boolean): number | undefined;
  /** Takes note of what is passed on, code or not. A line break comes by itself. */
  passed(text: string): void;
  /** Something was taken out here. */
  removed(): void;
  /** Mathematics, which some readers know and others do not: until the end of the paragraph, or of the text. */
  doubt(until: "paragraph" | "text"): void;
  /** Whether a block, such as a definition, may begin here. */
  atBlockStart(): boolean;
};

/** Backticks in a paragraph, open until the same number of them; at the beginning of a line, perhaps those of a fence. */
type Opened = { run: number; fence: boolean; piped: boolean };
type Fence = { sign: string; run: number; indent: number };

/** Characters within which a span of code must end if it holds what would be a link or a marker outside. */
const longestSpan = 1000;
/** What would mean something outside code. */
const meaningful = /[`[\]<!\\\r\n&:]|(?<![A-Za-z])[hwf]/gi;

export function codeReader(): CodeReader {
  let opened: Opened | undefined;
  let fence: Fence | undefined;
  let atFencedLine = false;
  const lines = lineReader();
  let last = "";
  /** Whether a bracket of the paragraph may still be open. */
  let inBrackets = false;
  /** Whether backticks of this paragraph are paired as by every reader. */
  let paired = true;
  /** Whether all fences so far have been read as by every reader. */
  let clear = true;

  const noCode = () => {
    opened = undefined;
    paired = false;
    return 0;
  };

  const readFence = ({ sign, run, indent }: Fence, text: string, at: number, ended: boolean): number | undefined => {
    const found = /\r\n|\n|\r/g;
    found.lastIndex = at;
    const lineBreak = found.exec(text);
    const rest = text.slice(at, lineBreak?.index);
    if (atFencedLine) {
      if (!lineBreak && !ended && rest.length < longestLine && /^[ \t]*[`~]*[ \t]*$/.test(rest)) return undefined;
      const closing = /^ *([`~]+)[ \t]*$/.exec(rest.length < longestLine ? rest : "")?.[1];
      const closes = closing !== undefined && closing.length >= run && closing === sign.repeat(closing.length);
      if (closes && indentOf(rest) === indent) {
        fence = undefined;
        return rest.length;
      }
      // Whether a list item ends here, and the fence with it, is for each reader to say.
      if (closes || (rest.trim() !== "" && indentOf(rest) < indent)) {
        fence = undefined;
        clear = false;
        return 0;
      }
    }
    atFencedLine = lineBreak !== null;
    return rest.length + (lineBreak?.[0].length ?? 0);
  };

  const openFence = (sign: string, run: number) => {
    fence = { sign, run, indent: lines.indent() };
    opened = undefined;
    lines.clear();
  };

  const readOpened = (span: Opened, text: string, at: number, ended: boolean): number | undefined => {
    meaningful.lastIndex = at;
    const next = meaningful.exec(text)?.index ?? text.length;
    if (next > at) {
      span.piped ||= text.slice(at, next).includes("|");
      return next - at;
    }
    const sign = text[at]!;
    // Only that of http, https and ftp.
    if (sign === ":" && !/[ps]/i.test(last)) return 1;
    if (sign === "\n" || sign === "\r") {
      if (!span.fence) return noCode();
      openFence("`", span.run);
      atFencedLine = true;
      return text.startsWith("\r\n", at) ? 2 : 1;
    }
    if (sign === "`") {
      const run = runLength(text, at);
      if (at + run === text.length && !ended) return undefined;
      if (span.fence && !paired) return noCode();
      span.fence = false;
      if (run === span.run) {
        opened = undefined;
        // A table ends a cell here, and code with it.
        if (span.piped) paired = false;
      }
      return run;
    }
    const end = spanEnd(span, text.slice(at, at + longestSpan), ended || text.length - at >= longestSpan);
    if (end === undefined) return undefined;
    const closes = text[at + end - 1] === "`";
    // A link may take precedence over the code in its text, and a definition does.
    if (end > 0 && !(closes && ((span.fence && !paired) || (inBrackets && /\][(:]/.test(text.slice(at, at + end)))))) {
      if (closes) opened = undefined;
      return end;
    }
    if (span.fence && text.length - at >= longestSpan) clear = false;
    return noCode();
  };

  return {
    read(text, at, ended) {
      if (fence) {
        const length = readFence(fence, text, at, ended);
        if (length !== 0) return length;
      }
      if (opened) {
        const length = readOpened(opened, text, at, ended);
        if (length !== 0) return length;
      }
      const sign = text[at]!;
      if (!clear || (sign !== "`" && sign !== "~")) return 0;
      const run = runLength(text, at);
      if (at + run === text.length && !ended) return undefined;
      if (run >= 3 && lines.atBlockStart()) {
        clear = lines.opensFence();
        if (!clear) return 0;
        if (sign === "`") opened = { run, fence: true, piped: false };
        else {
          openFence("~", run);
          atFencedLine = false;
        }
        return run;
      }
      if (sign === "~" || !paired) return 0;
      opened = { run, fence: false, piped: false };
      return run;
    },
    passed(text) {
      last = text.at(-1) ?? last;
      if (fence) return;
      if (!opened) inBrackets ||= /\[[^\]]*$/.test(text);
      if (!/^[\r\n]/.test(text)) lines.add(text);
      else if (lines.end()) {
        paired = true;
        inBrackets = false;
      }
    },
    removed() {
      if (lines.removed()) clear = false;
    },
    doubt(until) {
      paired = false;
      if (until === "text") clear = false;
    },
    atBlockStart: lines.atBlockStart,
  };
}

function runLength(text: string, at: number): number {
  let end = at + 1;
  while (text[end] === text[at]) end++;
  return end - at;
}

/** Where in what follows a span ends with its backticks, or the line of a fence ends; 0 if it is no code, undefined if that is open. */
function spanEnd(span: Opened, following: string, ended: boolean): number | undefined {
  let fence = span.fence;
  for (const { 0: sign, index } of following.matchAll(/`+|[\r\n]/g)) {
    const end = index + sign.length;
    if (sign[0] !== "`") return fence ? index : 0;
    if (end === following.length && !ended) return undefined;
    fence = false;
    if (sign.length === span.run) return span.piped || following.slice(0, end).includes("|") ? 0 : end;
  }
  return ended ? 0 : undefined;
}
