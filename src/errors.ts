/** One class per failure that some caller treats differently. Messages say what was wrong and what to do. */

/** A failure that is foreseen; its message says enough, so that nobody needs to see a stack trace. */
export class ExpectedError extends Error {}

/** The environment or the command line holds values that cannot be used. */
export class ConfigurationError extends ExpectedError {
  override name = "ConfigurationError";
  readonly problems: string[];
  constructor(problems: string[]) {
    super(`Footnote cannot run like this:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

/** A request has fields that are missing or cannot be used. */
export class RequestError extends ExpectedError {
  override name = "RequestError";
  readonly fields: { field: string; message: string }[];
  constructor(fields: { field: string; message: string }[]) {
    super(fields.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join("; "));
    this.fields = fields;
  }
}

/** The client went away before its answer was complete; nobody is left to read a response. */
export class ClientGoneError extends ExpectedError {
  override name = "ClientGoneError";
  constructor() {
    super("The client went away.");
  }
}

/** A request names categories that the index does not hold. */
export class UnknownCategoryError extends ExpectedError {
  override name = "UnknownCategoryError";
  readonly unknown: string[];
  readonly known: string[];
  constructor(unknown: string[], known: string[]) {
    super(`Unknown ${unknown.length === 1 ? "category" : "categories"} ${unknown.map((name) => JSON.stringify(name)).join(", ")}.`);
    this.unknown = unknown;
    this.known = known;
  }
}

/** A client of OpenAI's protocol names a model that Footnote does not offer. */
export class UnknownModelError extends ExpectedError {
  override name = "UnknownModelError";
  constructor(model: string, known: string[]) {
    super(`The model ${JSON.stringify(model)} does not exist. There are: ${known.map((name) => JSON.stringify(name)).join(", ")}.`);
  }
}

export type AuthenticationScheme = "Bearer" | "Basic";

/** A request came without a valid key where one is needed. */
export class UnauthorizedError extends ExpectedError {
  override name = "UnauthorizedError";
  readonly scheme: AuthenticationScheme;
  /** @param scheme in which a key can be sent */
  constructor(message: string, scheme: AuthenticationScheme = "Bearer") {
    super(message);
    this.scheme = scheme;
  }
}

/** A request's key is valid, but does not allow what it asks for. */
export class ForbiddenError extends ExpectedError {
  override name = "ForbiddenError";
}

/** A caller has used up what it may have for now. */
export class LimitError extends ExpectedError {
  override name = "LimitError";
  /** Seconds after which there is more. */
  readonly retryAfter: number;
  constructor(message: string, retryAfter: number) {
    super(`${message}. Try again in ${retryAfter} s.`);
    this.retryAfter = retryAfter;
  }
}

/** A request took longer than the server lets any take. */
export class RequestTimeoutError extends ExpectedError {
  override name = "RequestTimeoutError";
  constructor(milliseconds: number) {
    super(`The request was not answered within ${milliseconds} ms.`);
  }
}

/** The server has been told to stop, and ends only what it has begun. */
export class ServerStoppingError extends ExpectedError {
  override name = "ServerStoppingError";
  constructor() {
    super("The server is stopping. Try again in a moment, when another one has taken its place.");
  }
}

/** A request names a chunk or a document that the index does not hold. */
export class NotFoundError extends ExpectedError {
  override name = "NotFoundError";
}

/** The store cannot be reached or refuses to work; trying again later may help. */
export class StoreUnavailableError extends ExpectedError {
  override name = "StoreUnavailableError";
}

/** The store did not answer in time, or returned only part of an answer. */
export class StoreTimeoutError extends ExpectedError {
  override name = "StoreTimeoutError";
}

/** Nothing has been ingested into the store yet. */
export class IndexMissingError extends ExpectedError {
  override name = "IndexMissingError";
}

/** The live index was built differently from what the configuration asks for. */
export class IndexMismatchError extends ExpectedError {
  override name = "IndexMismatchError";
}

/** An embedding has another length than the index, or is not usable with its metric. */
export class InvalidEmbeddingError extends ExpectedError {
  override name = "InvalidEmbeddingError";
}

/** A model that answers, and the one that does where the first fails. */
export type ChatService = "chat model" | "fallback model";
export type UpstreamService = ChatService | "embedding model" | "reranker";

export type UpstreamFailure = ErrorOptions & {
  /** Whether the same call may succeed later. */
  transient?: boolean;
  /** Seconds after which the endpoint asked to be tried again, if it said. */
  retryAfter?: number | undefined;
};

/** A model endpoint failed: unreachable, an error status, an unusable reply. */
export class UpstreamError extends ExpectedError {
  override name = "UpstreamError";
  readonly service: UpstreamService;
  readonly transient: boolean;
  readonly retryAfter: number | undefined;
  constructor(service: UpstreamService, message: string, { transient = false, retryAfter, ...options }: UpstreamFailure = {}) {
    super(`The ${service} ${message}`, options);
    this.service = service;
    this.transient = transient;
    this.retryAfter = retryAfter;
  }
}

/** A model endpoint did not answer in time. */
export class UpstreamTimeoutError extends UpstreamError {
  override name = "UpstreamTimeoutError";
}

/** A model endpoint answers 429, after all retries if there are any. */
export class UpstreamThrottledError extends UpstreamError {
  override name = "UpstreamThrottledError";
  constructor(service: UpstreamService, failure: UpstreamFailure) {
    const wait = failure.retryAfter === undefined ? "" : `, and asks to be tried again in ${failure.retryAfter} s`;
    super(service, `is limiting the rate of requests${wait}`, failure);
  }
}

/** A model endpoint has failed so often that it is left alone for a moment. */
export class UpstreamPausedError extends UpstreamError {
  override name = "UpstreamPausedError";
  constructor(service: UpstreamService, failures: number, retryAfter: number) {
    super(service, `has failed ${failures} times in a row and is left alone for a moment; try again in ${retryAfter} s`, {
      transient: true,
      retryAfter,
    });
  }
}

/** An ingestion broke off after it had stored something, which is kept; the cause says why. */
export class IngestionStoppedError extends ExpectedError {
  override name = "IngestionStoppedError";
}

/** A reindex, or a way back from one, ended before it changed what is live. */
export class ReindexRefusedError extends ExpectedError {
  override name = "ReindexRefusedError";
}

/** A corpus file cannot be ingested; the run goes on with the others. */
export class UnreadableDocumentError extends ExpectedError {
  override name = "UnreadableDocumentError";
}

/** A run would delete so much that it was probably started on the wrong directory. */
export class DeletionRefusedError extends ExpectedError {
  override name = "DeletionRefusedError";
}

/** A document is of a format that Footnote does not read, or of none that its name or content type tells. */
export class UnknownFormatError extends ExpectedError {
  override name = "UnknownFormatError";
}

/** A source names a document of another origin, which alone may change it. */
export class SourceTakenError extends ExpectedError {
  override name = "SourceTakenError";
}

/** Another ingestion keeps the store from being written to for longer than a client waits. */
export class StoreBusyError extends ExpectedError {
  override name = "StoreBusyError";
  constructor() {
    super("An ingestion is writing to this store. Try again when it has ended.");
  }
}

/** Only one ingestion runs at a time in a server. */
export class IngestionRunningError extends ExpectedError {
  override name = "IngestionRunningError";
  readonly id: string;
  constructor(id: string) {
    super(`The ingestion ${id} is running. Wait until it has ended, or cancel it with DELETE /ingestions/${id}.`);
    this.id = id;
  }
}
