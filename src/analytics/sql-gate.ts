// What a SELECT that a person wrote may be made of: an allow-list over the tree that the engine's own parser makes of it, so
// that whatever the engine learns to do later is refused until somebody has looked at it here.
type Node = { readonly [key: string]: unknown };

export type Gated = { tables: string[] } | { problem: string; position?: number };

/** `tree` is what json_serialize_sql says; `known` the tables that may be named. */
export function gate(tree: unknown, known: readonly string[]): Gated {
  if (!isNode(tree)) return { problem: 'It can’t be understood.' };
  if (tree.error) {
    const position = Number(tree.position);
    const what = tree.error_type === 'parser' ? String(tree.error_message) : 'Only a single SELECT can stand here';
    return { problem: `${what}.`, ...(Number.isInteger(position) && tree.position !== undefined && { position }) };
  }
  const statements = Array.isArray(tree.statements) ? tree.statements : [];
  if (statements.length !== 1) return { problem: 'Only a single SELECT can stand here.' };
  const tables = new Set<string>();
  try {
    walk(statements, new Set());
    return { tables: [...tables] };
  } catch (refused) {
    if (refused instanceof Refused)
      return { problem: refused.message, ...(refused.position !== undefined && { position: refused.position }) };
    throw refused;
  }

  function walk(part: unknown, scope: ReadonlySet<string>) {
    if (Array.isArray(part)) for (const one of part) walk(one, scope);
    if (!isNode(part)) return;
    const inner = withNames(part, scope);
    look(part, inner);
    for (const [key, value] of Object.entries(part)) if (key !== 'cte_map') walk(value, inner);
  }

  /** What WITH names is known below it, and to those that it names after. */
  function withNames({ cte_map: map }: Node, scope: ReadonlySet<string>): ReadonlySet<string> {
    if (!isNode(map) || !Array.isArray(map.map)) return scope;
    let names = scope;
    for (const entry of map.map as Node[]) {
      walk(entry.value, names);
      names = new Set([...names, String(entry.key).toLowerCase()]);
    }
    return names;
  }

  function look(node: Node, scope: ReadonlySet<string>) {
    const { type } = node;
    if (typeof type !== 'string') return;
    const position = positionOf(node);
    if (!nodes.has(type))
      throw new Refused(`It uses something that can’t be used here (${type.toLowerCase().replaceAll('_', ' ')}).`, position);
    if (type === 'BASE_TABLE') return lookAtTable(node, scope, position);
    const name = String(node.function_name ?? '').toLowerCase();
    if (node.class === 'FUNCTION' || node.class === 'WINDOW') {
      // The parser itself says main of what it writes as functions: lists, parts of dates.
      if ((node.schema && node.schema !== 'main') || node.catalog)
        throw new Refused(`The function “${name}” can’t be named with a schema.`, position);
      const isOperator = node.is_operator === true && !/[a-z_]/.test(name);
      if (!isOperator && !functions.has(name) && !tableFunctions.has(name))
        throw new Refused(`The function “${name}” can’t be used here.`, position);
    }
    if (type === 'TABLE_FUNCTION') {
      const called = isNode(node.function) ? String(node.function.function_name ?? '').toLowerCase() : '';
      if (!tableFunctions.has(called)) throw new Refused(`The function “${called}” can’t be read from here.`, position);
    }
  }

  function lookAtTable(node: Node, scope: ReadonlySet<string>, position: number | undefined) {
    const name = String(node.table_name);
    if (node.schema_name || node.catalog_name)
      throw new Refused(`Tables are named without anything before them: “${name}”.`, position);
    if (scope.has(name.toLowerCase())) return;
    const found = known.find((one) => one.toLowerCase() === name.toLowerCase());
    if (found === undefined) throw new Refused(`There is no table “${name}” in this source.`, position);
    tables.add(found);
  }
}

class Refused extends Error {
  readonly position: number | undefined;
  constructor(message: string, position: number | undefined) {
    super(message);
    this.position = position;
  }
}

