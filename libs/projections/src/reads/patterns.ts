import { type RawBuilder, sql } from 'kysely';

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** ILIKE pattern for a text that contains this one. */
const containing = (text: string): string => `%${escaped(text)}%`;

/** How a text stands inside a JSON text. */
export const containingInJson = (text: string): string => containing(JSON.stringify(text).slice(1, -1));

/** A column against a name: exact, or with `*` for any run of characters. */
export const matchesName = (column: string, name: string): RawBuilder<boolean> =>
  name.includes('*')
    ? sql<boolean>`${sql.ref(column)} LIKE ${name.split('*').map(escaped).join('%')}`
    : sql<boolean>`${sql.ref(column)} = ${name}`;

/** Whether any of these columns contains the text, in any case. */
export const anyContains = (columns: readonly string[], text: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.join(
    columns.map((column) => sql`${sql.ref(column)} ILIKE ${containing(text)}`),
    sql` OR `,
  )})`;
