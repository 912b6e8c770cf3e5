import type { Client } from "./connection.ts";

/** https://redis.io/docs/latest/develop/programmability/eval-intro/#eval-flags */
const script = `#!lua flags=allow-oom
return redis.call(ARGV[1], KEYS[1], unpack(ARGV, 2))`;

/**
 * Sends a command on one key although maxmemory is reached, where Redis refuses whatever may take memory: for the few bytes without which
 * nothing could be deleted to make room, and nobody be locked out.
 */
export function evenWhenFull(client: Client, command: string, key: string, ...args: string[]): Promise<unknown> {
  return client.eval(script, { keys: [key], arguments: [command, ...args] });
}
