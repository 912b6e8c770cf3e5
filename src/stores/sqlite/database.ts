import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { StoreUnavailableError } from "../../errors.ts";

/** By primary result code, https://sqlite.org/rescode.html; the bits above it tell more of the same. */
const remedies: Record<number, string> = {
  8: "Check the permissions of DATA_DIR.",
  10: "Check the disk of DATA_DIR, and whether it is full.",
  13: "Free space on the disk of DATA_DIR.",
};

/** A connection that keeps its prepared statements and reports failures as the store port wants them. */
export class Database {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(connection: DatabaseSync) {
    this.#connection = connection;
  }

  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#guard(() => this.#statement(sql).get(...values)) as Row | undefined;
  }

  all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#guard(() => this.#statement(sql).all(...values)) as Row[];
  }

  run(sql: string, ...values: SQLInputValue[]): void {
    const statement = this.#statement(sql);
    // FTS5 leaves row ids of its own as the last inserted, which can be too large for a number.
    statement.setReadBigInts(true);
    this.#guard(() => statement.run(...values));
  }

  execute(sql: string): void {
    this.#guard(() => this.#connection.exec(sql));
  }

  /** All of `work` or none of it. */
  transaction(work: () => void): void {
    this.execute("BEGIN IMMEDIATE");
    try {
      work();
      this.execute("COMMIT");
    } catch (error) {
      // SQLite may have rolled back by itself, for instance when the disk is full.
      if (this.#connection.isTransaction) this.execute("ROLLBACK");
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#connection.close();
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, (statement = this.#guard(() => this.#connection.prepare(sql))));
    return statement;
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (cause) {
      if (!(cause instanceof Error) || !("errcode" in cause)) throw cause;
      const remedy = remedies[Number(cause.errcode) & 0xff];
      throw new StoreUnavailableError(`SQLite failed: ${cause.message}.${remedy ? ` ${remedy}` : ""}`, { cause });
    }
  }
}
