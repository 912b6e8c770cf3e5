/** The ending of a file's name, in lower case; empty when there is none. */
export function endingOf(source: string): string {
  return /\.([^./]+)$/.exec(source)?.[1]?.toLowerCase() ?? "";
}

/** The path of the file that a document is or that holds it as a record, without the ending of the file's name. */
export function filePath(source: string): string {
  return source.replace(/(\.[A-Za-z0-9]+)#.*$/s, "$1").replace(/\.[A-Za-z0-9]+$/, "");
}

const plain = new Set(["md", "markdown", "mdx", "txt", "text"]);

/** Whether the text of such a document is the file itself, so that its lines are those of the file. */
export function isPlain(source: string): boolean {
  return plain.has(endingOf(source));
}
