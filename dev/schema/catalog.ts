import type { Client } from "pg";

export interface Column {
  name: string;
  type: string;
  isNullable: boolean;
  /** The part after the type: a default, or the expression that makes the value. */
  value: string | null;
}

export interface Table {
  name: string;
  columns: Column[];
  constraints: string[];
  indexes: string[];
  triggers: string[];
}

export interface View {
  name: string;
  text: string;
}

export interface SqlFunction {
  name: string;
  /** The definition in Postgres's own words, so that two can be compared. */
  canonical: string;
  comment: string | null;
}

const tablesQuery = `SELECT c.relname AS name,
  (SELECT jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
      'isNullable', NOT a.attnotnull, 'value', CASE WHEN d.oid IS NOT NULL THEN
        format(CASE WHEN a.attgenerated = '' THEN 'DEFAULT %s' ELSE 'GENERATED ALWAYS AS (%s) STORED' END,
          pg_get_expr(d.adbin, d.adrelid, true)) END) ORDER BY a.attnum)
    FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
  (SELECT coalesce(jsonb_agg(format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid, true))
      ORDER BY position(k.contype::text IN 'pucf'), k.conname COLLATE "C"), '[]')
    FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype <> 'n') AS constraints,
  (SELECT coalesce(jsonb_agg(pg_get_indexdef(i.indexrelid, 0, true) ORDER BY x.relname COLLATE "C"), '[]')
    FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
    WHERE i.indrelid = c.oid AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = x.oid)) AS indexes,
  (SELECT coalesce(jsonb_agg(pg_get_triggerdef(t.oid, true) ORDER BY t.tgname COLLATE "C"), '[]')
    FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal) AS triggers
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY c.relname COLLATE "C"`;

const viewsQuery = `SELECT c.relname AS name, pg_get_viewdef(c.oid, true) AS text
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'v' ORDER BY c.relname COLLATE "C"`;

// Objects that come with an extension are not ours.
const functionsQuery = `SELECT p.proname AS name, pg_get_functiondef(p.oid) AS canonical,
  obj_description(p.oid, 'pg_proc') AS comment
FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
ORDER BY p.proname COLLATE "C"`;

const extensionsQuery = `SELECT extname AS name FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY extname`;

export const readTables = (client: Client) => rowsOf<Table>(client, tablesQuery);
export const readViews = (client: Client) => rowsOf<View>(client, viewsQuery);
export const readFunctions = (client: Client) => rowsOf<SqlFunction>(client, functionsQuery);
export const readExtensions = (client: Client) => rowsOf<{ name: string }>(client, extensionsQuery);

async function rowsOf<T extends object>(client: Client, query: string): Promise<T[]> {
  const { rows } = await client.query<T>(query);
  return rows;
}
