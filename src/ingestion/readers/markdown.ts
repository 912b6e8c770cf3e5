import { parse } from "yaml";
import { z } from "zod";
import { UnreadableDocumentError } from "../../errors.ts";
import { categoryName, longestCategory } from "../categories.ts";
import { byteOrderMark, decodeUtf8 } from "./contents.ts";
import type { Extracted, Reader } from "./reader.ts";

const frontMatterSchema = z.object({
  title: z.union([z.string(), z.number(), z.boolean()]).transform(String).pipe(z.string().trim().min(1)).nullish(),
  category: z.union([categoryName, z.array(categoryName).min(1)]).nullish(),
});

export const readMarkdown: Reader = (bytes) => {
  const text = decodeUtf8(bytes);
  const { fields, bodyStart } = frontMatter(text);
  return { text, bodyStart, format: "markdown", ...named(fields) };
};

/** MDX as Markdown: what its components hold is found as in HTML. */
export const readMdx: Reader = (bytes) => {
  const document = readMarkdown(bytes) as Extracted;
  return { ...document, bodyStart: document.bodyStart + leadingModuleCode(document.text.slice(document.bodyStart)) };
};

/** The length of the paragraphs of `import` and `export` that a body begins with. */
function leadingModuleCode(body: string): number {
  return /^(?:\s*(?:import|export)\b(?:.+(?:\r\n|\n|\r|$))+)*/.exec(body)![0].length;
}

function named({ title, category }: z.infer<typeof frontMatterSchema>): Pick<Extracted, "title" | "categories"> {
  return { title: title ?? undefined, categories: category == null ? undefined : [category].flat() };
}

function frontMatter(text: string): { fields: z.infer<typeof frontMatterSchema>; bodyStart: number } {
  const start = byteOrderMark(text);
  const opening = /^---[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(start));
  if (!opening) return { fields: {}, bodyStart: start };
  const rest = text.slice(start + opening[0].length);
  const closing = /^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)/m.exec(rest);
  if (!closing) {
    // A line of dashes may also be a rule at the top of an ordinary document.
    if (!/^[\w-]+[ \t]*:/.test(rest)) return { fields: {}, bodyStart: start };
    throw new UnreadableDocumentError("has front matter without a closing line of ---");
  }
  let yaml: unknown;
  try {
    // The parser takes a lone CR for a character of the line.
    yaml = parse(rest.slice(0, closing.index).replaceAll(/\r\n?/g, "\n"));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split("\n")[0]!.replace(/:$/, "") : String(cause);
    throw new UnreadableDocumentError(`has front matter that is not valid YAML: ${reason}`, { cause });
  }
  const fields = frontMatterSchema.safeParse(yaml ?? {});
  if (!fields.success) {
    throw new UnreadableDocumentError(
      `has front matter that cannot be used: it must be a mapping, title a text, category a text of 1 to ${longestCategory} characters or a list of such`,
    );
  }
  return { fields: fields.data, bodyStart: start + opening[0].length + closing.index + closing[0].length };
}
