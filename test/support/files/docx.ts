import { strToU8, zipSync, type Zippable } from "fflate";

export type Paragraph = { style?: "Title" | "Heading1" | "Heading2"; text: string } | { rows: string[][] };

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const packages = "http://schemas.openxmlformats.org/package/2006";
const office = "http://schemas.openxmlformats.org/officeDocument/2006";

/** A Word document. */
export function docx(paragraphs: Paragraph[]): Uint8Array<ArrayBuffer> {
  const body = paragraphs.map((one) => ("rows" in one ? table(one.rows) : paragraph(one.text, one.style))).join("");
  return docxOf(`${declaration}<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`);
}

/** The same around any XML, beside other parts. */
export function docxOf(document: string, more: Zippable = {}): Uint8Array<ArrayBuffer> {
  const styles = ["Title", "heading 1", "heading 2"].map((name) => {
    const id = name === "Title" ? name : name.replace("heading ", "Heading");
    return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`;
  });
  return zipped({
    "[Content_Types].xml":
      `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
      `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>`,
    "_rels/.rels": relationships("officeDocument", "word/document.xml"),
    "word/_rels/document.xml.rels": relationships("styles", "styles.xml"),
    "word/styles.xml": `${declaration}<w:styles xmlns:w="${word}">${styles.join("")}</w:styles>`,
    "word/document.xml": document,
    ...more,
  });
}

/** A ZIP archive. */
export function zipped(parts: Record<string, string> | Zippable): Uint8Array<ArrayBuffer> {
  const bytes = Object.entries(parts).map(([name, part]) => [name, typeof part === "string" ? strToU8(part) : part]);
  return zipSync(Object.fromEntries(bytes) as Zippable) as Uint8Array<ArrayBuffer>;
}

const relationships = (type: string, target: string) =>
  `${declaration}<Relationships xmlns="${packages}/relationships">` +
  `<Relationship Id="r1" Type="${office}/relationships/${type}" Target="${target}"/></Relationships>`;

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const paragraph = (text: string, style?: string) =>
  `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ""}<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;
const table = (rows: string[][]) =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join("")}</w:tr>`).join("")}</w:tbl>`;
