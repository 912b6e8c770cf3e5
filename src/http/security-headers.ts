import { secureHeaders } from "hono/secure-headers";

type Policy = NonNullable<Parameters<typeof secureHeaders>[0]>["contentSecurityPolicy"];

const nothing = { defaultSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] };

/**
 * Headers that keep a browser from taking a reply for what it is not, and from running or framing it.
 * @param allowed what a page needs; the headers that a route sets go before those of the whole app
 */
export function securityHeaders(allowed: Policy = {}) {
  return secureHeaders({
    contentSecurityPolicy: { ...nothing, ...allowed },
    xFrameOptions: "DENY",
    // For whoever has the certificate to decide, as it binds everything on the host.
    strictTransportSecurity: false,
    overwrite: false,
  });
}
