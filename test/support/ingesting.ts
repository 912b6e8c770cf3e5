import type { Scope } from "../../src/access/key.ts";
import { sha256 } from "../../src/hash.ts";
import type { Store } from "../../src/stores/store.ts";
import { cleanRedis, liveRedisUrl } from "./redis.ts";
import { startApp, type Variables } from "./server.ts";

const [id, secret] = ["0123456789ab", "5e".repeat(24)];
/** What the holder of the ingest key sends. */
export const authorization = `Bearer fn_${id}_${secret}`;

/** Puts the ingest key into a store. */
export async function writeIngestKey({ keys }: Store): Promise<void> {
  const scopes: Scope[] = ["ask", "ingest"];
  const created = new Date().toISOString();
  await keys.write({ id, name: "test", hash: await sha256(secret), scopes, categories: null, created, revoked: null });
}

/** Stores to run tests on: a live Redis only where there is one. */
export const writableStores = [
  { store: "SQLite", live: true, variables: (): Variables => ({}) },
  {
    store: "a live Redis (set REDIS_URL to run)",
    live: liveRedisUrl !== undefined,
    variables: (): Variables => ({ REDIS_URL: liveRedisUrl!, INDEX_NAME: `documents-${crypto.randomUUID().slice(0, 8)}` }),
  },
];

export type Reply = { status: number; headers: Headers; body: any }; // oxlint-disable-line typescript/no-explicit-any -- tests look into it

/** An app that takes documents from whoever has the ingest key. */
export async function startIngesting(variables: Variables = {}) {
  const app = await startApp(variables);
  await writeIngestKey(app.store);
  const send = async (method: string, path: string, init: RequestInit = {}): Promise<Reply> => {
    const response = await app.app.request(path, { method, ...init, headers: { authorization, ...init.headers } });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json");
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  const close = async () => {
    await app.close();
    if (variables.REDIS_URL && variables.INDEX_NAME) await cleanRedis(variables.REDIS_URL, variables.INDEX_NAME);
  };
  return {
    ...app,
    send,
    put: (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Variables = {}) =>
      send("PUT", `/documents/${path}`, { body, headers }),
    remove: (path: string) => send("DELETE", `/documents/${path}`),
    /** The texts of what a search by words finds. */
    async find(query: string): Promise<string[]> {
      const { body } = await send("POST", "/search", {
        body: JSON.stringify({ query, mode: "text", k: 50 }),
        headers: { "content-type": "application/json" },
      });
      return body.hits.map(({ text }: { text: string }) => text);
    },
    async list(query = ""): Promise<string[]> {
      const { body } = await send("GET", `/documents${query}`);
      return body.documents.map(({ source }: { source: string }) => source);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

export type IngestingApp = Awaited<ReturnType<typeof startIngesting>>;
