export { actedOn } from './acted-on.ts';
export { deactivateUser, deleteUser, reactivateUser } from './leaving.ts';
export { createUser, getUser, listUsers } from './people.ts';
export { updateUser } from './update.ts';
