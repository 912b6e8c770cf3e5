import { bodyOf, type Client } from "../client/client.ts";
import { element, find } from "./dom.ts";

/** The choice of categories; none chosen means all documents. */
export function categoryChoice(client: Client) {
  const details = find<HTMLDetailsElement>("#categories");
  const summary = find(".chosen", details);
  const choices = find(".choices", details);
  const chosen = () => Array.from(choices.querySelectorAll<HTMLInputElement>("input:checked"), ({ value }) => value);

  const describe = () => {
    const names = chosen();
    summary.textContent = names.length === 0 ? "all documents" : names.length > 3 ? `${names.length} categories` : names.join(", ");
  };
  choices.addEventListener("change", describe);

  return {
    chosen,
    /** Lists those that there are now; what was chosen stays so. */
    async load() {
      const before = chosen();
      const { categories } = await bodyOf(client.categories.$get());
      const options = categories.map(({ name, documents }) =>
        element(
          "label",
          {},
          element("input", { type: "checkbox", value: name, checked: before.includes(name) }),
          element("span", {}, name),
          element("small", {}, String(documents)),
        ),
      );
      choices.replaceChildren(...options);
      details.hidden = options.length === 0;
      describe();
    },
  };
}
