// Every use case that writes access can be played in a world. A new one without a verb fails here until it has one, or a reason.
import { expect, test } from 'vitest';
import { routes } from '../../src/contract/index.ts';
import { playable } from '../../src/worlds/index.ts';

const verbOf: Record<string, string> = {
  createProject: 'create_project',
  createResource: 'create',
  uploadFile: 'create',
  updateResource: 'update',
  deleteResource: 'delete',
  restoreResource: 'restore',
  duplicateResource: 'duplicate',
  patchAccess: 'share',
  putAccess: 'set_editors',
  setMember: 'set_member',
  changeMemberResources: 'add_resources',
  removeMember: 'remove_member',
  createGroup: 'create_group',
  addGroupMember: 'add_to_group',
  removeGroupMember: 'remove_from_group',
  deleteGroup: 'delete_group',
  addGroupManager: 'add_manager',
  removeGroupManager: 'remove_manager',
  createRole: 'create_role',
  updateRole: 'change_role',
  deleteRole: 'delete_role',
  giveRole: 'give_role',
  takeRole: 'take_role',
  invite: 'invite',
  acceptInvitation: 'accept',
  askForAccess: 'request',
  approveRequest: 'approve',
  declineRequest: 'decline',
  handOver: 'reassign',
  undoChange: 'undo',
  updateUser: 'change_user',
  deleteUser: 'deactivate',
  deactivateUser: 'deactivate',
  reactivateUser: 'reactivate',
};

/** These write something else than access, or are played by a verb of another name. This list only shrinks. */
const without: Record<string, string> = {
  signIn: 'a session is no access',
  signOut: 'a session is no access',
  endSession: 'a session is no access',
  setUp: 'the first administrator is in every world from its beginning',
  startViewAs: 'what both reach is less than either does',
  endViewAs: 'what both reach is less than either does',
  createView: 'a view gives nothing',
  updateView: 'a view gives nothing',
  deleteView: 'a view gives nothing',
  addFavourite: 'a mark gives nothing',
  restoreVersion: 'played by update',
  putDraft: 'gives nothing until update publishes it',
  deleteDraft: 'gives nothing until update publishes it',
  removeFavourite: 'a mark gives nothing',
  runQuery: 'reads',
  runTile: 'reads',
  exportQuery: 'reads',
  exportTile: 'reads',
  readNotifications: 'what one has read gives nothing',
  listValues: 'reads',
  listRows: 'reads',
  showSql: 'reads',
  checkNewSource: 'reads',
  checkDataset: 'reads',
  checkNewDataset: 'reads',
  createUser: 'people stand in the world; invite makes new ones',
  renameGroup: 'a name gives nothing',
  resendInvitation: 'a letter gives nothing',
  withdrawInvitation: 'takes from who reaches nothing yet',
  createToken: 'acts as its user, and has tests of its own',
  revokeToken: 'acts as its user, and has tests of its own',
  updateOrganization: 'settings have tests of their own',
};

test('every route that writes has a verb, or a reason', () => {
  const writing = routes.filter(({ method }) => method !== 'get').map(({ name }) => name);
  expect(writing.filter((name) => !(name in verbOf) && !(name in without))).toEqual([]);
  expect([...Object.keys(verbOf), ...Object.keys(without)].filter((name) => !writing.includes(name))).toEqual([]);
});

test('every verb that is promised can be played', () => {
  expect(Object.values(verbOf).filter((verb) => !playable.includes(verb))).toEqual([]);
});
