export type PdfOptions = {
  title?: string;
  /** Entries of the trailer. */
  trailer?: string;
  /** By number, in place of what is there: 1 the catalogue, 2 the tree of pages, 10000 the first page, 10001 its contents. */
  objects?: Record<number, string>;
};

/**
 * A PDF in Helvetica. @param pages the lines of each page, an empty one for the space between paragraphs; in Latin-1
 */
export function pdf(pages: string[][], { title, trailer = "", objects: more = {} }: PdfOptions = {}): Uint8Array<ArrayBuffer> {
  const pageNumber = (index: number) => 10_000 + index * 2;
  const objects: Record<number, string> = {
    1: "<< /Type /Catalog /Pages 2 0 R >>",
    2: `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${pageNumber(index)} 0 R`).join(" ")}] >>`,
    3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ...(title !== undefined && { 4: `<< /Title ${literal(title)} >>` }),
  };
  for (const [index, lines] of pages.entries()) {
    objects[pageNumber(index)] =
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F 3 0 R >> >> /Contents ${pageNumber(index) + 1} 0 R >>`;
    objects[pageNumber(index) + 1] = stream(`BT /F 11 Tf 72 720 Td 13 TL\n${lines.map((line) => `${literal(line)} Tj T*`).join("\n")}\nET`);
  }
  Object.assign(objects, more);
  let file = "%PDF-1.7\n";
  const offsets: [number: number, offset: number][] = [];
  for (const [number, object] of Object.entries(objects)) {
    offsets.push([Number(number), file.length]);
    file += `${number} 0 obj\n${object}\nendobj\n`;
  }
  const table = offsets.map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = Math.max(...offsets.map(([number]) => number)) + 1;
  const info = title === undefined ? "" : "/Info 4 0 R ";
  const start = file.length;
  file += `xref\n0 1\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${info}${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Uint8Array.from(file, (character) => character.codePointAt(0)!);
}

/** A PDF that asks for a password. */
export function encryptedPdf(): Uint8Array<ArrayBuffer> {
  const hash = `<${"5a".repeat(32)}>`;
  return pdf([["Secret."]], {
    trailer: `/Encrypt 100 0 R /ID [<00> <00>]`,
    objects: { 100: `<< /Filter /Standard /V 1 /R 2 /P -4 /O ${hash} /U ${hash} >>` },
  });
}

export const stream = (content: string, entries = "") => `<< /Length ${content.length} ${entries}>>\nstream\n${content}\nendstream`;
const literal = (text: string) => `(${text.replaceAll(/[\\()]/g, String.raw`\$&`)})`;
