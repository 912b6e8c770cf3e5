import type { Element, Root } from "hast";
import { defaultHandlers, type Handle, type State, toMdast } from "hast-util-to-mdast";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { toMarkdown } from "mdast-util-to-markdown";
import { toString } from "mdast-util-to-string";

const children: Handle = (state: State, node: Element) => state.all(node);

/** Headings, lists, tables and code stay as Markdown; addresses of links and emphasis go: nobody searches for or quotes them. */
const handlers: Record<string, Handle> = {
  a: (state, node: Element) => {
    const shown = state.all(node);
    // The mark behind a heading that links to the heading itself.
    return /^[#¶§🔗↑\s]$/u.test(shown.map((one) => toString(one)).join("")) ? [] : shown;
  },
  b: children,
  caption: (state, node: Element) => state.toFlow(state.all(node)),
  del: children,
  em: children,
  i: children,
  img: (_, node: Element) => ({ type: "text", value: String(node.properties.alt ?? "") }),
  mark: children,
  s: children,
  strike: children,
  strong: children,
  table: (state, node: Element) => (isLayout(node) ? state.toFlow(cells(node).flatMap((cell) => state.all(cell))) : table(state, node)),
  u: children,
};

/** Whether a table only puts things beside each other: it holds what no cell of data holds, or has a single column. */
function isLayout(table: Element): boolean {
  return holds(table, /^(?:h[1-6]|pre|table)$/) || within(table, /^tr$/).every((row) => cells(row).length <= 1);
}

const holds = (parent: Element, name: RegExp) => within(parent, name).length > 0;
const cells = (parent: Element) => within(parent, /^t[dh]$/);

/** Elements of a name below another, outermost only. */
function within(parent: Element, name: RegExp): Element[] {
  return parent.children.flatMap((child) => {
    if (child.type !== "element") return [];
    return name.test(child.tagName) ? [child] : within(child, name);
  });
}

/** A table without a head would get an empty one. */
function table(state: State, node: Element): ReturnType<Handle> {
  const made = defaultHandlers.table(state, node);
  if (made.type !== "table") return made;
  const [head, ...rows] = made.children;
  return head && toString(head) === "" && rows.length > 0 ? { ...made, children: rows } : made;
}

/** What there is to read, as Markdown whose text is exactly the page's: nothing is escaped. */
export function markdown(readable: Root): string {
  return toMarkdown(toMdast(readable, { handlers }), {
    bullet: "-",
    extensions: [gfmTableToMarkdown({ tablePipeAlign: false })],
    handlers: { text: ({ value }: { value: string }) => value, break: () => "\n" },
  });
}
