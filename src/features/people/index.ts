export { createUser, deactivateUser, getUser, listUsers, reactivateUser } from './people.ts';
