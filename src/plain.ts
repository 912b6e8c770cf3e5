/** The ending of a file's name, in lower case; empty when there is none. */
export function endingOf(source: string): string {
  return /\.([^./]+)$/.exec(source)?.[1]?.toLowerCase() ?? "";
}

const plain = new Set(["md", "markdown", "mdx", "txt", "text"]);

/** Whether the text of such a document is the file itself, so that its lines are those of the file. */
export function isPlain(source: string): boolean {
  return plain.has(endingOf(source));
}