const isNode = (part: unknown): part is Node => typeof part === 'object' && part !== null && !Array.isArray(part);
/** Where there is none, the engine gives the greatest number it knows. */
const positionOf = ({ query_location: at }: Node) => (typeof at === 'number' && at < 2 ** 31 ? at : undefined);

const words = (text: string) => new Set(text.split(/\s+/).filter(Boolean));

const nodes = words(`
  SELECT_NODE SET_OPERATION_NODE CTE_NODE BASE_TABLE JOIN SUBQUERY TABLE_FUNCTION EMPTY EXPRESSION_LIST
  ORDER_MODIFIER LIMIT_MODIFIER LIMIT_PERCENT_MODIFIER DISTINCT_MODIFIER ORDER_DEFAULT ASCENDING DESCENDING
  VALUE_CONSTANT COLUMN_REF STAR FUNCTION CASE_EXPR OPERATOR_CAST OPERATOR_NOT OPERATOR_IS_NULL OPERATOR_IS_NOT_NULL
  OPERATOR_COALESCE OPERATOR_NULLIF OPERATOR_TRY COMPARE_EQUAL COMPARE_NOTEQUAL COMPARE_LESSTHAN COMPARE_GREATERTHAN
  COMPARE_LESSTHANOREQUALTO COMPARE_GREATERTHANOREQUALTO COMPARE_IN COMPARE_NOT_IN COMPARE_BETWEEN COMPARE_NOT_BETWEEN
  COMPARE_DISTINCT_FROM COMPARE_NOT_DISTINCT_FROM CONJUNCTION_AND CONJUNCTION_OR ARRAY_EXTRACT ARRAY_SLICE
  STRUCT_EXTRACT ARRAY_CONSTRUCTOR GROUPING_FUNCTION
  DECIMAL_TYPE_INFO LIST_TYPE_INFO STRUCT_TYPE_INFO ARRAY_TYPE_INFO STRING_TYPE_INFO
  WINDOW_AGGREGATE WINDOW_RANK WINDOW_RANK_DENSE WINDOW_NTILE WINDOW_PERCENT_RANK WINDOW_CUME_DIST WINDOW_ROW_NUMBER
  WINDOW_FIRST_VALUE WINDOW_LAST_VALUE WINDOW_LEAD WINDOW_LAG WINDOW_NTH_VALUE`);

const tableFunctions = words('unnest range generate_series');

const functions = words(`
  count count_star sum avg mean min max arg_min arg_max min_by max_by median mode quantile quantile_cont quantile_disc
  percentile_cont percentile_disc stddev stddev_pop stddev_samp variance var_pop var_samp corr covar_pop covar_samp
  regr_slope regr_intercept bool_and bool_or string_agg array_agg list first last any_value approx_count_distinct
  row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
  abs ceil ceiling floor round trunc sign sqrt cbrt exp ln log log2 log10 pow power mod greatest least pi degrees radians
  sin cos tan asin acos atan atan2 isnan isfinite isinf add subtract multiply divide
  lower upper trim ltrim rtrim length strlen char_length left right substring substr replace reverse concat concat_ws
  contains starts_with ends_with prefix suffix strpos position instr split_part string_split lpad rpad
  regexp_matches regexp_extract regexp_replace regexp_full_match like_escape ilike_escape not_like_escape not_ilike_escape
  date_trunc date_part datepart date_diff datediff date_sub date_add datetrunc extract year month day hour minute second
  quarter week weekday isodow dayofweek dayofmonth dayofyear yearweek isoyear monthname dayname last_day make_date
  make_timestamp strftime strptime try_strptime epoch epoch_ms to_timestamp age timezone time_bucket
  to_years to_months to_weeks to_days to_hours to_minutes to_seconds
  coalesce ifnull nullif if list_value struct_pack row
  json_extract json_extract_string json_value json_array_length len array_length list_contains`);
