/** Characters of a line that tell what it begins. */
export const longestLine = 200;

/** What stands before the text of a line: indentation and marks of quotations and lists. */
const blockStart = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*[ \t>]*$/;
/** The same where something was taken out, which may have left a space. */
const cutBlockStart = /^(?:[ \t>]|[-*+]|\d{1,9}[.)])*$/;
const fenceStart = /^(?:[ \t>]|[-*+]|\d{1,9}[.)])*```/;
const listItem = /^( *)(?:([-*+])|(\d{1,9})[.)]) {1,4}(?=\S)/;

/** Keeps the lines of a Markdown text as they are passed on, and the list item that they belong to. */
export function lineReader() {
  let line = "";
  let isCut = false;
  let afterBlank = true;
  /** Columns in which the text of the innermost list item begins. */
  let item = 0;

  return {
    indent: () => indentOf(line),
    /** Whether a block, such as a definition, may begin here. */
    atBlockStart: () => (isCut ? cutBlockStart : blockStart).test(line),
    /** Whether a fence here is one for every reader: they do not agree in a quotation, or in a list item that may have ended. */
    opensFence: () => !isCut && /^ *$/.test(line) && line.length >= item && line.length <= item + 3,
    /** Something was taken out. @returns whether that may have made a fence of the line, which has no backtick after its beginning */
    removed(): boolean {
      isCut ||= cutBlockStart.test(line);
      return !isCut && fenceStart.test(line);
    },
    add(text: string): void {
      if (line.length < longestLine) line += text.slice(0, longestLine);
    },
    /** @returns whether the line was blank */
    end(): boolean {
      const blank = /^[ \t]*$/.test(line) && !isCut;
      const found = listItem.exec(line);
      const indent = indentOf(line);
      if (found && indent <= item + 3 && (afterBlank || item > 0 || found[2] !== undefined || found[3] === "1")) item = found[0].length;
      else if (!blank && indent < item) item = 0;
      afterBlank = blank;
      line = "";
      isCut = false;
      return blank;
    },
    clear(): void {
      line = "";
    },
  };
}

export const indentOf = (line: string) => /^ */.exec(line)![0].length;
