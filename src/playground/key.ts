import { FootnoteError } from "../client/client.ts";
import { find } from "./dom.ts";

const name = "footnote-key";

/** The key that requests are sent with, kept as long as the tab is; the page asks for one only where the server does. */
export function keyField(onChange: () => void) {
  const form = find<HTMLFormElement>("#key");
  const input = find<HTMLInputElement>("input", form);
  const reason = find(".reason", form);
  const forget = find<HTMLButtonElement>("#forget");
  let key = stored();

  const use = (given: string) => {
    key = given;
    keep(given);
    forget.hidden = given === "";
    input.value = "";
    onChange();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.hidden = true;
    use(input.value.trim());
  });
  forget.addEventListener("click", () => use(""));
  forget.hidden = key === "";

  return {
    headers: (): Record<string, string> => (key === "" ? {} : { authorization: `Bearer ${key}` }),
    /** Asks for another one where that is why a request failed. */
    askAfter(error: unknown) {
      if (!(error instanceof FootnoteError) || error.problem.status !== 401) return;
      reason.textContent = key === "" ? "" : (error.problem.detail ?? "");
      form.hidden = false;
      input.focus();
    },
  };
}

/** Browsers may forbid a page to keep anything. */
function stored(): string {
  try {
    return sessionStorage.getItem(name) ?? "";
  } catch {
    return "";
  }
}

function keep(key: string): void {
  try {
    if (key === "") sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, key);
  } catch {
    // It lasts until the page is left.
  }
}
