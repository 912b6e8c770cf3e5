/** A run of characters as PDF.js finds it. */
export type Run = {
  str: string;
  /** The last two: where it begins, and its base line, upwards from the bottom of the page. */
  transform: number[];
  /** Of the characters. */
  height: number;
  hasEOL: boolean;
};

type Line = { text: string; base: number; height: number };

/** The text of each page: its lines in the order of the file, with an empty line where the distance says that a paragraph begins. */
export function pageTexts(pages: Run[][]): string[] {
  const lines = pages.map(toLines);
  const usual = lowerQuartile(lines.flatMap(distances).filter((gap) => gap > 0));
  return lines.map((page) => page.map((line, index) => `${separator(page[index - 1], line, usual)}${line.text}`).join(""));
}

function separator(before: Line | undefined, line: Line, usual: number): string {
  if (!before) return "";
  const gap = before.base - line.base;
  // Upwards is a new column. Lines of other sizes are a heading and what it heads. Where lines are far apart, paragraphs are farther.
  const resized = Math.abs(before.height - line.height) > Math.max(before.height, line.height) * 0.15;
  return gap < 0 || resized || (gap > usual * 1.3 && gap > line.height * 1.5) ? "\n\n" : "\n";
}

/** Between the base lines of neighbours. */
const distances = (lines: Line[]) => lines.slice(1).map((line, index) => lines[index]!.base - line.base);

function toLines(runs: Run[]): Line[] {
  const lines: Line[] = [];
  let text = "";
  let base: number | undefined;
  let height = 0;
  const end = () => {
    const line = tidy(text);
    if (line !== "") lines.push({ text: line, base: base ?? 0, height });
    text = "";
    base = undefined;
    height = 0;
  };
  for (const { str, transform, height: size, hasEOL } of runs) {
    text += str;
    if (str.trim() !== "") {
      base ??= transform[5] ?? 0;
      height = Math.max(height, size);
    }
    if (hasEOL) end();
  }
  end();
  return lines;
}

/** Without control characters and with spaces once. */
function tidy(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Z}\uFFFE\uFFFF]+/gu, " ")
    .trim();
}

function lowerQuartile(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) / 4)] ?? 0;
}
