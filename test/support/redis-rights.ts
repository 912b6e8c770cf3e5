import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "redis";
import { bundledCorpus } from "./server.ts";

/** The rights of Redis users as the documents say which Footnote needs, for an INDEX_NAME. */
export async function documentedRights(indexName: string) {
  const text = await readFile(join(bundledCorpus, "footnote/redis-store.md"), "utf8");
  const found = (pattern: RegExp): string[] => {
    const [, rights] = pattern.exec(text) ?? [];
    if (rights === undefined) throw new Error(`corpus/footnote/redis-store.md has nothing like ${pattern} any more.`);
    return rights.replaceAll("~footnote", `~${indexName}`).split(" ");
  };
  const ingesting = found(/^ACL SETUSER footnote on >password (.+)$/m);
  const keys = ingesting.filter((right) => right.startsWith("~"));
  return {
    ingesting,
    reading: [...keys, ...found(/A server that never ingests needs `([^`]+)` only/)],
    /** In addition, where a server that only reads has limits. */
    limits: found(/and with limits also `([^`]+)`/),
    /** In addition, in a cluster. */
    cluster: found(/In a cluster, add `([^`]+)`/),
    /** In addition, for the doctor to see the memory. */
    memory: found(/checks of `npm run doctor`, add `([^`]+)`/),
  };
}

/** A user of the servers at `urls` that has these rights and no other, gone after use. @returns with the URLs for it */
export async function redisUser(urls: string[], rights: string[]) {
  const [name, password] = [`user-${crypto.randomUUID().slice(0, 8)}`, "secret"];
  const onEach = async (...command: string[]) => {
    for (const url of urls) {
      const client = createClient({ url });
      await client.connect();
      await client.sendCommand(["ACL", ...command]).finally(() => client.destroy());
    }
  };
  await onEach("SETUSER", name, "reset", "on", `>${password}`, ...rights);
  return {
    urls: urls.map((url) => Object.assign(new URL(url), { username: name, password }).href),
    [Symbol.asyncDispose]: () => onEach("DELUSER", name),
  };
}
