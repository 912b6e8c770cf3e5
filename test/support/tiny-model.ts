import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Signs of the vocabulary that stand for no word. */
const special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

/**
 * Writes a model in the form of a sentence-transformers one, small enough to make here: each word has a vector of its own, with 1 at
 * its place in the vocabulary, and nothing else is computed. The mean of a text's words is thus known beforehand.
 * @returns how long its embeddings are
 */
export async function writeTinyModel(directory: string, name: string, words: string[]): Promise<number> {
  const folder = join(directory, name);
  await mkdir(join(folder, "onnx"), { recursive: true });
  const vocabulary = [...special, ...words];
  const write = (file: string, contents: object) => writeFile(join(folder, file), JSON.stringify(contents));
  await write("config.json", { model_type: "bert", architectures: ["BertModel"], hidden_size: vocabulary.length });
  await write("tokenizer_config.json", { tokenizer_class: "BertTokenizer", model_max_length: 512, pad_token: "[PAD]", unk_token: "[UNK]" });
  await write("tokenizer.json", {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: special.map((content, id) => ({
      id,
      content,
      special: true,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
    })),
    normalizer: { type: "BertNormalizer", clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: null,
    decoder: { type: "WordPiece", prefix: "##", cleanup: true },
    model: {
      type: "WordPiece",
      unk_token: "[UNK]",
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.map((word, id) => [word, id])),
    },
  });
  await writeFile(join(folder, "onnx/model.onnx"), lookUp(vocabulary.length));
  return vocabulary.length;
}

/** An ONNX model that looks token ids up in a table, see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto for the numbers. */
function lookUp(size: number): Buffer {
  const table = new Float32Array(size * size);
  for (let row = 0; row < size; row++) table[row * size + row] = 1;
  const [float, int64] = [1, 7];
  const tensor = (name: string, type: number, ...dimensions: string[]) => {
    const shape = dimensions.map((dimension) => field(1, field(2, text(dimension))));
    return Buffer.concat([field(1, text(name)), field(2, field(1, Buffer.concat([number(1, type), field(2, Buffer.concat(shape))])))]);
  };
  const gather = Buffer.concat([
    field(1, text("table")),
    field(1, text("input_ids")),
    field(2, text("last_hidden_state")),
    field(4, text("Gather")),
  ]);
  const initializer = Buffer.concat([
    number(1, size),
    number(1, size),
    number(2, float),
    field(8, text("table")),
    field(9, Buffer.from(table.buffer)),
  ]);
  const graph = Buffer.concat([
    field(1, gather),
    field(2, text("lookUp")),
    field(5, initializer),
    field(11, tensor("input_ids", int64, "batch", "sequence")),
    field(11, tensor("attention_mask", int64, "batch", "sequence")),
    field(12, tensor("last_hidden_state", float, "batch", "sequence", "width")),
  ]);
  return Buffer.concat([number(1, 8), field(7, graph), field(8, number(2, 13))]);
}

const text = (value: string) => Buffer.from(value, "utf8");

/** Protocol Buffers: a field that holds bytes. */
const field = (tag: number, contents: Buffer) => Buffer.concat([variable(tag * 8 + 2), variable(contents.length), contents]);

/** Protocol Buffers: a field that holds a number. */
const number = (tag: number, value: number) => Buffer.concat([variable(tag * 8), variable(value)]);

function variable(value: number): Buffer {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return Buffer.from([...bytes, left]);
    bytes.push((left % 128) + 128);
  }
}
