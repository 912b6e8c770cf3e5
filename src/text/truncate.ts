/** The first `length` UTF-16 units of a text, or one less where the last would be half a character. */
export function truncate(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}
