import { z } from "zod";
import { categoryName, longestCategory } from "../categories.ts";
import type { Extracted } from "../readers/reader.ts";

/** Which fields of a record are what; `a.b` names the field b of the field a. */
export type RecordFields = {
  /** Those that a record has are joined by empty lines. */
  text: string[];
  /** The first that a record has. */
  title: string[];
  /** A name or a list of names. */
  category: string;
  /** What tells a record from the others of its file, and stays when it is edited or moved. */
  id: string;
};

export type ReadRecord = { id: string | undefined; extracted: Extracted };

const categoriesSchema = z.array(categoryName).min(1);

/** @returns undefined when the record has no text; a text that says why it cannot be used */
export function readRecord(value: unknown, fields: RecordFields): ReadRecord | string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "is no object with fields";
  const texts = fields.text.flatMap((name) => textOf(field(value, name)) ?? []).filter((text) => text.trim() !== "");
  if (texts.length === 0) return undefined;
  const category = field(value, fields.category) ?? "";
  const categories = category === "" ? undefined : categoriesSchema.safeParse([category].flat());
  if (categories && !categories.success) {
    return `has a category that cannot be used: it must be a text of 1 to ${longestCategory} characters or a list of such`;
  }
  const title = fields.title.map((name) => textOf(field(value, name))?.trim()).find((text) => text);
  const id = textOf(field(value, fields.id))?.trim();
  return {
    id: id || undefined,
    extracted: {
      // NUL ends a text for some stores.
      text: texts.join("\n\n").toWellFormed().replaceAll("\0", ""),
      bodyStart: 0,
      format: "markdown",
      title: title?.toWellFormed() || undefined,
      categories: categories?.data,
    },
  };
}

/** The names of what a record has. */
export function fieldNames(value: unknown): string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

function field(value: object, name: string): unknown {
  if (Object.hasOwn(value, name)) return value[name as keyof typeof value];
  return name.split(".").reduce<unknown>((inner, part) => (isObject(inner) && Object.hasOwn(inner, part) ? inner[part] : undefined), value);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Of a list, its texts line by line. */
function textOf(value: unknown): string | undefined {
  if (!Array.isArray(value)) return isText(value) ? String(value) : undefined;
  const texts = value.filter(isText);
  return texts.length > 0 ? texts.join("\n") : undefined;
}

const isText = (value: unknown) => typeof value === "string" || typeof value === "number" || typeof value === "boolean";
