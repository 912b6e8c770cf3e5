import type { Nodes, Parents, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import { tooNested } from "../text/nested-markdown.ts";
import { element, fragment } from "./dom.ts";

/** Elements within elements; more would take a browser's stack. */
const deepest = 30;

/** What stands in place of `[n]`. */
export type ToMarker = (marker: number) => Node;

/** Characters; parsing time grows faster than the text, and no answer is so long. */
const longest = 10_000;
/** Signs of emphasis; each may begin or end what any other one ends or begins, and no answer has so many. */
const mostEmphasis = 1000;

const isParsed = (text: string) => text.length <= longest && !tooNested.test(text) && (text.match(/[*_]/g)?.length ?? 0) <= mostEmphasis;

/** A block of a text, and what it looks like. */
export type Block = { source: string; render: () => Node };

/** The blocks of an answer. What they render is made of known elements and of text: no markup, image or script of the answer's own. */
export function blocks(text: string, toMarker: ToMarker): Block[] {
  const tree: Root = isParsed(text)
    ? fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] })
    : { type: "root", children: [{ type: "paragraph", children: [{ type: "text", value: text }] }] };
  return tree.children.map((node) => ({ source: sourceOf(node, text), render: () => render(node, { text, toMarker, depth: 0 }) }));
}

type Context = { text: string; toMarker: ToMarker; depth: number };

function render(node: Nodes, outer: Context): Node {
  const context = { ...outer, depth: outer.depth + 1 };
  if (context.depth > deepest) return withMarkers(sourceOf(node, context.text), context);
  const inside = (parent: Parents) => parent.children.map((child) => render(child, context));
  switch (node.type) {
    case "text":
      return withMarkers(node.value, context);
    case "paragraph":
      return element("p", {}, ...inside(node));
    case "heading":
      return element(node.depth < 3 ? "h3" : "h4", {}, ...inside(node));
    case "strong":
      return element("strong", {}, ...inside(node));
    case "emphasis":
      return element("em", {}, ...inside(node));
    case "inlineCode":
      return element("code", {}, node.value);
    case "code":
      return element("pre", { tabindex: "0" }, element("code", {}, node.value));
    case "blockquote":
      return element("blockquote", {}, ...inside(node));
    case "list":
      return node.ordered ? element("ol", { start: String(node.start ?? 1) }, ...inside(node)) : element("ul", {}, ...inside(node));
    case "listItem":
      return element("li", {}, ...(node.spread ? inside(node) : node.children.flatMap((child) => tight(child, context))));
    case "table": {
      const [head, ...rows] = node.children.map((row, index) =>
        element("tr", {}, ...row.children.map((cell) => element(index === 0 ? "th" : "td", {}, ...inside(cell)))),
      );
      return element(
        "div",
        { class: "wide", tabindex: "0" },
        element("table", {}, element("thead", {}, head!), element("tbody", {}, ...rows)),
      );
    }
    case "link":
      return safeLink(node.url, inside(node));
    case "break":
      return element("br");
    case "thematicBreak":
      return element("hr");
    default:
      // Markup, images and whatever else there may be: as it was written.
      return withMarkers(sourceOf(node, context.text), context);
  }
}

/** Items of a list without blank lines have no paragraphs. */
function tight(child: Nodes, context: Context): Node[] {
  return child.type === "paragraph" ? child.children.map((node) => render(node, context)) : [render(child, context)];
}

function safeLink(url: string, children: Node[]): Node {
  const safe = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  return safe
    ? element("a", { href: url, rel: "noopener noreferrer nofollow", target: "_blank" }, ...children)
    : element("span", {}, ...children);
}

function withMarkers(text: string, { toMarker }: Context): Node {
  const pieces = text.split(/ ?\[(\d{1,3})\]/);
  return fragment(...pieces.map((piece, index) => (index % 2 === 1 ? toMarker(Number(piece)) : piece)));
}

function sourceOf({ position }: Nodes, text: string): string {
  return position ? text.slice(position.start.offset, position.end.offset) : text;
}
