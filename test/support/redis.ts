import { createClient } from "redis";

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
