/** What a client wants of the answers that are kept, https://www.rfc-editor.org/rfc/rfc9111#name-request-directives */
export function cacheControl(header: string | undefined): { mayRead: boolean; mayWrite: boolean } {
  const directives = new Set(
    header
      ?.toLowerCase()
      .split(",")
      .map((directive) => directive.trim()),
  );
  const mayWrite = !directives.has("no-store");
  return { mayRead: mayWrite && !directives.has("no-cache"), mayWrite };
}
