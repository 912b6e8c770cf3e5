import type { Visible } from "../../access/visible.ts";
import type { IndexSettings } from "../../config.ts";
import type { Manifest } from "../../manifest/manifest.ts";
import type { Connection } from "./connection.ts";
import type { Sizes } from "./filtering.ts";
import type { IndexKeys } from "./names.ts";

/** An index as one reader sees it: what its parts work with. */
export type View = {
  connection: Connection;
  manifest: Manifest;
  keys: IndexKeys;
  /** Those that the index was built with, where the manifest tells them. */
  settings: IndexSettings;
  /** Milliseconds for a search. */
  timeout: number;
  /** Outlive the view, so that searches know what was counted for an earlier one. */
  sizes: Sizes;
  visible: Visible;
};
