import { createClient, RESP_TYPES } from "redis";

/** The Redis with the query engine to test against, if there is one. */
export const liveRedisUrl = process.env.REDIS_URL;

/** Deletes every index and key whose name begins with `prefix`. */
export async function cleanRedis(url: string, prefix: string): Promise<void> {
  const client = createClient({ url });
  await client.connect();
  try {
    for (const index of await client.ft._list()) if (String(index).startsWith(prefix)) await client.ft.dropIndex(String(index));
    for await (const keys of client.scanIterator({ MATCH: `${prefix}*`, COUNT: 1000 })) if (keys.length > 0) await client.unlink(keys);
  } finally {
    client.destroy();
  }
}

/** All that the live index of an INDEX_NAME holds, in an order that does not depend on that of the writes. */
export async function redisContents(url: string, name: string) {
  const client = createClient({ url });
  await client.connect();
  try {
    const { index } = JSON.parse((await client.get(`${name}:manifest`))!) as { index: string };
    const keysOf = async (kind: string) => {
      const found: string[] = [];
      for await (const keys of client.scanIterator({ MATCH: `${index}:${kind}:*`, COUNT: 1000 })) found.push(...keys);
      return [...new Set(found)].toSorted();
    };
    const buffers = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
    const chunks = (await keysOf("chunk")).map(async (key) => {
      const fields = Object.entries(await buffers.hGetAll(key)).map(([field, value]) => [field, value.toString("latin1")]);
      return Object.fromEntries(fields) as Record<string, string> & { id: string; source: string };
    });
    const documents = (await keysOf("document")).map(async (key) => JSON.parse((await client.get(key))!) as object);
    const texts = (await keysOf("text")).map(async (key) => ({ source: key.slice(`${index}:text:`.length), text: await client.get(key) }));
    return { documents: await Promise.all(documents), chunks: await Promise.all(chunks), texts: await Promise.all(texts) };
  } finally {
    client.destroy();
  }
}

/** Every key and index whose name begins with `prefix`, with all that it holds. */
export async function dumpRedis(url: string, prefix: string) {
  const client = createClient({ url });
  await client.connect();
  try {
    const keys: string[] = [];
    for await (const found of client.scanIterator({ MATCH: `${prefix}*`, COUNT: 1000 })) keys.push(...found);
    const buffers = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
    const dumps = await Promise.all([...new Set(keys)].toSorted().map(async (key) => [key, (await buffers.dump(key))?.toString("base64")]));
    const indexes = (await client.ft._list()).filter((index) => String(index).startsWith(prefix));
    return { dumps, indexes };
  } finally {
    client.destroy();
  }
}

/** Ends the lease of an ingestion that was killed, which would end by itself after some seconds. */
export async function releaseIngestionLock(url: string, name: string): Promise<void> {
  const client = createClient({ url });
  await client.connect();
  await client.del(`${name}:ingestion`);
  client.destroy();
}

/** Version of the server and of its query engine. */
export async function describeRedis(url: string): Promise<string> {
  const client = createClient({ url });
  await client.connect();
  try {
    const version = /redis_version:(\S+)/.exec(await client.info("server"))?.[1];
    const modules = (await client.moduleList()).map(({ name, ver }) => `${name} ${ver}`);
    return [`Redis ${version}`, ...modules].join(", ");
  } finally {
    client.destroy();
  }
}
