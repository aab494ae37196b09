export { approveRequest, askForAccess, declineRequest, listRequests } from './requests.ts';
