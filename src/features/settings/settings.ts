import { type Ask, type Principal, requireCapability } from '#access';
import { changeNow, note } from '#access/giving/index';
import type {
  AnswerOf,
  BodyOf,
  getOrganization as getOrganizationRoute,
  Organization,
  updateOrganization as updateOrganizationRoute,
} from '#contract';
import { asking, type StoreDeps } from '../deps.ts';

export const getOrganization = (deps: StoreDeps, _principal: Principal): Promise<AnswerOf<typeof getOrganizationRoute>> =>
  settings(asking(deps));

export const updateOrganization = async (
  deps: StoreDeps,
  principal: Principal,
  { body }: { body: BodyOf<typeof updateOrganizationRoute> },
): Promise<AnswerOf<typeof updateOrganizationRoute>> =>
  changeNow(deps, principal, { within: 'organization' }, async (ask, actor) => {
    requireCapability(actor, 'organization.administer');
    const before = await settings(ask);
    const set = {
      ...(body.name !== undefined && { name: body.name }),
      ...(body.rolesAsSubjects !== undefined && { roles_as_subjects: body.rolesAsSubjects }),
      ...(body.memberDomains !== undefined && { member_domains: body.memberDomains }),
      ...(body.invitationDays !== undefined && { invitation_days: body.invitationDays }),
      ...(body.defaultAccess !== undefined && { default_access: body.defaultAccess }),
      ...(body.timeZone !== undefined && { time_zone: body.timeZone }),
      ...(body.firstDayOfWeek !== undefined && { first_day_of_week: body.firstDayOfWeek }),
    };
    if (Object.keys(set).length === 0) return before;
    await ask.db.updateTable('organization').set(set).execute();
    await note(ask, actor, { action: 'organization.update', before, after: body });
    return settings(ask);
  });

const settings = async (ask: Ask): Promise<Organization> => {
  const row = await ask.db.selectFrom('organization').selectAll().executeTakeFirstOrThrow();
  return {
    name: row.name,
    rolesAsSubjects: row.roles_as_subjects,
    memberDomains: row.member_domains,
    invitationDays: row.invitation_days,
    defaultAccess: row.default_access,
    timeZone: row.time_zone,
    firstDayOfWeek: row.first_day_of_week,
  };
};
