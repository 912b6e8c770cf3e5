import type { SourceDocument } from "../../document.ts";

/** The text of a file or record, and what it says of itself. */
export type Extracted = Pick<SourceDocument, "text" | "bodyStart" | "format" | "pageStarts"> & {
  title?: string | undefined;
  categories?: string[] | undefined;
};

/** What is known of a file beside its contents; it goes before what the file says of itself. */
export type Given = {
  title?: string | undefined;
  categories?: string[] | undefined;
  /** The ending that stands for its format, where its name has none. */
  format?: string | undefined;
};

/** Reads files of one format. @throws UnreadableDocumentError */
export type Reader = (bytes: Uint8Array<ArrayBuffer>) => Extracted | Promise<Extracted>;
