// The map from routes to use cases of the same name: nothing else happens here.
import type { TileAnswer } from '#contract';
import { exportAudit, listAudit } from '#features/audit/index';
import { listRows, listTables, listValues, runQuery, runTile, showSql, type TileOutcome } from '#features/data/index';
import { checkDataset, checkNewDataset } from '#features/datasets/index';
import type { Deps } from '#features/deps';
import { explainAccess, listReach, proveAccess, whoHasAccess } from '#features/explaining/index';
import {
  addGroupManager,
  addGroupMember,
  createGroup,
  deleteGroup,
  getGroup,
  listGroups,
  removeGroupManager,
  removeGroupMember,
  renameGroup,
} from '#features/groups/index';
import { handOver, listOrphans } from '#features/handover/index';
import { listResourceHistory, listSubjectHistory, undoChange } from '#features/history/index';
import {
  acceptInvitation,
  type InviteDeps,
  invite,
  listInvitations,
  resendInvitation,
  withdrawInvitation,
} from '#features/invitations/index';
import { getLineage } from '#features/lineage/index';
import { createUser, deactivateUser, deleteUser, getUser, listUsers, reactivateUser, updateUser } from '#features/people/index';
import { previewable } from '#features/previews/index';
import { changeMemberResources, getMember, listMembers, removeMember, setMember } from '#features/projects/index';
import { approveRequest, askForAccess, declineRequest, listRequests } from '#features/requests/index';
import {
  createProject,
  createResource,
  deleteResource,
  duplicateResource,
  getProject,
  getResource,
  listProjects,
  listResources,
  listTrash,
  restoreResource,
  updateResource,
} from '#features/resources/index';
import { createRole, deleteRole, getRole, giveRole, listRoles, takeRole, updateRole } from '#features/roles/index';
import { getMe, type SessionDeps, type SignedIn, sessionDays, setUp, signIn, signOut } from '#features/sessions/index';
import { getOrganization, updateOrganization } from '#features/settings/index';
import { getAccess, patchAccess, putAccess } from '#features/sharing/index';
import { checkFields, checkNewSource, checkSource, listPlaces } from '#features/sources/index';
import { findSubjects } from '#features/subjects/index';
import { createToken, listTokens, revokeToken } from '#features/tokens/index';
import { uploadFile } from '#features/uploads/index';
import { cookieName } from './authenticate.ts';
import { Download, type Handlers, Lines, Reply } from './handler.ts';
import { keepingHandlers } from './keeping.ts';
import { asProblem, logged, problemBody } from './problems.ts';
import { reviewingHandlers } from './reviewing.ts';

export type HandlerDeps = Deps & SessionDeps & InviteDeps & { /** Cookies travel over https only. */ readonly secure: boolean };

