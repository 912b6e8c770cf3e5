import type { Element as HastElement, ElementContent, Root } from "hast";

/** Elements that are not read, or that offer something to press or fill in. */
const unread = new Set(
  (
    "applet audio button canvas datalist dialog embed frame frameset head iframe input link math menu meta nav noframes noscript " +
    "object option progress script select source style svg template textarea title track video"
  ).split(" "),
);
/** https://www.w3.org/TR/wai-aria-1.2/#role_definitions */
const unreadRoles = new Set("alertdialog dialog menu menubar navigation search status tablist toolbar".split(" "));
/** What surrounds the content of a page, but may be part of an article. */
const surroundings = new Set(["aside", "footer", "header"]);
const surroundingRoles = new Set(["banner", "complementary", "contentinfo"]);
const articles = new Set(["article", "main", "section"]);

/** Elements further inside are taken as their text; no page needs as many, and each costs a stack frame. */
const deepestNesting = 200;
/** A cell may say that it spans millions. */
const widestSpan = 20;

/** What there is to read below an element. @param isPage whether its headers, footers and asides are those of a page */
export function content(root: Element, isPage: boolean): Root {
  return { type: "root", children: readable(root, isPage, 0) };
}

function readable(parent: Element, isPage: boolean, depth: number): ElementContent[] {
  return Array.from(parent.childNodes).flatMap((node): ElementContent[] => {
    if (node.nodeType === 3) return [{ type: "text", value: node.nodeValue ?? "" }];
    if (node.nodeType !== 1) return [];
    const element = node as Element;
    const name = element.localName.toLowerCase();
    if (isUnread(element, name, isPage)) return [];
    const children: ElementContent[] =
      depth < deepestNesting
        ? readable(element, isPage && !articles.has(name), depth + 1)
        : [{ type: "text", value: element.textContent ?? "" }];
    return [{ type: "element", tagName: name, properties: properties(element, name), children }];
  });
}

function isUnread(element: Element, name: string, isPage: boolean): boolean {
  const role = element.getAttribute("role") ?? "";
  if (unread.has(name) || unreadRoles.has(role)) return true;
  if (isPage && (surroundings.has(name) || surroundingRoles.has(role))) return true;
  const hidden = element.getAttribute("hidden");
  return (
    (hidden !== null && hidden !== "until-found") ||
    element.getAttribute("aria-hidden") === "true" ||
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test(element.getAttribute("style") ?? "")
  );
}

/** Those that the structure depends on: the language of code, the spans of cells, the first number of a list, the text of a picture. */
function properties(element: Element, name: string): HastElement["properties"] {
  const value = (attribute: string) => element.getAttribute(attribute);
  const number = (attribute: string, largest: number) => Math.min(Number.parseInt(value(attribute) ?? "1", 10) || 1, largest);
  if (name === "code" || name === "pre") return { className: (value("class") ?? "").split(/\s+/) };
  if (name === "td" || name === "th") return { colSpan: number("colspan", widestSpan), rowSpan: number("rowspan", widestSpan) };
  if (name === "ol") return { start: number("start", 1e9) };
  return name === "img" ? { alt: value("alt") ?? "" } : {};
}
