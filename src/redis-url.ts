/** Where Redis is: one server, the nodes of a cluster, or the sentinels that know which server is the primary. */
export type RedisLocation = {
  kind: "server" | "cluster" | "sentinel";
  /** Of a cluster or of sentinels, those to ask first; they name the others. */
  nodes: { host: string; port: number }[];
  username: string | undefined;
  password: string | undefined;
  tls: boolean;
  /** What sentinels call the primary and its replicas. */
  masterId: string | undefined;
};

export const redisUrlForms =
  "a URL that starts with redis:// or rediss:// (TLS), with several hosts separated by commas for a cluster; redis-cluster://host; or redis-sentinel://host,host?sentinelMasterId=name; without the number of a database, or /0, since the query engine works in database 0 only";

const form = /^redis(?<tls>s?)(?:-(?<kind>cluster|sentinel))?:\/\/(?<user>.*@)?(?<hosts>[^/?#]+)(?<path>\/[^?#]*)?(?<query>\?[^#]*)?$/s;

/**
 * Reads a URL as other clients have them: hosts separated by commas, and for sentinels Lettuce's `redis-sentinel` with `sentinelMasterId`.
 * @returns undefined when it has none of `redisUrlForms`
 */
export function parseRedisUrl(text: string): RedisLocation | undefined {
  const { tls, kind: named, user = "", hosts = "", path = "", query = "" } = form.exec(text)?.groups ?? {};
  const urls = hosts.split(",").map((host) => `redis://${user}${host}${path}${query}`);
  const nodes = urls.flatMap((url) => URL.parse(url) ?? []);
  if (nodes.length < urls.length || nodes.some(({ hostname }) => hostname === "") || !isDecodable(user)) return undefined;
  const { username, password, searchParams } = nodes[0]!;
  const kind = named === "cluster" || named === "sentinel" ? named : nodes.length > 1 ? "cluster" : "server";
  const masterId = searchParams.get("sentinelMasterId") || undefined;
  // Only a server has databases with numbers, and its query engine works in the first alone: elsewhere nothing would be found.
  if (!/^\/?0?$/.test(path)) return undefined;
  if ((kind === "sentinel") !== (masterId !== undefined)) return undefined;
  const usualPort = kind === "sentinel" ? 26_379 : 6379;
  return {
    kind,
    nodes: nodes.map(({ hostname, port }) => ({ host: hostname.replace(/^\[(.*)\]$/, "$1"), port: Number(port || usualPort) })),
    username: decodeURIComponent(username) || undefined,
    password: decodeURIComponent(password) || undefined,
    tls: tls === "s",
    masterId,
  };
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
