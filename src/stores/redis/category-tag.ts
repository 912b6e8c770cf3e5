/** Between the categories of a chunk; cannot occur in one that is encoded. */
export const separator = ",";

/**
 * The form in which a category is a TAG value: `c` and the hexadecimal digits of its UTF-8. No character of it has a meaning
 * in a query or as a separator, so that any name is found exactly and nothing else is.
 */
export function encodeCategory(category: string): string {
  return `c${Buffer.from(category, "utf8").toString("hex")}`;
}

export function decodeCategory(encoded: string): string {
  return Buffer.from(encoded.slice(1), "hex").toString("utf8");
}
