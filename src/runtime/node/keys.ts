import { type KeyRecord, newKey, type Scope, scopes } from "../../access/key.ts";
import { categoryFilter } from "../../http/schemas.ts";
import type { Store } from "../../stores/store.ts";
import { misused, readArguments, type Usage } from "./arguments.ts";
import type { NodeContext } from "./context.ts";

export const keysUsage: Usage = [
  "npm run keys -- [list] [--json]",
  "npm run keys -- create name [--scope ask|ingest|admin]... [--category name]... [--json]",
  "npm run keys -- revoke id [--json]",
  "npm run keys -- clear [--json]",
];

type Values = { scope?: string[] | undefined; category?: string[] | undefined; json?: boolean | undefined };

/** `keys` on the command line. @returns the exit code */
export async function keysCommand({ store }: NodeContext, args: string[]): Promise<number> {
  const many = { type: "string", multiple: true } as const;
  const options = { scope: many, category: many, json: { type: "boolean" } } as const;
  const { values, positionals } = readArguments({ args, allowPositionals: true, options }, keysUsage);
  const [action = "list", argument, ...more] = positionals;
  const wrong = (problem: string) => misused([problem], keysUsage);
  if (more.length > 0) throw wrong(`keys ${action} takes one argument at most.`);
  if (argument !== undefined && action === "list") throw wrong("keys list takes no argument.");
  if (argument !== undefined && action === "clear")
    throw wrong(`keys clear forgets all keys and takes no argument; to withdraw one: npm run keys -- revoke ${argument}.`);
  if (action !== "create" && (values.scope ?? values.category)) throw wrong("--scope and --category go with create alone.");
  const print = (value: unknown, described: string) =>
    process.stdout.write(`${values.json ? JSON.stringify(value, null, 2) : described}\n`);
  const { keys } = store;

  switch (action) {
    case "list": {
      const records = await keys.list();
      print(records.map(withoutHash), records.length === 0 ? noKeys : records.map(describe).join("\n"));
      return 0;
    }
    case "create": {
      const first = !(await keys.any());
      const { token, record } = await newKey(parseFields(argument, values), new Date());
      const warning = await unknownCategories(store, record.categories ?? []);
      await keys.write(record);
      print({ key: token, ...withoutHash(record) }, `${describe(record)}\n\n${token}\n`);
      process.stderr.write("It is shown this once: only a hash of it is stored.\n");
      if (warning !== undefined) process.stderr.write(`${warning}\n`);
      if (first) process.stderr.write("This is the first key. Within a second, servers answer no request without one.\n");
      return 0;
    }
    case "revoke": {
      if (argument === undefined) throw wrong("keys revoke needs the id of a key; npm run keys -- list has it.");
      const record = await keys.read(argument);
      if (!record) throw wrong(`There is no key of the id ${JSON.stringify(argument)}.`);
      const revoked = { ...record, revoked: record.revoked ?? new Date().toISOString() };
      await keys.write(revoked);
      print(withoutHash(revoked), `${describe(revoked)}\n\nWithin a second, it is refused.`);
      return 0;
    }
    case "clear":
      await keys.clear();
      print([], noKeys);
      return 0;
    default:
      throw wrong(`keys has no ${JSON.stringify(action)}.`);
  }
}

const noKeys = "There is no key. Whoever reaches a server on this machine may ask; on another address, only with ALLOW_ANONYMOUS=true.";

function parseFields(name: string | undefined, { scope = ["ask"], category }: Values): Pick<KeyRecord, "name" | "scopes" | "categories"> {
  const problems: string[] = [];
  if (name === undefined || name.trim() === "") problems.push("A key needs a name, so that people know who it is for.");
  const unknown = scope.filter((given) => !(scopes as readonly string[]).includes(given));
  if (unknown.length > 0) problems.push(`--scope is ${unknown.join(", ")}; allowed: ${scopes.join(", ")}.`);
  const categories = categoryFilter.optional().safeParse(category);
  if (!categories.success) problems.push("--category needs a name of 1 to 256 characters, and no more than 100 of them.");
  if (category && scope.some((given) => given !== "ask"))
    problems.push("--category goes with the scope ask alone: a key that changes documents could overwrite what it cannot see.");
  if (problems.length > 0) throw misused(problems, keysUsage);
  return { name: name!, scopes: [...new Set(scope)] as Scope[], categories: categories.data ? [...new Set(categories.data)] : null };
}

/** A warning of categories that no document has, since documents may come later. Before an ingestion, there are none to tell them by. */
async function unknownCategories(store: Store, categories: string[]): Promise<string | undefined> {
  const live = categories.length > 0 ? await store.readManifest() : undefined;
  if (!live) return undefined;
  const index = store.open(live);
  const unknown = await index.unknownCategories(categories);
  if (unknown.length === 0) return undefined;
  const known = (await index.categories()).map(({ name }) => name);
  return `No document is of the category ${quoted(unknown)}; the key sees none of it until there is one. There are: ${quoted(known) || "none"}.`;
}

const quoted = (names: string[]) => names.map((name) => JSON.stringify(name)).join(", ");

const withoutHash = ({ id, name, scopes, categories, created, revoked }: KeyRecord) => ({ id, name, scopes, categories, created, revoked });

function describe({ id, name, scopes, categories, created, revoked }: KeyRecord): string {
  const sees = categories ? `only ${quoted(categories)}` : "all categories";
  const state = revoked ? `revoked ${revoked.slice(0, 10)}` : `created ${created.slice(0, 10)}`;
  return `${id}  ${name}  (${scopes.join(", ")}; ${sees}; ${state})`;
}
