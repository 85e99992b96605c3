import { Migration } from '@mikro-orm/migrations';

/** What a migration does, as SQL, in order; `down` keeps the data that the older schema can hold. */
export interface Statements {
  readonly up: readonly string[];
  readonly down: readonly string[];
}

/** A migration that runs its statements in one transaction. */
export abstract class StatementsMigration extends Migration {
  abstract readonly statements: Statements;

  override up(): void {
    for (const sql of this.statements.up) this.addSql(sql);
  }

  override down(): void {
    for (const sql of this.statements.down) this.addSql(sql);
  }
}
