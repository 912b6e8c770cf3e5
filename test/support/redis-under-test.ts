import { readFile, writeFile } from "node:fs/promises";
import { cleanRedis, describeRedis, liveRedisUrl } from "./redis.ts";
import { type Recording, startRecorder, startReplayer } from "./redis-recording.ts";

export type RedisUnderTest = {
  url: string;
  mode: RedisMode;
  /** Deletes what tests have left, where there is a real server. */
  clean(): Promise<void>;
  close(): Promise<void>;
};

type RedisMode = "live" | "recording" | "replayed";

/** `REDIS_URL` makes tests run live, with `RECORD` as well they record; else they replay what was recorded. */
export const redisMode: RedisMode = process.env.RECORD ? "recording" : liveRedisUrl ? "live" : "replayed";

/** @param prefix with which the names of all indexes and keys begin */
export async function redisUnderTest(recordingPath: string, prefix: string): Promise<RedisUnderTest> {
  if (redisMode === "replayed") {
    const replayer = await startReplayer(JSON.parse(await readFile(recordingPath, "utf8")));
    return { url: replayer.url, mode: redisMode, clean: async () => {}, close: () => replayer.close() };
  }
  if (!liveRedisUrl) throw new Error("Set REDIS_URL to a Redis with the query engine to record from.");
  const clean = () => cleanRedis(liveRedisUrl!, prefix);
  if (redisMode === "live") return { url: liveRedisUrl, mode: redisMode, clean, close: clean };
  const recorder = await startRecorder(liveRedisUrl);
  return {
    url: recorder.url,
    mode: redisMode,
    clean,
    async close() {
      await recorder.close();
      await clean();
      const recording: Recording = { server: await describeRedis(liveRedisUrl!), replies: recorder.replies };
      await writeFile(recordingPath, `${JSON.stringify(recording, null, 1)}\n`);
    },
  };
}
