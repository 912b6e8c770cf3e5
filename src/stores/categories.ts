/** @throws RangeError when a filter could be taken for "everything". */
export function assertCategories(categories: string[] | undefined): void {
  if (categories && (categories.length === 0 || categories.includes(""))) {
    throw new RangeError("A category filter needs at least one category, and none may be empty.");
  }
}

/** Order by code point, which the order of UTF-16 units is not beyond the basic plane. */
export function compareCodePoints(one: string, other: string): number {
  const others = other[Symbol.iterator]();
  for (const character of one) {
    const next = others.next();
    if (next.done) return 1;
    const difference = character.codePointAt(0)! - next.value.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return others.next().done ? 0 : -1;
}
