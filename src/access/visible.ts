/** The categories that a reader may see, or all. Never an empty list. */
export type Visible = "all" | readonly string[];

/** What a reader may know of the categories of a chunk or document; undefined where the reader may not know of it at all. */
export function visibleOf(categories: string[], visible: Visible): string[] | undefined {
  if (visible === "all") return categories;
  const seen = categories.filter((category) => visible.includes(category));
  return seen.length > 0 ? seen : undefined;
}

/** A chunk or document with those of its categories that a reader may know; undefined where that is none. */
export function visiblePart<Part extends { categories: string[] }>(part: Part, visible: Visible): Part | undefined {
  const categories = visibleOf(part.categories, visible);
  return categories && { ...part, categories };
}

/**
 * The filter that finds what a reader may see of what was asked for; undefined finds everything.
 * @returns an empty list where nothing may be found, which is no filter that an engine should be given
 */
export function visibleFilter(asked: string[] | undefined, visible: Visible): string[] | undefined {
  if (visible === "all") return asked;
  return asked ? asked.filter((category) => visible.includes(category)) : [...visible];
}
