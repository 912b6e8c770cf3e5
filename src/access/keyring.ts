import { StoreTimeoutError, StoreUnavailableError, UnauthorizedError } from "../errors.ts";
import type { UseStore } from "../manifest/live-index.ts";
import { isValid, type KeyRecord, parseToken, type Scope } from "./key.ts";
import type { Visible } from "./visible.ts";

/** How long a key that was revoked, or the time before the first one, may go on. */
const freshMilliseconds = 1000;

/** Who sends a request. */
export type Caller = {
  /** The id of the key; undefined without one. */
  key: string | undefined;
  scopes: readonly Scope[];
  visible: Visible;
};

/** Whoever asks without a key, where that is allowed. */
const anonymous: Caller = { key: undefined, scopes: ["ask"], visible: "all" };

export type Keyring = {
  /**
   * @param token the key that came with a request, if one did; without any key in the store it means nothing
   * @throws UnauthorizedError, StoreUnavailableError and StoreTimeoutError: what cannot be looked up lets nobody in
   */
  callerOf(useStore: UseStore, token: string | undefined): Promise<Caller>;
};

/** For a process that serves nobody but itself. */
export const openKeyring: Keyring = { callerOf: async () => anonymous };

/**
 * Knows who may call, asking the store at most once a second for each key.
 * @param allowsAnonymous whether everyone may ask as long as there is no key, not even a revoked one
 */
export function storedKeyring(allowsAnonymous: boolean, now: () => number): Keyring {
  const known = new Map<string, { record: KeyRecord; read: number }>();
  let existence = { any: true, read: Number.NEGATIVE_INFINITY };
  const isFresh = ({ read }: { read: number }) => now() - read < freshMilliseconds;

  const recordOf = async (useStore: UseStore, id: string): Promise<KeyRecord | undefined> => {
    const cached = known.get(id);
    if (cached && isFresh(cached)) return cached.record;
    const read = now();
    const record = await useStore((store) => store.keys.read(id));
    // Ids that were made up are not remembered, so that they take no memory.
    if (record) known.set(id, { record, read });
    else known.delete(id);
    return record;
  };
  const anyKey = async (useStore: UseStore): Promise<boolean> => {
    if (!isFresh(existence)) {
      const read = now();
      existence = { any: await useStore((store) => store.keys.any()), read };
    }
    return existence.any;
  };

  return {
    async callerOf(useStore, token) {
      const parsed = token === undefined ? undefined : parseToken(token);
      if (parsed) {
        const record = await recordOf(useStore, parsed.id);
        if (await isValid(record, parsed.secret)) return toCaller(record!);
      }
      if (await anyKey(useStore)) throw new UnauthorizedError(token === undefined ? noKey : wrongKey);
      if (!allowsAnonymous) throw new UnauthorizedError(noKeyYet);
      return anonymous;
    },
  };
}

/** While the store is away, lets in whoever came last and was let in; for what must be seen just then, and shows no document. */
export function rememberingKeyring(keyring: Keyring): Keyring {
  let last: { token: string | undefined; caller: Caller } | undefined;
  return {
    async callerOf(useStore, token) {
      try {
        const caller = await keyring.callerOf(useStore, token);
        last = { token, caller };
        return caller;
      } catch (error) {
        if (error instanceof UnauthorizedError && last?.token === token) last = undefined;
        const away = error instanceof StoreUnavailableError || error instanceof StoreTimeoutError;
        if (away && last && last.token === token) return last.caller;
        throw error;
      }
    },
  };
}

const toCaller = ({ id, scopes, categories }: KeyRecord): Caller => ({ key: id, scopes, visible: categories ?? "all" });

const noKey = "This server wants a key. Send it in the header `Authorization: Bearer fn_…`.";
const wrongKey = "There is no such key, or it was revoked.";
const noKeyYet = "There is no key yet. Create one with `npm run keys -- create`, or set ALLOW_ANONYMOUS=true to let everyone ask.";
