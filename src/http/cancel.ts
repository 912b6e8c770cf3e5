import { ClientGoneError } from "../errors.ts";

/** Aborts when the client goes away, with an error that the log can tell from a failure. */
export function cancelWithClient({ signal }: Request): AbortController {
  const cancel = new AbortController();
  const gone = () => cancel.abort(new ClientGoneError());
  if (signal.aborted) gone();
  else signal.addEventListener("abort", gone, { once: true });
  return cancel;
}
