/**
 * Where a request comes from. `X-Forwarded-For` is believed as far as proxies of one's own wrote it: each adds what it sees at the end.
 * @param peer who is connected
 * @param trustedProxies how many of them stand between clients and this server
 */
export function clientAddress(peer: string, forwardedFor: string | undefined, trustedProxies: number): string {
  const path = [...(forwardedFor?.split(",").map((address) => address.trim()) ?? []), peer];
  return path.at(-trustedProxies - 1) ?? path[0]!;
}

/** What one network is likely to have: of IPv6 the first 64 bits, within which a client may take any address. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1];
  if (mapped !== undefined || !address.includes(":")) return (mapped ?? address).slice(0, 64);
  const [before = [], after] = address.split("::").map((part) => part.split(":").filter(Boolean));
  const missing = after ? Math.max(8 - before.length - after.length, 0) : 0;
  const groups = [...before, ...Array.from({ length: missing }, () => "0"), ...(after ?? [])];
  const written = (group: string) => group.toLowerCase().replace(/^0+(?=.)/, "");
  return groups.slice(0, 4).map(written).join(":").slice(0, 64);
}
