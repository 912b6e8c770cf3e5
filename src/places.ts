import type { Citation } from "./document.ts";
import { isPlain } from "./plain.ts";

/** What follows a source to say where quotes of it stand, as a reader can look them up: lines, or pages; nothing where the file has neither. */
export function places(citations: Pick<Citation, "source" | "line" | "page">[]): string {
  const pages = unique(citations.flatMap(({ page }) => page ?? []));
  if (pages.length > 0) return `, page ${pages.join(", ")}`;
  const lines = unique(citations.filter(({ source }) => isPlain(source)).map(({ line }) => line));
  return lines.length > 0 ? `:${lines.join(", ")}` : "";
}

const unique = (numbers: number[]) => [...new Set(numbers)];
