import { ClientGoneError, RequestTimeoutError } from "../errors.ts";

export type Cancel = AbortController & Disposable;

/**
 * Aborts when the client goes away, with an error that the log can tell from a failure, and when the request takes too long.
 * @param timeout milliseconds, if there is an end to it; whoever is done disposes of what this returns
 */
export function cancelWithClient({ signal }: Request, timeout?: number): Cancel {
  const cancel = new AbortController();
  const gone = () => cancel.abort(new ClientGoneError());
  if (signal.aborted) gone();
  else signal.addEventListener("abort", gone, { once: true });
  const timer = timeout === undefined ? undefined : setTimeout(() => cancel.abort(new RequestTimeoutError(timeout)), timeout);
  return Object.assign(cancel, { [Symbol.dispose]: () => clearTimeout(timer) });
}
