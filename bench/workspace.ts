import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "redis";
import { type Config, defaultEmbeddingModels, type IndexSettings, parseConfig } from "../src/config.ts";
import { newManifest } from "../src/manifest/manifest.ts";
import { createStore } from "../src/runtime/node/create-store.ts";
import type { ChunkIndex } from "../src/stores/chunk-index.ts";
import type { Store } from "../src/stores/store.ts";
import { dimensions } from "./data.ts";

export type Engine = { store: "SQLite" } | { store: "Redis"; url: string };
export type RawClient = ReturnType<typeof newClient>;

/** An empty store of one measurement: a directory and an INDEX_NAME of its own, both gone when it is disposed of. */
export type Workspace = AsyncDisposable & {
  directory: string;
  /** The same settings as variables, for child processes, and parsed. */
  environment: Record<string, string>;
  config: Config;
  store: Store;
  /** Of Redis: a client on the same settings as the store's, to measure floors with. */
  raw: RawClient | undefined;
  /** What ingestion under this configuration writes to. */
  newIndex(): Promise<ChunkIndex>;
  /** Forgets all that was written. */
  clear(): Promise<void>;
};

/** @param settings of the index, from the configuration that the bench was started with */
export async function openWorkspace(engine: Engine, purpose: string, settings: IndexSettings): Promise<Workspace> {
  const directory = await mkdtemp(join(tmpdir(), "footnote-bench-"));
  const environment = variables(engine, `footnote-bench-${purpose}`, directory, settings);
  const config = parseConfig(environment);
  const raw = engine.store === "Redis" ? newClient(engine.url) : undefined;
  const workspace = {
    directory,
    environment,
    config,
    store: await createStore(config),
    raw,
    async newIndex() {
      const manifest = await newManifest(config, { provider: "lexical", model: defaultEmbeddingModels.lexical, dimensions });
      const index = workspace.store.open(manifest);
      await index.create();
      await workspace.store.publish(manifest);
      return index;
    },
    async clear() {
      await workspace.store.close();
      if (raw) await removeKeys(raw, config.index.name);
      else await rm(directory, { recursive: true });
      workspace.store = await createStore(config);
      await workspace.store.connect();
    },
    async [Symbol.asyncDispose]() {
      await workspace.store.close();
      if (raw?.isReady) await removeKeys(raw, config.index.name);
      if (raw?.isOpen) await raw.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
  await raw?.connect();
  // A run that was killed may have left something behind.
  await workspace.clear();
  return workspace;
}

/** Every variable that matters is given, so that no `.env` and no model of the user's has a part in a measurement. */
function variables(engine: Engine, name: string, directory: string, settings: IndexSettings): Record<string, string> {
  return {
    REDIS_URL: engine.store === "Redis" ? engine.url : "",
    INDEX_NAME: name,
    DATA_DIR: join(directory, "data"),
    HNSW_M: String(settings.m),
    HNSW_EF_CONSTRUCTION: String(settings.efConstruction),
    HNSW_EF_RUNTIME: String(settings.efRuntime),
    EMBEDDINGS: "lexical",
    EMBEDDING_DIMENSIONS: String(dimensions),
    CHAT_MODEL: "extractive",
    STORE_TIMEOUT_MS: "60000",
    PORT: "0",
    LOG_LEVEL: "warn",
  };
}

function newClient(url: string) {
  return createClient({ url, RESP: 3, disableOfflineQueue: true }).on("error", () => {});
}

/** Deletes the indexes and keys of one INDEX_NAME, and of no other that begins alike. */
async function removeKeys(client: RawClient, name: string): Promise<void> {
  const own = new RegExp(`^${name}(-[0-9a-f]{8})?(:|$)`);
  for (const index of await client.ft._list()) if (own.test(index)) await client.ft.dropIndex(index);
  for await (const keys of client.scanIterator({ MATCH: `${name}*`, COUNT: 1000 })) {
    const found = keys.filter((key) => own.test(key));
    if (found.length > 0) await client.unlink(found);
  }
}
