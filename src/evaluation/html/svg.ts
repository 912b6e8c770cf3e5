/** Text as it may stand in HTML and SVG, in attributes too. */
export function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A picture that fits its column. @param label what a screen reader says of it */
export function svg(width: number, height: number, label: string, contents: string): string {
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(label)}">${contents}</svg>`;
}

export type Anchor = "start" | "middle" | "end";

export function text(x: number, y: number, words: string, anchor: Anchor = "start", style = ""): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" class="${style}">${escape(words)}</text>`;
}

/** @param hint shown when the pointer rests on it */
export function bar(x: number, y: number, width: number, height: number, hint: string): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="2" class="bar"><title>${escape(hint)}</title></rect>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, style: string): string {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" class="${style}"/>`;
}

export function dot(x: number, y: number, style: string, hint: string): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="5" class="${style}"><title>${escape(hint)}</title></circle>`;
}

/** A horizontal interval with ends. */
export function whisker(from: number, to: number, y: number): string {
  return line(from, y, to, y, "whisker") + line(from, y - 4, from, y + 4, "whisker") + line(to, y - 4, to, y + 4, "whisker");
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
