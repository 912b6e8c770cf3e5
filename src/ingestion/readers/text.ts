import { byteOrderMark, decodeUtf8 } from "./contents.ts";
import type { Reader } from "./reader.ts";

export const readText: Reader = (bytes) => {
  const text = decodeUtf8(bytes);
  return { text, bodyStart: byteOrderMark(text), format: "text" };
};