export const makeHandlers = (deps: HandlerDeps): Handlers => ({
  signIn: async ({ principal, body, from }) => withCookie(deps, await signIn(deps, principal, { ...body, from })),
  setUp: async ({ principal, body, from }) => withCookie(deps, await setUp(deps, principal, { ...body, from })),
  signOut: async ({ principal, sessionId }) =>
    new Reply(await signOut(deps, principal, { sessionId }), { 'set-cookie': cookie(deps, '', 0) }),
  getMe: ({ principal }) => getMe(deps, principal),

  listResources: (asked) => listResources(deps, asked.principal, asked),
  createResource: (asked) => createResource(deps, asked.principal, asked),
  getResource: (asked) => getResource(deps, asked.principal, asked),
  updateResource: (asked) => updateResource(deps, asked.principal, asked),
  deleteResource: (asked) => previewable(deps, asked.principal, deleteResource(deps, asked.principal, asked)),
  restoreResource: (asked) => previewable(deps, asked.principal, restoreResource(deps, asked.principal, asked)),
  duplicateResource: (asked) => duplicateResource(deps, asked.principal, asked),
  listTrash: (asked) => listTrash(deps, asked.principal, asked),
  listProjects: (asked) => listProjects(deps, asked.principal, asked),
  createProject: (asked) => createProject(deps, asked.principal, asked),
  getProject: (asked) => getProject(deps, asked.principal, asked),

  runQuery: async (asked) => {
    const answer = await runQuery(deps, asked.principal, asked);
    return 'columns' in answer ? answer : new Lines(told(deps, asked.requestId, answer));
  },
  runTile: (asked) => runTile(deps, asked.principal, asked),
  listValues: (asked) => listValues(deps, asked.principal, asked),
  uploadFile: (asked) => uploadFile(deps, asked.principal, asked),
  listTables: (asked) => listTables(deps, asked.principal, asked),
  listRows: (asked) => listRows(deps, asked.principal, asked),
  showSql: (asked) => showSql(deps, asked.principal, asked),
  getLineage: (asked) => getLineage(deps, asked.principal, asked),
  listPlaces: (asked) => listPlaces(deps, asked.principal, asked),
  checkNewSource: (asked) => checkNewSource(deps, asked.principal, asked),
  checkSource: (asked) => checkSource(deps, asked.principal, asked),
  checkFields: (asked) => checkFields(deps, asked.principal, asked),
  checkDataset: (asked) => checkDataset(deps, asked.principal, asked),
  checkNewDataset: (asked) => checkNewDataset(deps, asked.principal, asked),

  explainAccess: (asked) => explainAccess(deps, asked.principal, asked),
  whoHasAccess: (asked) => whoHasAccess(deps, asked.principal, asked),
  proveAccess: (asked) => proveAccess(deps, asked.principal, asked),
  listReach: (asked) => listReach(deps, asked.principal, asked),
  getAccess: (asked) => getAccess(deps, asked.principal, asked),
  putAccess: (asked) => putAccess(deps, asked.principal, asked),
  patchAccess: (asked) => patchAccess(deps, asked.principal, asked),

  listMembers: (asked) => listMembers(deps, asked.principal, asked),
  getMember: (asked) => getMember(deps, asked.principal, asked),
  setMember: (asked) => previewable(deps, asked.principal, setMember(deps, asked.principal, asked)),
  removeMember: (asked) => previewable(deps, asked.principal, removeMember(deps, asked.principal, asked)),
  changeMemberResources: (asked) => previewable(deps, asked.principal, changeMemberResources(deps, asked.principal, asked)),

  invite: (asked) => previewable(deps, asked.principal, invite(deps, asked.principal, asked)),
  listInvitations: (asked) => listInvitations(deps, asked.principal, asked),
  resendInvitation: (asked) => resendInvitation(deps, asked.principal, asked),
  withdrawInvitation: (asked) => previewable(deps, asked.principal, withdrawInvitation(deps, asked.principal, asked)),
  acceptInvitation: (asked) => acceptInvitation(deps, asked),
  askForAccess: (asked) => askForAccess(deps, asked.principal, asked),
  listRequests: (asked) => listRequests(deps, asked.principal, asked),
  approveRequest: (asked) => previewable(deps, asked.principal, approveRequest(deps, asked.principal, asked)),
  declineRequest: (asked) => declineRequest(deps, asked.principal, asked),
  handOver: (asked) => previewable(deps, asked.principal, handOver(deps, asked.principal, asked)),
  listOrphans: (asked) => listOrphans(deps, asked.principal, asked),

  findSubjects: (asked) => findSubjects(deps, asked.principal, asked),
  listUsers: (asked) => listUsers(deps, asked.principal, asked),
  createUser: (asked) => createUser(deps, asked.principal, asked),
  getUser: (asked) => getUser(deps, asked.principal, asked),
  updateUser: (asked) => previewable(deps, asked.principal, updateUser(deps, asked.principal, asked)),
  deleteUser: (asked) => previewable(deps, asked.principal, deleteUser(deps, asked.principal, asked)),
  deactivateUser: (asked) => previewable(deps, asked.principal, deactivateUser(deps, asked.principal, asked)),
  reactivateUser: (asked) => previewable(deps, asked.principal, reactivateUser(deps, asked.principal, asked)),

  listGroups: (asked) => listGroups(deps, asked.principal, asked),
  createGroup: (asked) => createGroup(deps, asked.principal, asked),
  getGroup: (asked) => getGroup(deps, asked.principal, asked),
  renameGroup: (asked) => renameGroup(deps, asked.principal, asked),
  deleteGroup: (asked) => previewable(deps, asked.principal, deleteGroup(deps, asked.principal, asked)),
  addGroupMember: (asked) => previewable(deps, asked.principal, addGroupMember(deps, asked.principal, asked)),
  removeGroupMember: (asked) => previewable(deps, asked.principal, removeGroupMember(deps, asked.principal, asked)),
  addGroupManager: (asked) => previewable(deps, asked.principal, addGroupManager(deps, asked.principal, asked)),
  removeGroupManager: (asked) => previewable(deps, asked.principal, removeGroupManager(deps, asked.principal, asked)),

  listRoles: (asked) => listRoles(deps, asked.principal, asked),
  createRole: (asked) => createRole(deps, asked.principal, asked),
  getRole: (asked) => getRole(deps, asked.principal, asked),
  updateRole: (asked) => previewable(deps, asked.principal, updateRole(deps, asked.principal, asked)),
  deleteRole: (asked) => previewable(deps, asked.principal, deleteRole(deps, asked.principal, asked)),
  giveRole: (asked) => previewable(deps, asked.principal, giveRole(deps, asked.principal, asked)),
  takeRole: (asked) => previewable(deps, asked.principal, takeRole(deps, asked.principal, asked)),

  createToken: (asked) => createToken(deps, asked.principal, asked),
  listTokens: (asked) => listTokens(deps, asked.principal, asked),
  revokeToken: (asked) => revokeToken(deps, asked.principal, asked),
  getOrganization: (asked) => getOrganization(deps, asked.principal),
  updateOrganization: (asked) => updateOrganization(deps, asked.principal, asked),

  listAudit: (asked) => listAudit(deps, asked.principal, asked),
  exportAudit: async (asked) => new Download(await exportAudit(deps, asked.principal, asked)),
  listResourceHistory: (asked) => listResourceHistory(deps, asked.principal, asked),
  listSubjectHistory: (asked) => listSubjectHistory(deps, asked.principal, asked),
  undoChange: (asked) => previewable(deps, asked.principal, undoChange(deps, asked.principal, asked)),
  ...keepingHandlers(deps),
  ...reviewingHandlers(deps),
});

async function* told(deps: Deps, requestId: string, outcomes: AsyncIterable<TileOutcome>): AsyncGenerator<TileAnswer> {
  for await (const outcome of outcomes)
    yield 'result' in outcome
      ? outcome
      : {
          tile: outcome.tile,
          problem: problemBody(logged(deps.log, asProblem(outcome.failed), { requestId, tile: outcome.tile })),
        };
}

const withCookie = (deps: HandlerDeps, signedIn: SignedIn) =>
  new Reply(signedIn, { 'set-cookie': cookie(deps, signedIn.token, sessionDays * 24 * 3600) });

const cookie = ({ secure }: HandlerDeps, value: string, seconds: number) =>
  `${cookieName}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? '; Secure' : ''}`;
