import type { Context } from "hono";
import { LimitError } from "../../errors.ts";
import type { AppEnvironment, AppParts } from "../parts.ts";
import { clientAddress, networkOf } from "./address.ts";

const minute = 60;

type RateParts = Pick<AppParts, "limits" | "useStore" | "addressOf">;

/** @throws LimitError when too many requests came from the client's address */
export async function limitAddress(parts: RateParts, context: Context<AppEnvironment>): Promise<void> {
  const { requestsPerAddress: quota, trustedProxies } = parts.limits;
  if (quota === undefined) return;
  const address = clientAddress(parts.addressOf(context), context.req.header("x-forwarded-for"), trustedProxies);
  await count(parts, context, { policy: "address", quota, whose: networkOf(address) });
}

/** @throws LimitError when too many requests came with the same key */
export async function limitKey(parts: RateParts, context: Context<AppEnvironment>): Promise<void> {
  const { requestsPerKey: quota } = parts.limits;
  const { key } = context.get("caller");
  if (quota === undefined || key === undefined) return;
  await count(parts, context, { policy: "key", quota, whose: key });
}

/** Counts a request, and tells the client how many are left: https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ */
async function count(
  { useStore }: RateParts,
  context: Context<AppEnvironment>,
  { policy, quota, whose }: { policy: string; quota: number; whose: string },
): Promise<void> {
  const { total, left } = await useStore((store) => store.counters.add(`requests:${policy}:${whose}`, 1, minute));
  const seconds = Math.max(Math.ceil(left), 1);
  context.header("ratelimit-policy", `"${policy}";q=${quota};w=${minute}`, { append: true });
  context.header("ratelimit", `"${policy}";r=${Math.max(quota - total, 0)};t=${seconds}`, { append: true });
  if (total > quota) throw new LimitError(`The limit of ${quota} requests a minute for each ${policy} is reached`, seconds);
}
