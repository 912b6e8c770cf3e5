import type { Visible } from "../../access/visible.ts";
import type { Manifest } from "../../manifest/manifest.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./names.ts";

/** An index as one reader sees it: what its parts work with. */
export type View = { database: Database; manifest: Manifest; tables: Tables; visible: Visible };
