import { UnknownModelError } from "../../errors.ts";

/** The model that answers from all documents. */
export const wholeCorpus = "footnote";

/** The model that answers from the documents of a category, such as `footnote:billing`. */
export const modelOf = (category: string) => `${wholeCorpus}:${category}`;

/**
 * The category that a model's name ends in; a name may hold further colons.
 * @throws UnknownModelError
 */
export function categoryOf(model: string): string | undefined {
  if (model === wholeCorpus) return undefined;
  const prefix = modelOf("");
  if (!model.startsWith(prefix) || model === prefix) throw new UnknownModelError(model, [wholeCorpus, modelOf("<category>")]);
  return model.slice(prefix.length);
}
