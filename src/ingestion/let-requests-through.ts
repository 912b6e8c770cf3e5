/** Work that is done when it is called, such as that of SQLite and of parsers, lets nothing else run, even if it is waited for. */
export const letRequestsThrough = () => new Promise<void>((resolve) => setTimeout(resolve));
