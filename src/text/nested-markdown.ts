/** A line with so many lists and quotations within each other keeps a Markdown parser busy for minutes, and nobody writes it in earnest. */
export const tooNested = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])){30}/m;
