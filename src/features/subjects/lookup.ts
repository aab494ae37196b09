// A user, group or role by its id: 404 for one that isn't there or is no id.
import { type Ask, rows } from '#access';
import { type Capability, isSubjectId, notFound, type UserKind, type UserStatus } from '#contract';

export type UserRow = {
  id: string;
  kind: UserKind;
  status: UserStatus;
  name: string;
  login: string;
  email: string | null;
  attributes: Record<string, unknown>;
  owner_id: string | null;
};
export type GroupRow = { id: string; name: string; built_in: boolean; version: number };
export type RoleRow = GroupRow & { capabilities: Capability[] };

const byId =
  <Row>(table: 'app_user' | 'user_group' | 'role') =>
  async (ask: Ask, id: string): Promise<Row> => {
    const [row] = isSubjectId(id) ? await rows<Row>(ask, `select * from ${table} where id = $1`, [id]) : [];
    if (!row) throw notFound();
    return row;
  };

export const userById = byId<UserRow>('app_user');
export const groupById = byId<GroupRow>('user_group');
export const roleById = byId<RoleRow>('role');
