import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { Scope } from "../access/key.ts";
import { type Caller, rememberingKeyring } from "../access/keyring.ts";
import { ForbiddenError, UnauthorizedError } from "../errors.ts";
import { limitAddress, limitKey } from "./limits/rate.ts";
import type { AppEnvironment, AppParts } from "./parts.ts";

type Rule = {
  /** All unless given. */
  methods?: string[];
  path: RegExp;
  /** Of a key, be it any; until there is a key, whoever may ask without one gets by with `ask`. */
  needs: Scope | "any scope" | "nothing";
  /** Whether people open it in a browser, which asks them for a key and sends it as a password. */
  page?: boolean;
  /** Whether it tells how the server does, and so is open as long as there is no key, and while the store is away. */
  watched?: boolean;
};

/** What each request needs, by the first rule that matches. */
const rules: Rule[] = [
  { path: /^\/(?:health|ready|playground\/.*)?$/, needs: "nothing" },
  { path: /^\/ingestions(?:\/.*)?$/, needs: "ingest" },
  { methods: ["PUT", "DELETE"], path: /^\/documents\/.*$/s, needs: "ingest" },
  { path: /^\/(?:ask|search|similar|categories|documents(?:\/.*)?|v1\/.*)$/s, needs: "ask" },
  { path: /^\/(?:docs(?:\/.*)?|openapi\.json)$/, needs: "any scope", page: true },
  // What all tenants do together is no tenant's business.
  { path: /^\/metrics$/, needs: "admin", watched: true },
  // So that nobody without a key learns what there is.
  { path: /^/, needs: "any scope" },
];

/** What `/openapi.json` says of keys: there may be none. */
export const keySecurity = {
  components: { securitySchemes: { key: { type: "http" as const, scheme: "bearer", description: "A key as `npm run keys` makes it." } } },
  security: [{ key: [] }, {}],
};

/** Finds out who calls, and lets nobody on who may not, or not so often. */
export function access(parts: AppParts) {
  const remembering = { ...parts, keyring: rememberingKeyring(parts.keyring) };
  return createMiddleware<AppEnvironment>(async (context, next) => {
    const { needs, page = false, watched = false } = ruleOf(context.req);
    if (needs !== "nothing") {
      // Limits are counted in the store.
      if (!watched) await limitAddress(parts, context);
      const caller = await identify(watched ? remembering : parts, context, page);
      context.set("caller", caller);
      if (!watched) await limitKey(parts, context);
      const isOpen = needs === "any scope" || (watched && caller.key === undefined);
      if (!isOpen && !mayDo(caller, needs)) throw lacking(caller, needs);
    }
    await next();
  });
}

const ruleOf = ({ method, path: asked }: Context["req"]) =>
  rules.find(({ methods, path }) => path.test(asked) && (methods?.includes(method) ?? true))!;

function lacking({ key }: Caller, scope: Scope): Error {
  if (key !== undefined) return new ForbiddenError(`It lacks the scope ${JSON.stringify(scope)}.`);
  return new UnauthorizedError(
    `This takes a key with the scope ${JSON.stringify(scope)}. Send it in the header \`Authorization: Bearer …\`.`,
  );
}

/** @throws UnauthorizedError, StoreUnavailableError, StoreTimeoutError */
export async function identify(
  { keyring, useStore }: Pick<AppParts, "keyring" | "useStore">,
  context: Context,
  page = false,
): Promise<Caller> {
  const header = context.req.header("authorization") ?? "";
  try {
    return await keyring.callerOf(useStore, bearerToken(header) ?? (page ? basicPassword(header) : undefined));
  } catch (error) {
    if (page && error instanceof UnauthorizedError) throw new UnauthorizedError(error.message, "Basic");
    throw error;
  }
}

const mayDo = ({ scopes }: Caller, scope: Scope) => scopes.includes(scope) || scopes.includes("admin");

const bearerToken = (header: string) => /^Bearer +(\S+) *$/i.exec(header)?.[1];

/** The user's name does not matter, https://datatracker.ietf.org/doc/html/rfc7617 */
function basicPassword(header: string): string | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/]+=*) *$/i.exec(header)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return /:(.*)$/s.exec(atob(encoded))?.[1];
  } catch {
    return undefined;
  }
}
