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

/** The text of a page: its lines in the order of the file, with an empty line where the distance says that a paragraph begins. */
export function pageText(runs: Run[]): string {
  const lines = toLines(runs);
  const usual = median(lines.flatMap((line, index) => (index > 0 ? distance(lines[index - 1]!, line) : [])).filter((gap) => gap > 0));
  return lines
    .map((line, index) => {
      if (index === 0) return line.text;
      const before = lines[index - 1]!;
      const gap = distance(before, line);
      // Upwards is a new column. Lines of other sizes are a heading and what it heads.
      const apart = gap < 0 || gap > usual * 1.3 || Math.abs(before.height - line.height) > Math.max(before.height, line.height) * 0.15;
      return `${apart ? "\n\n" : "\n"}${line.text}`;
    })
    .join("");
}

const distance = (above: Line, below: Line) => above.base - below.base;

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

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) / 2)] ?? 0;
}
