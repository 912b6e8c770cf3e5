import { UnknownCategoryError } from "../errors.ts";
import type { LiveIndex } from "../manifest/live-index.ts";

/** @throws UnknownCategoryError when no chunk has one of the categories */
export async function assertKnown({ index, unknownCategories }: LiveIndex, categories: string[] | undefined): Promise<void> {
  const unknown = categories ? await unknownCategories(categories) : [];
  if (unknown.length > 0)
    throw new UnknownCategoryError(
      unknown,
      (await index.categories()).map(({ name }) => name),
    );
}
