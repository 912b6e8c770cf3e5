import { z } from "zod";

/** UTF-16 units. */
export const longestCategory = 256;

/** The name of a category as a document may give it. */
export const categoryName = z
  .string()
  .max(longestCategory)
  .refine((name) => name.trim() !== "" && name.isWellFormed(), "must be well-formed Unicode and not blank");
