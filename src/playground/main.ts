import { createClient } from "../client/client.ts";
import { categoryChoice } from "./categories.ts";
import { find } from "./dom.ts";
import { exchange, type Surroundings } from "./exchange.ts";
import { keyField } from "./key.ts";
import { sourcePanel } from "./source-panel.ts";

type Exchange = ReturnType<typeof exchange>;

/** As the API allows. */
const mostTurns = 100;
const longestTurn = 16_000;

const key = keyField(() => void loadCategories());
const client = createClient(location.origin, { headers: key.headers });
const categories = categoryChoice(client);
const panel = sourcePanel(key.headers);
const status = find("#status");
const conversation = find("#conversation");
const introduction = find("#introduction");
const restart = find<HTMLButtonElement>("#restart");
const composer = find<HTMLFormElement>("#composer");
const question = find<HTMLTextAreaElement>("#question");
const submit = find<HTMLButtonElement>("button[type=submit]", composer);

const surroundings: Surroundings = {
  client,
  hasKey: () => "authorization" in key.headers(),
  showSource: (view, from) => void panel.show(view, from),
  announce: (text) => void (status.textContent = text),
};

let exchanges: Exchange[] = [];
/** Of the question under way. */
let running: AbortController | undefined;

const history = () =>
  exchanges
    .flatMap(({ turns }) => turns())
    .map(({ role, content }) => ({ role, content: content.slice(0, longestTurn) }))
    .slice(-mostTurns);

async function run(asked: Exchange): Promise<void> {
  running = new AbortController();
  submit.textContent = "Stop";
  await asked.run(running.signal);
  running = undefined;
  submit.textContent = "Ask";
  // They may have changed, or could not be had before.
  await loadCategories();
}

/** What else fails shows with the next question. */
const loadCategories = () => categories.load().catch(key.askAfter);

function send(): void {
  const text = question.value.trim();
  if (text === "") return;
  const chosen = categories.chosen();
  const before = history();
  const asked = exchange(
    { question: text, ...(before.length > 0 && { history: before }), ...(chosen.length > 0 && { category: chosen }) },
    surroundings,
  );
  asked.element.addEventListener("retry", () => {
    if (!running) void run(asked);
  });
  exchanges.push(asked);
  conversation.append(asked.element);
  introduction.hidden = true;
  restart.hidden = false;
  question.value = "";
  asked.element.scrollIntoView();
  void run(asked);
}

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  if (running) running.abort();
  else send();
});
question.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  if (!running) send();
});
restart.addEventListener("click", () => {
  running?.abort();
  panel.close();
  exchanges = [];
  conversation.replaceChildren();
  introduction.hidden = false;
  restart.hidden = true;
  status.textContent = "";
  question.focus();
});

void loadCategories();
